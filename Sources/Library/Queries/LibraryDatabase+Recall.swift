import Foundation
import GRDB
package import Generations

extension LibraryDatabase {
    /// How many of the newest prompts are looked through for a text that may stand anywhere, even within a word.
    private static let recentPrompts = 1_000
    /// How many older ones with its words are looked at.
    private static let olderPrompts = 5_000

    /// Generations whose prompts contain a text, newest first, each prompt once; of the older ones only those in which
    /// the text begins with a word.
    package func recalled(containing text: String, limit: Int) async throws(LibraryError) -> [Generation] {
        let now = now()
        return try await lookUp { database in
            var found = FoundPrompts(limit: limit)
            let recent = try Row.fetchCursor(
                database,
                sql: "SELECT id, prompt FROM generations WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ?",
                arguments: [Self.recentPrompts]
            )
            while !found.isFull, let row = try recent.next() {
                found.take(row, where: { text.isEmpty || $0.localizedStandardContains(text) })
            }
            try Self.findOlder(&found, containing: text, database)
            let marks = found.ids.map { _ in "?" }.joined(separator: ", ")
            let rows = try Row.fetchCursor(
                database,
                sql:
                    "SELECT \(GenerationRow.selection) FROM generations WHERE id IN (\(marks)) ORDER BY id DESC",
                arguments: StatementArguments(found.ids)
            )
            return try HistoryPage(rows: rows, limit: limit, now: now).generations
        }
    }

    private static func findOlder(_ found: inout FoundPrompts, containing text: String, _ database: Database)
        throws
    {
        let words = SearchTerm(
            text: text.replacing("\"", with: " ").replacing("\u{0}", with: " "),
            isPrefix: true
        )
        guard !found.isFull, let oldest = found.oldest,
            let pattern = words.isSearchable ? SearchPattern([words]) : nil
        else { return }
        let older = try Row.fetchCursor(
            database,
            sql: """
                SELECT generations.id, prompt FROM (
                    SELECT rowid AS id FROM generations_search WHERE generations_search MATCH ? AND rowid < ?
                    ORDER BY rowid DESC LIMIT ?
                ) AS words CROSS JOIN generations ON generations.id = words.id WHERE deleted_at IS NULL
                """,
            arguments: [pattern.expression, oldest, olderPrompts]
        )
        let matcher = SearchMatcher([words])
        while !found.isFull, let row = try older.next() { found.take(row, where: matcher.matches) }
    }
}

/// The newest rows of prompts as they are found, each prompt once.
private struct FoundPrompts {
    let limit: Int
    private(set) var ids: [Int64] = []
    /// The oldest row that was looked at.
    private(set) var oldest: Int64?
    private var seen: Set<String> = []

    init(limit: Int) {
        self.limit = limit
    }

    var isFull: Bool { ids.count >= limit }

    mutating func take(_ row: Row, where isWanted: (String) -> Bool) {
        let (id, prompt): (Int64, String) = (row[0], row[1])
        oldest = id
        guard seen.insert(prompt).inserted, isWanted(prompt) else { return }
        ids.append(id)
    }
}
