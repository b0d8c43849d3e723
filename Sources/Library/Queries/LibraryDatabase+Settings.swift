import GRDB

/// What the program remembers about itself from one start to the next.
extension LibraryDatabase {
    /// Whether the user has held the whole queue.
    package func isQueueHeld() async throws(LibraryError) -> Bool {
        try await read { database in
            try String.fetchOne(database, sql: "SELECT value FROM settings WHERE name = 'queue_held'") == "1"
        }
    }

    /// Remembers whether the whole queue is held.
    package func setQueueHeld(_ isHeld: Bool) async throws(LibraryError) {
        try await write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO settings (name, value) VALUES ('queue_held', ?)",
                arguments: [isHeld ? "1" : "0"]
            )
        }
    }
}
