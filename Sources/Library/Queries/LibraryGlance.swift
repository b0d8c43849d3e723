import Foundation
import GRDB
package import Generations

/// A quick look into a library for somebody who is typing: it makes nothing, changes nothing, and waits for nobody.
/// What cannot be read is not there.
package struct LibraryGlance: Sendable {
    /// A generation, as far as it is recognised by.
    package struct Line: Hashable, Sendable {
        package var id: GenerationID
        package var status: String
        /// The beginning of its prompt.
        package var prompt: String
    }

    /// Which generations somebody may mean.
    package enum Kind: Hashable, Sendable {
        case history, trash, unfinished, held
    }

    private let queue: DatabaseQueue
    /// So many newest generations are looked at.
    private static let depth = 20_000

    /// Looks into the library in a folder; nil when there is none.
    package init?(folder: String) {
        let path =
            folder.hasSuffix("/")
            ? folder + LibraryDatabase.fileName : folder + "/" + LibraryDatabase.fileName
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(0.1)
        guard FileManager.default.fileExists(atPath: path),
            let queue = try? DatabaseQueue(path: path, configuration: configuration)
        else { return nil }
        self.queue = queue
    }

    /// The newest generations of a kind whose numbers begin with some digits.
    package func generations(_ kind: Kind, prefix: String, limit: Int) -> [Line] {
        guard prefix.allSatisfy({ $0.isASCII && $0.isNumber }) else { return [] }
        let condition =
            switch kind {
            case .history: "deleted_at IS NULL"
            case .trash: "deleted_at IS NOT NULL"
            case .unfinished: "status NOT IN ('succeeded', 'failed', 'cancelled')"
            case .held: "status = 'held'"
            }
        return read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT id, status, substr(prompt, 1, 200) AS prompt FROM generations
                    WHERE \(condition) AND id > (SELECT ifnull(max(id), 0) FROM generations) - \(Self.depth)
                    AND CAST(id AS TEXT) LIKE ? ORDER BY id DESC LIMIT ?
                    """,
                arguments: [prefix + "%", limit]
            )
            return rows.map { Line(id: GenerationID($0["id"]), status: $0["status"], prompt: $0["prompt"]) }
        }
    }

    /// The saved prompts by name, with the beginnings of their texts.
    package func prompts(limit: Int) -> [(name: String, text: String)] {
        read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT name, substr(prompt, 1, 200) AS prompt FROM saved_prompts ORDER BY name LIMIT ?",
                arguments: [limit]
            )
            return rows.map { ($0["name"], $0["prompt"]) }
        }
    }

    /// The models that have a star, were chosen, or were used lately, each once.
    package func models() -> [ModelID] {
        let marked: [String] = read { database in
            let sql =
                "SELECT value FROM settings WHERE name IN ('starred_models', 'chosen_models') ORDER BY name DESC"
            return try String.fetchAll(database, sql: sql)
        }
        let used: [String] = read { database in
            let sql =
                "SELECT model FROM (SELECT id, model FROM generations ORDER BY id DESC LIMIT 500) GROUP BY model"
            return try String.fetchAll(database, sql: sql + " ORDER BY max(id) DESC")
        }
        var seen: Set<ModelID> = []
        let names = marked.flatMap { $0.split(separator: "\n").map(String.init) } + used
        return names.compactMap { ModelID($0) }.filter { seen.insert($0).inserted }
    }

    private func read<Value>(_ value: (Database) throws -> [Value]) -> [Value] {
        (try? queue.read(value)) ?? []
    }
}
