import GRDB
package import Generations

extension LibraryDatabase: GenerationStore {
    /// Writes new generations down, all or none, and gives them their numbers in their order; they survive a power
    /// cut.
    package func insert(_ new: [NewGeneration]) async throws(LibraryError) -> [Generation] {
        let (now, owner) = (now(), owner)
        return try await write(.powerCut) { database in
            try new.map { try Self.insert($0, owner: owner, in: database, now: now) }
        }
    }

    private static func insert(
        _ new: NewGeneration,
        owner: String?,
        in database: Database,
        now: Moment
    ) throws -> Generation {
        var columns = try GenerationRow.columns(of: new)
        columns["owner"] = owner
        let family = try family(of: new, in: database)
        columns["family_id"] = family
        let sql = "INSERT INTO generations (\(columns.list)) VALUES (\(columns.marks))"
        try database.cachedStatement(sql: sql).execute(arguments: columns.arguments)
        let id = GenerationID(database.lastInsertedRowID)
        if family == nil {
            try database.cachedStatement(sql: "UPDATE generations SET family_id = id WHERE id = ?")
                .execute(arguments: [id.rawValue])
        }
        guard let generation = try generation(id, in: database, now: now) else {
            throw LibraryError.noSuchGeneration(id)
        }
        return generation
    }

    /// Writes down how generations went on, with their timelines' new lines, all or nothing; the user's marks stay as
    /// they are. The name of a provider's job survives a power cut: it is what was paid for.
    ///
    /// - Returns: those that were removed, or are another owner's by now; nothing is written of them.
    package func record(
        _ changes: [GenerationChange]
    ) async throws(LibraryError) -> [GenerationID: Dispossession] {
        let owner = owner
        let isLasting = changes.contains { $0.generation.isLasting }
        return try await write(isLasting ? .powerCut : .crash) { database in
            var latest: [GenerationID: Generation] = [:]
            for change in changes { latest[change.generation.id] = change.generation }
            var lost: [GenerationID: Dispossession] = [:]
            for (id, generation) in latest {
                lost[id] = try Self.record(generation, of: owner, in: database)
            }
            for change in changes where lost[change.generation.id] == nil {
                try TimelineRow.insert(change.timeline, of: change.generation.id, in: database)
            }
            return lost
        }
    }

    /// Writes a generation down, unless an owner is named and it is another's.
    static func record(
        _ generation: Generation,
        of owner: String?,
        in database: Database
    ) throws -> Dispossession? {
        let columns = try GenerationRow.progressColumns(of: generation)
        let sql = "UPDATE generations SET \(columns.assignments) WHERE id = ? AND owner IS ifnull(?, owner)"
        try database.cachedStatement(sql: sql).execute(
            arguments: columns.arguments + [generation.id.rawValue, owner]
        )
        guard database.changesCount == 0 else { return nil }
        return try exists(generation.id, in: database) ? .takenOver : .removed
    }

    /// The family that a new generation joins: its parent's, else that of the newest one with the same prompt and
    /// model; nil when it begins its own.
    private static func family(of new: NewGeneration, in database: Database) throws -> Int64? {
        if let parent = new.parent {
            let family = try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT family_id FROM generations WHERE id = ?"),
                arguments: [parent.rawValue]
            )
            if let family { return family }
        }
        let request = new.request
        return try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT family_id FROM generations WHERE prompt_hash = ? AND prompt = ? AND model = ?
                    ORDER BY id DESC LIMIT 1
                    """
            ),
            arguments: [PromptHash.hash(request.prompt), request.prompt, request.model.rawValue]
        )
    }

    /// The generations that have not ended, in the order of the queue; one that cannot be read is left out, and is found by
    /// `page`.
    package func unfinished() async throws(LibraryError) -> [Generation] {
        let now = now()
        return try await read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(GenerationRow.selection) FROM generations WHERE \(Self.isUnfinished)
                    ORDER BY ifnull(queue_rank, id), id
                    """
            )
            return try Self.readable(rows, now: now)
        }
    }

    /// Whether a job is that of any generation, ended ones included.
    package func knows(_ job: RemoteJob) async throws(LibraryError) -> Bool {
        let (provider, id) = (job.provider.rawValue, job.id.rawValue)
        return try await read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM generations WHERE job IS NOT NULL
                        AND json_extract(job, '$.id') = ? AND json_extract(job, '$.provider') = ?
                    )
                    """,
                arguments: [id, provider]
            ) ?? false
        }
    }

    /// The generation with a number.
    static func generation(_ id: GenerationID, in database: Database, now: Moment) throws -> Generation? {
        let sql = "SELECT \(GenerationRow.selection) FROM generations WHERE id = ?"
        let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id.rawValue])
        return try row.map { try GenerationRow.generation($0, now: now) }
    }
}

extension Generation {
    /// Whether it holds what was paid for.
    fileprivate var isLasting: Bool {
        state.isFinal || job != nil || resultAddress != nil || keyframe?.file != nil
    }
}

extension GenerationStatus {
    /// The states that are not the last.
    static var unfinished: [GenerationStatus] {
        allCases.filter { status in
            switch status {
            case .succeeded, .failed, .cancelled: false
            case .queued, .submitting, .running, .downloading, .waiting, .held: true
            }
        }
    }
}
