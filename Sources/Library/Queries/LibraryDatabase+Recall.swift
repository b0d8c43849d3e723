import Foundation
import GRDB
import Generations

extension LibraryDatabase {
    /// How many of the newest prompts are looked through for a text that may stand anywhere, even within a word.
    private static let recentPrompts = 1_000
    /// How many older ones with its words are looked at.
    private static let olderPrompts = 5_000

    /// Earlier prompts that contain a text, newest first, each once; of the older ones only those in which the text
    /// begins with a word.
    package func prompts(containing text: String, limit: Int) async throws(LibraryError) -> [String] {
        try await lookUp { database in
            var found = FoundPrompts(limit: limit)
            let recent = try Row.fetchCursor(
                database,
                sql: "SELECT id, prompt FROM generations WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ?",
                arguments: [Self.recentPrompts]
            )
            while !found.isFull, let row = try recent.next() {
                found.take(row, where: { text.isEmpty || $0.localizedStandardContains(text) })
            }
            let words = SearchTerm(
                text: text.replacing("\"", with: " ").replacing("\u{0}", with: " "),
                isPrefix: true
            )
            guard !found.isFull, let oldest = found.oldest,
                let pattern = words.isSearchable ? SearchPattern([words]) : nil
            else { return found.prompts }
            let older = try Row.fetchCursor(
                database,
                sql: """
                    SELECT generations.id, prompt FROM (
                        SELECT rowid AS id FROM generations_search WHERE generations_search MATCH ? AND rowid < ?
                        ORDER BY rowid DESC LIMIT ?
                    ) AS words CROSS JOIN generations ON generations.id = words.id WHERE deleted_at IS NULL
                    """,
                arguments: [pattern.expression, oldest, Self.olderPrompts]
            )
            let matcher = SearchMatcher([words])
            while !found.isFull, let row = try older.next() { found.take(row, where: matcher.matches) }
            return found.prompts
        }
    }
}

/// Prompts as they are found, each once.
private struct FoundPrompts {
    let limit: Int
    private(set) var prompts: [String] = []
    /// The oldest row that was looked at.
    private(set) var oldest: Int64?
    private var seen: Set<String> = []

    init(limit: Int) {
        self.limit = limit
    }

    var isFull: Bool { prompts.count >= limit }

    mutating func take(_ row: Row, where isWanted: (String) -> Bool) {
        oldest = row[0]
        let prompt: String = row[1]
        guard seen.insert(prompt).inserted, isWanted(prompt) else { return }
        prompts.append(prompt)
    }
}
