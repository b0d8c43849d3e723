import GRDB
import Generations
import Testing

@testable import Library

/// The orders of the history, beside the same done by hand.
struct SortedHistoryTests {
    private struct Row {
        var id: Int64
        var running: Double
        var waiting: Double
        var model: String
    }

    private static let count: Int64 = 30_000

    /// Many with equal values, every third a whale, every 100th in the trash, every 7,000th a favorite.
    private func row(_ id: Int64) -> Row {
        Row(
            id: id,
            running: Double(id * 7919 % 50),
            waiting: Double(id * 31 % 900),
            model: "m/\(id * 13 % 4)"
        )
    }

    private func library() throws -> LibraryDatabase {
        let library = try emptyLibrary()
        try library.writer.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                    INSERT INTO generations (uuid, created_at, task, prompt, model, status, is_favorite, deleted_at,
                        family_id, running_seconds, waiting_seconds)
                    SELECT printf('00000000-0000-4000-8000-%012d', i), i, 'text-to-video',
                        iif(i % 3, 'a fox', 'a whale'), 'm/' || (i * 13 % 4), 'succeeded', i % 7000 = 0,
                        iif(i % 100, NULL, 5), i, i * 7919 % 50, i * 31 % 900
                    FROM n
                    """,
                arguments: [Self.count]
            )
        }
        return library
    }

    private func fits(_ id: Int64, _ query: HistoryQuery) -> Bool {
        let isTrashed = id % 100 == 0
        let isWhale = id % 3 == 0
        let isFavorite = id % 7_000 == 0
        guard query.isInTrash == isTrashed else { return false }
        guard query.search.terms.isEmpty || isWhale else { return false }
        return query.scope != .favorites || isFavorite
    }

    private func comesFirst(_ one: Row, _ two: Row, _ order: HistoryOrder) -> Bool {
        switch order {
        case .newest: one.id > two.id
        case .oldest: one.id < two.id
        case .longestRun: (one.running, one.id) > (two.running, two.id)
        case .longestWait: (one.waiting, one.id) > (two.waiting, two.id)
        case .model: one.model == two.model ? one.id > two.id : one.model < two.model
        }
    }

    private func expected(_ query: HistoryQuery) -> [Int64] {
        let rows: [Row] = (1...Self.count).map { row($0) }
        let found = rows.filter { fits($0.id, query) }
        return found.sorted { comesFirst($0, $1, query.order) }.map { $0.id }
    }

    @Test(arguments: HistoryOrder.allCases)
    func `pages follow one another in every order, whatever is searched for`(order: HistoryOrder) async throws
    {
        let library = try library()
        var queries = ["", "whale", "is:trash", "wha #none"].map { HistoryQuery(text: $0) }
        queries.append(HistoryQuery(scope: .favorites))
        for var query in queries {
            query.order = order
            let wanted = query.search.text.contains("#") ? [] : expected(query)
            var (found, before, pages): ([Int64], GenerationID?, Int) = ([], nil, 0)
            repeat {
                let page = try await library.page(query, before: before, limit: 170)
                found += page.generations.map(\.id.rawValue)
                (before, pages) = (page.next, pages + 1)
            } while before != nil && pages < 12
            let most = before == nil ? wanted.count : found.count
            #expect(found == Array(wanted.prefix(most)), "\(query)")
            #expect(before == nil || found.count == 12 * 170)
        }
    }

    @Test func `a row that is gone ends the list, and one looked at in vain does not`() async throws {
        let library = try library()
        var query = HistoryQuery(text: "")
        query.order = .longestRun
        #expect(try await library.page(query, before: GenerationID(999_999)).generations.isEmpty)
        query.search = SearchQuery("provider:none", now: present.date)
        query.order = .oldest
        var (before, pages): (GenerationID?, Int64) = (nil, 0)
        repeat {
            let page = try await library.page(query, before: before, limit: 10)
            #expect(page.generations.isEmpty)
            (before, pages) = (page.next, pages + 1)
        } while before != nil && pages < Self.count
        #expect((2...Self.count / 1_000).contains(pages))
    }

    @Test(arguments: [
        (HistoryOrder.oldest, "SCAN generations"), (.longestRun, "USING INDEX generations_by_running"),
        (.longestWait, "USING INDEX generations_by_waiting"),
    ])
    func `an order has its index and sorts nothing`(order: HistoryOrder, index: String) throws {
        var query = HistoryQuery(text: "")
        query.order = order
        let plan = try library().writer.read { [query] database in
            let sql = try HistorySQL(query, now: present.date, in: database)
            let column = order == .longestRun ? "running_seconds" : order == .oldest ? nil : "waiting_seconds"
            let (text, arguments) = sql.sorted(SortedHistory.Stretch(column: column))
            return try GRDB.Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + text, arguments: arguments)
                .map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }
}
