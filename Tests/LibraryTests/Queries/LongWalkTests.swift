import GRDB
import Generations
import Testing

@testable import Library

/// 20,000 generations of which few fit: what is looked at is bounded, and what is said of the rest is true.
struct LongWalkTests {
    /// All are about a fox. The newest 6,000 are in one folder, every 1,500th is by one provider.
    private func library() throws -> LibraryDatabase {
        let library = try emptyLibrary()
        try library.writer.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                    INSERT INTO generations (
                        uuid, created_at, task, prompt, model, status, folder, provider, family_id)
                    SELECT printf('00000000-0000-4000-8000-%012d', i), i, 'text-to-video', 'a red fox', 'a/b',
                        'succeeded', iif(i > 14000, '/films/neon', NULL), iif(i % 1500, NULL, 'fal-ai'), i
                    FROM n
                    """
            )
        }
        return library
    }

    @Test func `the newest rows are counted, so that words with a filter are never none`() async throws {
        let library = try library()
        for text in ["folder:neon fox", "fox folder:neon", "folder:neon"] {
            let total = try await library.total(HistoryQuery(text: text), limit: 2_000)
            #expect(total == HistoryTotal(count: 2_000, isExact: false), "\(text)")
        }
    }

    @Test(arguments: ["-whale", "\"red fox\"", "fox -\"red whale\"", "is:ok -whale"])
    func `few prompts are read to count what fits`(text: String) async throws {
        let total = try await library().total(HistoryQuery(text: text))
        #expect(total == HistoryTotal(count: 1_000, isExact: false))
    }

    @Test(
        arguments: ["provider:fal", "fox provider:fal", "is:ok provider:fal", "provider:fal \"red fox\""],
        [false, true]
    )
    func `a page stops after so many rows and says where to go on`(text: String, isFolded: Bool) async throws
    {
        let library = try library()
        var query = HistoryQuery(text: text)
        query.isFolded = isFolded
        let first = try await library.page(query, limit: 2, walk: 400)
        #expect(first.generations.isEmpty)
        #expect(first.next == GenerationID(text.contains("red") ? 19_961 : 19_601))

        var (found, next, pages) = ([Int64](), GenerationID?.none, 0)
        repeat {
            let page = try await library.page(query, before: next, limit: 2, walk: 4_000)
            #expect(page.generations.count <= 2)
            found += page.generations.map(\.id.rawValue)
            (next, pages) = (page.next, pages + 1)
        } while next != nil && pages < 100
        #expect(found == (1...13).reversed().map { $0 * 1_500 })
        #expect(next == nil)
    }

    @Test(arguments: ["", "fox", "is:ok", "zebra"])
    func `where every row fits, or none is led to, nothing is cut short`(text: String) async throws {
        let page = try await library().page(HistoryQuery(text: text), limit: 500, walk: 100)
        #expect(page.generations.count == (text == "zebra" ? 0 : 500))
        #expect(page.hasMore == (text != "zebra"))
    }

    @Test func `a running statement ends when its task is cancelled`() async throws {
        let library = try emptyLibrary()
        let (running, isRunning) = AsyncStream.makeStream(of: Void.self)
        let endless = Task {
            try await library.lookUp { database in
                let tell = DatabaseFunction("tell", argumentCount: 0) { _ in
                    isRunning.yield()
                    return nil
                }
                database.add(function: tell)
                defer { database.remove(function: tell) }
                let sql =
                    "WITH RECURSIVE n(i) AS (SELECT tell() UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n"
                return try Int.fetchOne(database, sql: sql)
            }
        }
        for await _ in running { break }
        endless.cancel()
        await #expect(throws: (any Error).self) { try await endless.value }
        #expect(try await library.page().generations.isEmpty)
    }
}
