import GRDB
package import Generations

extension LibraryDatabase {
    /// The longest name of a saved prompt, in characters.
    package static let longestPromptName = 100

    /// The saved prompts by name; those that cannot be read are left out.
    package func savedPrompts() async throws(LibraryError) -> [SavedPrompt] {
        try await read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT * FROM saved_prompts ORDER BY name")
            return rows.compactMap { try? Self.savedPrompt($0) }
        }
    }

    /// The saved prompt with a name, whatever the case of its ASCII letters; nil when there is none.
    package func savedPrompt(_ name: String) async throws(LibraryError) -> SavedPrompt? {
        try await read { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT * FROM saved_prompts WHERE name = ?",
                arguments: [Self.trimmed(name)]
            )
            return try row.map(Self.savedPrompt)
        }
    }

    /// Keeps a prompt under its name, in place of the one that had it.
    ///
    /// - Throws: `badName` when the name is empty, too long, or of more than one line.
    package func save(_ prompt: SavedPrompt) async throws(LibraryError) {
        let name = try Self.cleanName(prompt.name, upTo: Self.longestPromptName)
        try await write { try Self.keep(prompt, as: name, in: $0) }
    }

    private static func keep(_ prompt: SavedPrompt, as name: String, in database: Database) throws {
        var columns = Columns()
        columns["name"] = name
        columns["prompt"] = prompt.prompt
        columns["model"] = prompt.model?.rawValue
        columns["updated_at"] = prompt.updatedAt.milliseconds
        try columns.add(prompt.parameters)
        try database.execute(
            sql: "INSERT OR REPLACE INTO saved_prompts (\(columns.list)) VALUES (\(columns.marks))",
            arguments: columns.arguments
        )
    }

    /// Whether a saved prompt may have a name.
    package static func isPromptName(_ name: String) -> Bool {
        (try? cleanName(name, upTo: longestPromptName)) != nil
    }

    /// Keeps prompts from elsewhere, all or none of them.
    ///
    /// - Parameter replacing: whether they take the places of others with their names.
    /// - Returns: what became of each, in their order.
    /// - Throws: `badName` as `save`.
    package func add(
        _ prompts: [SavedPrompt],
        replacing: Bool
    ) async throws(LibraryError) -> [SavedPromptArrival] {
        var named: [(name: String, prompt: SavedPrompt)] = []
        for prompt in prompts {
            named.append((try Self.cleanName(prompt.name, upTo: Self.longestPromptName), prompt))
        }
        let new = named
        return try await write(.powerCut) { database in
            try new.map { name, prompt in
                let row = try Row.fetchOne(
                    database,
                    sql: "SELECT * FROM saved_prompts WHERE name = ?",
                    arguments: [name]
                )
                // One that cannot be read is another one.
                let known = row.flatMap { try? Self.savedPrompt($0) }
                if let known, known.isSame(as: prompt) { return .unchanged }
                if row != nil, !replacing { return .skipped }
                try Self.keep(prompt, as: name, in: database)
                return row == nil ? .added : .replaced
            }
        }
    }

    /// Gives a saved prompt another name.
    ///
    /// - Throws: `noSuchSavedPrompt`, `nameTaken`, `badName`; nothing is changed then.
    package func renameSavedPrompt(_ name: String, to newName: String) async throws(LibraryError) {
        let name = Self.trimmed(name)
        let newName = try Self.cleanName(newName, upTo: Self.longestPromptName)
        try await write { database in
            let taken = try String.fetchOne(
                database,
                sql: "SELECT name FROM saved_prompts WHERE name = ? AND name <> ?",
                arguments: [newName, name]
            )
            if let taken { throw LibraryError.nameTaken(taken) }
            try database.execute(
                sql: "UPDATE saved_prompts SET name = ? WHERE name = ?",
                arguments: [newName, name]
            )
            guard database.changesCount == 1 else { throw LibraryError.noSuchSavedPrompt(name) }
        }
    }

    /// Removes a saved prompt.
    ///
    /// - Throws: `noSuchSavedPrompt` when there is none with this name.
    package func deleteSavedPrompt(_ name: String) async throws(LibraryError) {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM saved_prompts WHERE name = ?",
                arguments: [Self.trimmed(name)]
            )
            guard database.changesCount == 1 else { throw LibraryError.noSuchSavedPrompt(name) }
        }
    }

    private static func savedPrompt(_ row: Row) throws(UnreadableRow) -> SavedPrompt {
        let reader = RowReader(row: row)
        let model: String? = try reader.optional("model")
        return SavedPrompt(
            name: try reader.value("name"),
            prompt: try reader.value("prompt"),
            model: model.flatMap(ModelID.init),
            parameters: try reader.parameters(),
            updatedAt: try reader.date("updated_at")
        )
    }
}
