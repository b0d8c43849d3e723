package import Foundation
import GRDB
import Generations

/// A client's own name for a request, which makes the same generation however often the request is repeated.
package struct RequestKey: Hashable, Sendable {
    package var key: String
    /// Tells one request from another.
    package var fingerprint: Int64
    /// The UUID that the generation gets, or has.
    package var uuid: UUID

    package init(key: String, fingerprint: Int64, uuid: UUID) {
        self.key = key
        self.fingerprint = fingerprint
        self.uuid = uuid
    }
}

extension LibraryDatabase {
    /// How long a key is kept.
    package static let requestKeyLife: TimeInterval = 7 * 24 * 3600

    /// Keeps a key before its generation is written down; when it is kept already, answers what was kept.
    package func claim(_ new: RequestKey) async throws(LibraryError) -> RequestKey {
        let now = now().date
        return try await write(.powerCut) { database in
            let oldest = now.addingTimeInterval(-Self.requestKeyLife).milliseconds
            try database.execute(sql: "DELETE FROM request_keys WHERE created_at < ?", arguments: [oldest])
            let row = try Row.fetchOne(
                database,
                sql: "SELECT fingerprint, uuid FROM request_keys WHERE key = ?",
                arguments: [new.key]
            )
            if let row, let uuid = UUID(uuidString: row["uuid"]) {
                return RequestKey(key: new.key, fingerprint: row["fingerprint"], uuid: uuid)
            }
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO request_keys (key, fingerprint, uuid, created_at) VALUES (?, ?, ?, ?)
                    """,
                arguments: [new.key, new.fingerprint, new.uuid.uuidString.lowercased(), now.milliseconds]
            )
            return new
        }
    }

    /// Forgets a key whose request was refused: mended, or later, it may come again under the same one.
    package func forget(_ key: String, of uuid: UUID) async throws(LibraryError) {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM request_keys WHERE key = ? AND uuid = ?",
                arguments: [key, uuid.uuidString.lowercased()]
            )
        }
    }
}
