import GRDB
package import Generations

/// Whose draft it is: there is one for each kind of work in each folder.
package struct DraftKey: Hashable, Sendable {
    package var kind: String
    /// The working folder, or empty for the one draft that is everywhere.
    package var folder: String

    package init(kind: String = "prompt", folder: String = "") {
        self.kind = kind
        self.folder = folder
    }
}

extension LibraryDatabase {
    /// The draft that was kept last; nil when there is none, or none that can be read.
    package func draft(_ key: DraftKey = DraftKey()) async throws(LibraryError) -> Draft? {
        try await read { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT * FROM drafts WHERE kind = ? AND folder = ?",
                arguments: [key.kind, key.folder]
            )
            return row.flatMap { try? Self.draft($0) }
        }
    }

    /// Keeps a draft in place of the one before.
    package func save(_ draft: Draft, _ key: DraftKey = DraftKey()) async throws(LibraryError) {
        try await write { database in
            var columns = Columns()
            columns["kind"] = key.kind
            columns["folder"] = key.folder
            columns["prompt"] = draft.prompt
            columns["cursor"] = max(draft.cursor, 0)
            columns["undo"] = draft.undo
            try columns.add(draft.parameters)
            try database.execute(
                sql: "INSERT OR REPLACE INTO drafts (\(columns.list)) VALUES (\(columns.marks))",
                arguments: columns.arguments
            )
        }
    }

    private static func draft(_ row: Row) throws(UnreadableRow) -> Draft {
        let reader = RowReader(row: row)
        return Draft(
            prompt: try reader.value("prompt"),
            parameters: try reader.parameters(),
            cursor: try reader.value("cursor"),
            undo: try reader.optional("undo")
        )
    }
}
