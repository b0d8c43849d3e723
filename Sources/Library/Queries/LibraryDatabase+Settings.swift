import GRDB
package import Generations

/// What the program remembers about itself from one start to the next.
extension LibraryDatabase {
    /// Whether the user has held the whole queue.
    package func isQueueHeld() async throws(LibraryError) -> Bool {
        try await setting("queue_held") == "1"
    }

    /// Remembers whether the whole queue is held.
    package func setQueueHeld(_ isHeld: Bool) async throws(LibraryError) {
        try await set("queue_held", isHeld ? "1" : "0")
    }

    /// Where the borders between panes were left, as the screen wrote it; nil when they were never moved.
    package func dividers() async throws(LibraryError) -> String? {
        try await setting("dividers")
    }

    /// Remembers where the borders between panes are.
    package func setDividers(_ text: String) async throws(LibraryError) {
        try await set("dividers", text)
    }

    /// In which order the history was listed last.
    package func historyOrder() async throws(LibraryError) -> HistoryOrder {
        try await setting("history_order").flatMap(HistoryOrder.init) ?? .newest
    }

    /// Remembers in which order the history is listed.
    package func setHistoryOrder(_ order: HistoryOrder) async throws(LibraryError) {
        try await set("history_order", order.rawValue)
    }

    /// What was noted under a name for the parts that keep texts here; nil when nothing was.
    package func note(_ name: String) async throws(LibraryError) -> String? {
        try await setting("note " + name)
    }

    /// Notes a text under a name.
    package func setNote(_ name: String, _ text: String) async throws(LibraryError) {
        try await set("note " + name, text)
    }

    /// A value by its name; nil when it was never set.
    func setting(_ name: String) async throws(LibraryError) -> String? {
        try await read { database in
            try String.fetchOne(database, sql: "SELECT value FROM settings WHERE name = ?", arguments: [name])
        }
    }

    /// Keeps a value under a name.
    func set(_ name: String, _ value: String) async throws(LibraryError) {
        try await write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
                arguments: [name, value]
            )
        }
    }
}
