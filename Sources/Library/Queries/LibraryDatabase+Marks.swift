import GRDB
package import Generations

package import struct Foundation.Date

// What the user does with a generation. Each is one transaction and answers the generation as it is now.

extension LibraryDatabase {
    /// The longest tag, in characters.
    package static let longestTag = 60

    /// Makes a generation a favorite, or no longer.
    package func setFavorite(
        _ id: GenerationID,
        _ isFavorite: Bool
    ) async throws(LibraryError) -> Generation {
        try await change(id, "is_favorite", to: isFavorite)
    }

    /// Replaces a generation's note.
    package func setNote(_ id: GenerationID, _ note: String) async throws(LibraryError) -> Generation {
        try await change(id, "note", to: note)
    }

    /// Adds tags to a generation and takes others away; one that is in both stays away.
    package func setTags(
        _ id: GenerationID,
        adding: [String] = [],
        removing: [String] = []
    ) async throws(LibraryError) -> Generation {
        var added: [String] = []
        for tag in adding { added.append(try Self.cleanName(tag, upTo: Self.longestTag)) }
        let now = now()
        return try await write { [added] database in
            guard try Self.exists(id, in: database) else { throw LibraryError.noSuchGeneration(id) }
            for tag in added {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO generation_tags (generation_id, tag) VALUES (?, ?)",
                    arguments: [id.rawValue, tag]
                )
            }
            for tag in removing {
                try database.execute(
                    sql: "DELETE FROM generation_tags WHERE generation_id = ? AND tag = ?",
                    arguments: [id.rawValue, Self.trimmed(tag)]
                )
            }
            return try Self.existing(id, in: database, now: now)
        }
    }

    /// Puts a generation into the trash; its video stays where it is.
    package func delete(_ id: GenerationID, at date: Date) async throws(LibraryError) -> Generation {
        try await change(id, "deleted_at", to: date.milliseconds)
    }

    /// Takes a generation out of the trash.
    package func undelete(_ id: GenerationID) async throws(LibraryError) -> Generation {
        try await change(id, "deleted_at", to: Int64?.none)
    }

    /// Removes a generation, its tags and its timeline for good; its number is never given again. The video stays.
    ///
    /// - Throws: `stillUnfinished` when it has not ended.
    package func purge(_ id: GenerationID) async throws(LibraryError) {
        try await write { database in
            let isFinal = try Bool.fetchOne(
                database,
                sql: """
                    SELECT is_final FROM generations JOIN statuses ON statuses.name = generations.status
                    WHERE id = ?
                    """,
                arguments: [id.rawValue]
            )
            guard let isFinal else { throw LibraryError.noSuchGeneration(id) }
            guard isFinal else { throw LibraryError.stillUnfinished(id) }
            try database.execute(sql: "DELETE FROM generations WHERE id = ?", arguments: [id.rawValue])
        }
    }

    /// Every tag that is in use, sorted.
    package func tags() async throws(LibraryError) -> [String] {
        try await read { database in
            try String.fetchAll(database, sql: "SELECT DISTINCT tag FROM generation_tags ORDER BY tag")
        }
    }

    private func change(
        _ id: GenerationID,
        _ column: String,
        to value: (some DatabaseValueConvertible & Sendable)?
    ) async throws(LibraryError) -> Generation {
        let now = now()
        return try await write { database in
            try database.execute(
                sql: "UPDATE generations SET \(column) = ? WHERE id = ?",
                arguments: [value, id.rawValue]
            )
            return try Self.existing(id, in: database, now: now)
        }
    }

    private static func existing(_ id: GenerationID, in database: Database, now: Moment) throws -> Generation
    {
        guard let generation = try generation(id, in: database, now: now) else {
            throw LibraryError.noSuchGeneration(id)
        }
        return generation
    }

    static func exists(_ id: GenerationID, in database: Database) throws -> Bool {
        try Int.fetchOne(
            database,
            sql: "SELECT 1 FROM generations WHERE id = ?",
            arguments: [id.rawValue]
        ) != nil
    }

    /// A name without space around it.
    ///
    /// - Throws: `badName` when nothing is left, when it is too long, or when it has more than one line.
    static func cleanName(_ name: String, upTo longest: Int) throws(LibraryError) -> String {
        let clean = trimmed(name)
        let isOneLine = !clean.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !clean.isEmpty, clean.count <= longest, isOneLine else { throw .badName(name) }
        return clean
    }

    static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}
