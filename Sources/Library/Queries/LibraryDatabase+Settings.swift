import GRDB

/// What the program remembers about itself from one start to the next.
extension LibraryDatabase {
    /// Whether the user has held the whole queue.
    package func isQueueHeld() async throws(LibraryError) -> Bool {
        try await remembered("queue_held") == "1"
    }

    /// Remembers whether the whole queue is held.
    package func setQueueHeld(_ isHeld: Bool) async throws(LibraryError) {
        try await remember(isHeld ? "1" : "0", as: "queue_held")
    }

    /// Where the borders between panes were left, as the screen wrote it; nil when they were never moved.
    package func dividers() async throws(LibraryError) -> String? {
        try await remembered("dividers")
    }

    /// Remembers where the borders between panes are.
    package func setDividers(_ text: String) async throws(LibraryError) {
        try await remember(text, as: "dividers")
    }

    private func remembered(_ name: String) async throws(LibraryError) -> String? {
        try await read { database in
            try String.fetchOne(
                database,
                sql: "SELECT value FROM settings WHERE name = ?",
                arguments: [name]
            )
        }
    }

    private func remember(_ value: String, as name: String) async throws(LibraryError) {
        try await write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
                arguments: [name, value]
            )
        }
    }
}
