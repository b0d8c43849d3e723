import Foundation
import GRDB
import Generations
import Testing

@testable import Library

/// 100,000 generations: the answers are right, and the plans go through indexes.
struct ManyGenerationsTests {
    private static let count: Int64 = 100_000

    /// Every tenth is about a whale, every hundredth has failed and is of another model, every thousandth is a
    /// favorite with a tag, every ten-thousandth is in the trash.
    private func library() throws -> LibraryDatabase {
        let library = try emptyLibrary()
        try library.writer.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                    INSERT INTO generations (
                        uuid, created_at, task, prompt, model, status, failure_code, failure_message, is_favorite,
                        deleted_at)
                    SELECT printf('00000000-0000-4000-8000-%012d', i), i, 'text-to-video',
                        iif(i % 10, 'a boat', 'a whale') || ' in weather ' || (i % 97),
                        iif(i % 100, 'a/common', 'b/rare'), iif(i % 100, 'succeeded', 'failed'),
                        iif(i % 100, NULL, 'timed_out'), iif(i % 100, NULL, 'm'), i % 1000 = 0,
                        iif(i % 10000, NULL, i)
                    FROM n
                    """,
                arguments: [Self.count]
            )
            try database.execute(
                sql: """
                    INSERT INTO generation_tags (generation_id, tag)
                    SELECT id, 'best' FROM generations WHERE is_favorite = 1
                    """
            )
        }
        return library
    }

    private func matches(_ query: HistoryQuery, _ id: Int64) -> Bool {
        let isWhale = id % 10 == 0
        let isRare = id % 100 == 0
        let status: GenerationStatus = isRare ? .failed : .succeeded
        return query.isInTrash == (id % 10_000 == 0)
            && (query.search.isEmpty || isWhale)
            && (query.statuses.isEmpty || query.statuses.contains(status))
            && (query.model == nil || (query.model?.rawValue == "b/rare") == isRare)
            && (!query.favoritesOnly || id % 1_000 == 0)
            && (query.tag == nil || id % 1_000 == 0)
    }

    private var queries: [HistoryQuery] {
        let rare = ModelID("b/rare")
        return [
            HistoryQuery(), HistoryQuery(text: "whale"), HistoryQuery(text: "weather wha"),
            HistoryQuery(statuses: [.failed]), HistoryQuery(statuses: [.succeeded, .failed, .cancelled]),
            HistoryQuery(model: rare), HistoryQuery(statuses: [.succeeded, .failed], model: rare),
            HistoryQuery(favoritesOnly: true), HistoryQuery(tag: "best"), HistoryQuery(scope: .trash),
            HistoryQuery(text: "whale", statuses: [.failed], model: rare, favoritesOnly: true, tag: "best"),
        ]
    }

    @Test func `each query finds the right rows, on the first page and in the middle`() async throws {
        let library = try library()
        for query in queries {
            for before in [Int64.max, 50_000] {
                let page = try await library.page(query, before: GenerationID(before), limit: 20)
                let all = (1...Self.count).reversed().lazy.filter { $0 < before && matches(query, $0) }
                #expect(page.generations.map(\.id.rawValue) == Array(all.prefix(20)), "\(query)")
                #expect(page.unreadable.isEmpty)
            }
        }
        #expect(try await library.count(HistoryQuery(text: "whale"), cap: 500) == 500)
        #expect(try await library.count(HistoryQuery(text: "whale")) == 9_990)
    }

    /// The plan of a query's second page.
    private func plan(_ query: HistoryQuery, _ library: LibraryDatabase) throws -> [String] {
        try library.writer.read { database in
            let before = GenerationID(50_000)
            let history = try HistorySQL(query, before: before, now: present.date, in: database)
            database.add(function: history.function)
            let (sql, arguments) = query.isFolded ? history.members() : history.page(limit: 51)
            return try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
                .map { $0["detail"] as String }
        }
    }

    @Test func `what leads to many rows is never sorted`() throws {
        let library = try library()
        let dense = [
            HistoryQuery(), HistoryQuery(text: "w"), HistoryQuery(text: "boat -weather"),
            HistoryQuery(text: "-boat"),
            HistoryQuery(text: "is:ok"), HistoryQuery(text: "model:common whale"),
            HistoryQuery(text: "after:1970"),
            HistoryQuery(statuses: [.succeeded, .failed, .cancelled]), HistoryQuery(text: "len:>3 note:x"),
        ]
        for query in dense + dense.map({ $0.folded }) {
            let plan = try plan(query, library)
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(query): \(plan)")
        }
    }

    @Test(arguments: [
        (HistoryQuery(), "SEARCH generations USING INTEGER PRIMARY KEY (rowid<?)"),
        (HistoryQuery(text: "whale"), "SCAN generations_search VIRTUAL TABLE INDEX"),
        (HistoryQuery(text: "whale model:rare"), "USING INDEX generations_by_model (model=? AND rowid<?)"),
        (HistoryQuery(text: "whale is:ok"), "SCAN generations_search VIRTUAL TABLE INDEX"),
        (HistoryQuery(text: "is:ok"), "USING INDEX generations_by_status (status=? AND rowid<?)"),
        (HistoryQuery(text: "model:rare"), "(model=? AND rowid<?)"),
        (
            HistoryQuery(text: "model:common is:ok"),
            "USING INDEX generations_by_model_and_status (model=? AND status=?"
        ),
        (HistoryQuery(text: "is:fav"), "USING INDEX generations_favorite"),
        (HistoryQuery(text: "seed:7"), "USING INDEX generations_by_seed (seed=? AND rowid<?)"),
        (HistoryQuery(text: "family:7"), "USING INDEX generations_by_family (family_id=? AND id<?)"),
        (HistoryQuery(text: "parent:7"), "USING INDEX generations_by_parent (parent_id=? AND rowid<?)"),
        (HistoryQuery(text: "#best"), "SEARCH generations USING INTEGER PRIMARY KEY"),
        (HistoryQuery(scope: .today), "SEARCH generations USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        (HistoryQuery(scope: .folder("/x")), "USING INDEX generations_by_folder (folder=? AND rowid<?)"),
        (HistoryQuery(scope: .trash), "USING INDEX generations_in_trash"),
    ])
    func `each filter has its index`(query: HistoryQuery, index: String) throws {
        let plan = try plan(query, library())
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
    }
}

extension HistoryQuery {
    fileprivate var folded: HistoryQuery {
        var query = self
        query.isFolded = true
        return query
    }
}
