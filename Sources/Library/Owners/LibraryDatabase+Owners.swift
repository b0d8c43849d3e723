import Foundation
import GRDB
package import Generations

/// Who works on what, and what the others ask of them.
extension LibraryDatabase {
    /// This library as an owner uses it: what is inserted is the owner's from the beginning.
    package func owned(by owner: Owner) async throws(LibraryError) -> LibraryDatabase {
        let started = now().date.milliseconds
        try await write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO owners (id, pid, command, started_at) VALUES (?, ?, ?, ?)",
                arguments: [owner.id, Int64(owner.pid), owner.command, started]
            )
        }
        var library = self
        library.owner = owner.id
        return library
    }

    /// Makes the generations of this library's owner, which has ended its work, nobody's.
    package func letGo() async throws(LibraryError) {
        guard let owner else { return }
        try await write { database in
            try database.execute(
                sql: "UPDATE generations SET owner = NULL WHERE owner = ? AND \(Self.isUnfinished)",
                arguments: [owner]
            )
            try database.execute(sql: "DELETE FROM owners WHERE id = ?", arguments: [owner])
        }
    }

    /// Makes unfinished generations that nobody works on the owner's; two that try at once never get the same one.
    ///
    /// - Parameters:
    ///   - isThere: whether an owner's process is there.
    ///   - settled: how a generation truly is, with what tells of it; written down in the same transaction.
    /// - Returns: what is the owner's now and was not before, in the order of the queue. One that cannot be read is
    ///   left alone.
    package func takeUp(
        _ which: TakeUp,
        isThere: @escaping @Sendable (String) -> Bool,
        settled: @escaping @Sendable (Generation) -> GenerationChange = { GenerationChange($0, timeline: []) }
    ) async throws(LibraryError) -> [Generation] {
        guard let owner else { return [] }
        let now = now()
        return try await write { database in
            let gone = try Self.otherOwners(than: owner, in: database).filter { !isThere($0) }
            var taken: [Generation] = []
            for generation in try Self.unfinished(of: gone, which, in: database, now: now) {
                try database.execute(
                    sql: "UPDATE generations SET owner = ? WHERE id = ?",
                    arguments: [owner, generation.id.rawValue]
                )
                let change = settled(generation)
                if change.generation != generation {
                    _ = try Self.record(change.generation, of: owner, in: database)
                }
                try TimelineRow.insert(change.timeline, of: generation.id, in: database)
                taken.append(change.generation)
            }
            return taken
        }
    }

    /// Forgets owners that are gone and have nothing left; answers them.
    package func forgetOwners(
        isThere: @escaping @Sendable (String) -> Bool
    ) async throws(LibraryError) -> [String] {
        let own = owner
        return try await write { database in
            let ids = try String.fetchAll(
                database,
                sql: """
                    SELECT id FROM owners WHERE id IS NOT ?
                    AND NOT EXISTS (SELECT 1 FROM generations WHERE owner = owners.id AND \(Self.isUnfinished))
                    """,
                arguments: [own]
            )
            let gone = ids.filter { !isThere($0) }
            for id in gone { try database.execute(sql: "DELETE FROM owners WHERE id = ?", arguments: [id]) }
            return gone
        }
    }

    /// What other owners work on, in the order of the queue; at most so many.
    package func elsewhere(limit: Int) async throws(LibraryError) -> [Generation] {
        let (own, now) = (owner, now())
        return try await read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(GenerationRow.selection) FROM generations
                    WHERE \(Self.isUnfinished) AND owner IS NOT NULL AND owner IS NOT ?
                    ORDER BY ifnull(queue_rank, id), id LIMIT ?
                    """,
                arguments: [own, limit]
            )
            return try Self.readable(rows, now: now)
        }
    }

    /// Who works on a generation, alive or not; nil when nobody does.
    package func owner(of id: GenerationID) async throws(LibraryError) -> Owner? {
        try await read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT owner, pid, command FROM generations LEFT JOIN owners ON owners.id = generations.owner
                    WHERE generations.id = ? AND owner IS NOT NULL
                    """,
                arguments: [id.rawValue]
            )
            guard let row, let owner = String.fromDatabaseValue(row[0]) else { return nil }
            let pid = Int64.fromDatabaseValue(row[1]) ?? 0
            let command = String.fromDatabaseValue(row[2]) ?? ""
            return Owner(id: owner, pid: Int32(clamping: pid), command: command)
        }
    }

    /// A number that changes whenever another connection, of this process or another one, has written.
    package func changeCount() async throws(LibraryError) -> Int64 {
        let result = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result { try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0 }
                )
            }
        }
        do {
            return try result.get()
        } catch {
            throw LibraryError(error, path: path)
        }
    }

    // MARK: Requests

    /// Asks the owner of a generation for something; answers the request's number.
    package func ask(_ kind: OwnerRequest.Kind, of id: GenerationID) async throws(LibraryError) -> Int64 {
        let date = now().date.milliseconds
        return try await write { database in
            // What was asked long ago and never taken back is nobody's matter any more.
            try database.execute(
                sql: "DELETE FROM owner_requests WHERE created_at < ?",
                arguments: [date - 3_600_000]
            )
            try database.execute(
                sql: "INSERT INTO owner_requests (generation_id, kind, created_at) VALUES (?, ?, ?)",
                arguments: [id.rawValue, kind.rawValue, date]
            )
            return database.lastInsertedRowID
        }
    }

    /// What others ask of this library's owner, oldest first.
    package func requests() async throws(LibraryError) -> [OwnerRequest] {
        guard let owner else { return [] }
        return try await read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT owner_requests.id, generation_id, kind FROM owner_requests
                    JOIN generations ON generations.id = generation_id
                    WHERE owner = ? AND answer IS NULL ORDER BY owner_requests.id
                    """,
                arguments: [owner]
            )
            var requests: [OwnerRequest] = []
            while let row = try rows.next() {
                guard let kind = OwnerRequest.Kind(rawValue: row[2]) else { continue }
                requests.append(OwnerRequest(id: row[0], generation: GenerationID(row[1]), kind: kind))
            }
            return requests
        }
    }

    /// Takes a request on before it is done: from then on nobody can take it back. False when somebody has by then.
    package func claim(_ request: Int64) async throws(LibraryError) -> Bool {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE owner_requests SET kind = ? || kind
                    WHERE id = ? AND answer IS NULL AND kind NOT LIKE ? || '%'
                    """,
                arguments: [Self.claimed, request, Self.claimed]
            )
            return database.changesCount == 1
        }
    }

    /// What stands before the kind of a request that its owner has taken on; `requests` knows no such kind.
    private static let claimed = "claimed "

    /// Answers a request: an empty text when it was done, else one sentence why not.
    package func answer(_ request: Int64, _ text: String) async throws(LibraryError) {
        try await write { database in
            try database.execute(
                sql: "UPDATE owner_requests SET answer = ? WHERE id = ?",
                arguments: [text, request]
            )
        }
    }

    /// The answer to a request; nil while there is none.
    package func answer(to request: Int64) async throws(LibraryError) -> String? {
        try await read { try Self.answer(to: request, in: $0) }
    }

    /// Takes a request back, unless its owner has taken it on.
    package func takeBack(_ request: Int64) async throws(LibraryError) -> OwnerRequest.Withdrawal {
        try await write { database in
            let answer = try Self.answer(to: request, in: database)
            try database.execute(
                sql: """
                    DELETE FROM owner_requests
                    WHERE id = ? AND (answer IS NOT NULL OR kind NOT LIKE ? || '%')
                    """,
                arguments: [request, Self.claimed]
            )
            if let answer { return .answered(answer) }
            return database.changesCount == 1 ? .takenBack : .claimed
        }
    }

    private static func answer(to request: Int64, in database: Database) throws -> String? {
        try String.fetchOne(
            database,
            sql: "SELECT answer FROM owner_requests WHERE id = ?",
            arguments: [request]
        )
    }

    // MARK: Rows

    /// The condition that the partial index on unfinished generations has word for word.
    static let isUnfinished =
        "status IN (" + GenerationStatus.unfinished.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"

    private static func otherOwners(than own: String, in database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql:
                "SELECT DISTINCT owner FROM generations WHERE \(isUnfinished) AND owner IS NOT NULL AND owner <> ?",
            arguments: [own]
        )
    }

    private static func unfinished(
        of owners: [String],
        _ which: TakeUp,
        in database: Database,
        now: Moment
    ) throws -> [Generation] {
        let marks = owners.map { _ in "?" }.joined(separator: ", ")
        var condition = "\(isUnfinished) AND (owner IS NULL OR owner IN (\(marks)))"
        var arguments = StatementArguments(owners)
        switch which {
        case .everything: break
        case .paid:
            // After a keyframe comes a submit, which costs something.
            condition += """
                 AND status <> 'held' AND (job IS NOT NULL OR result_address IS NOT NULL)
                 AND (keyframe_model IS NULL OR keyframe_file IS NOT NULL)
                """
        case .these(let ids):
            condition += " AND id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))"
            arguments += StatementArguments(ids.map(\.rawValue))
        }
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT \(GenerationRow.selection) FROM generations WHERE \(condition)
                ORDER BY ifnull(queue_rank, id), id
                """,
            arguments: arguments
        )
        return try readable(rows, now: now)
    }

    /// The generations of rows, without those that cannot be read.
    static func readable(_ rows: RowCursor, now: Moment) throws -> [Generation] {
        var generations: [Generation] = []
        while let row = try rows.next() {
            if let generation = try? GenerationRow.generation(row, now: now) {
                generations.append(generation)
            }
        }
        return generations
    }
}
