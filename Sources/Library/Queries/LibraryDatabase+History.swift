import GRDB
package import Generations

package import struct Foundation.UUID

extension LibraryDatabase {
    /// The most generations on one page.
    package static let longestPage = 1_000

    /// The most rows that are looked at to count them.
    package static let mostCounted = 10_000

    /// The most rows that one page looks at.
    package static let longestWalk = 200_000

    /// The first generations that a query finds, or those that follow one. Stops when the calling task is cancelled,
    /// and where few fit after so many rows: then the page is not full, or empty, and has a `next` all the same.
    ///
    /// - Parameters:
    ///   - before: the former page's `next`.
    ///   - walk: how many rows it looks at.
    package func page(
        _ query: HistoryQuery = HistoryQuery(),
        before: GenerationID? = nil,
        limit: Int = 50,
        walk: Int = longestWalk
    ) async throws(LibraryError) -> HistoryPage {
        let now = now()
        let limit = min(max(limit, 1), Self.longestPage)
        return try await lookUp { database in
            let isSorted = query.order != .newest
            let sql = try HistorySQL(
                query,
                before: isSorted ? nil : before,
                walk: isSorted ? nil : max(walk, 1),
                now: now.date,
                in: database
            )
            database.add(function: sql.function)
            defer { database.remove(function: sql.function) }
            if isSorted {
                return try SortedHistory(
                    sql: sql,
                    order: query.order,
                    before: before,
                    limit: limit,
                    walk: max(walk, 1),
                    now: now
                ).page(database)
            }
            guard !query.isFolded else {
                return try FoldedHistory(sql: sql, before: before, limit: limit, now: now).page(database)
            }
            let (text, arguments) = sql.page(limit: limit + 1)
            let rows = try Row.fetchCursor(database, sql: text, arguments: arguments)
            var page = try HistoryPage(rows: rows, limit: limit, now: now)
            page.next = page.next ?? sql.next
            return page
        }
    }

    /// How many generations, or families, a query finds; looks at no more than the `limit` newest rows. Stops when
    /// the calling task is cancelled.
    package func total(
        _ query: HistoryQuery = HistoryQuery(),
        limit: Int = mostCounted
    ) async throws(LibraryError) -> HistoryTotal {
        let now = now()
        let limit = max(limit, 0)
        // A few more, so that what is in the trash among them does not make an odd number of it.
        let most = limit + limit / 20 + 1
        return try await lookUp { database in
            let sql = try HistorySQL(query, now: now.date, in: database)
            database.add(function: sql.function)
            defer { database.remove(function: sql.function) }
            let (text, arguments, looked) = sql.count(limit: most, isFolded: query.isFolded)
            guard let row = try Row.fetchOne(database, sql: text, arguments: arguments) else {
                return HistoryTotal(count: 0, isExact: true)
            }
            let (seen, fitting): (Int, Int) = (row[0], row[1])
            let isExact = seen < looked && fitting <= limit
            return HistoryTotal(count: min(fitting, limit), isExact: isExact)
        }
    }

    /// The generation with a number, in the trash or not; nil when there is none.
    package func generation(_ id: GenerationID) async throws(LibraryError) -> Generation? {
        let now = now()
        return try await read { try Self.generation(id, in: $0, now: now) }
    }

    /// The generation with a UUID, in the trash or not; nil when there is none.
    package func generation(_ uuid: UUID) async throws(LibraryError) -> Generation? {
        let now = now()
        return try await read { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT \(GenerationRow.selection) FROM generations WHERE uuid = ?",
                arguments: [uuid.uuidString.lowercased()]
            )
            return try row.map { try GenerationRow.generation($0, now: now) }
        }
    }

    /// How many takes of one idea, with one prompt, are in the history, without those in the trash.
    package func takes(like generation: Generation) async throws(LibraryError) -> Int {
        try await read { database in
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM generations WHERE family_id = ? AND prompt_hash = ? AND deleted_at IS NULL
                    """,
                arguments: [generation.family.rawValue, PromptHash.hash(generation.request.prompt)]
            ) ?? 0
        }
    }

    /// Those of some generations that were run again after they had ended, unless that was cancelled. The takes that
    /// were asked for together with one are no such runs.
    package func runAgain(
        among ids: [GenerationID]
    ) async throws(LibraryError) -> Set<GenerationID> {
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        return try await read { database in
            let found = try Int64.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT former.id FROM generations AS former
                    JOIN generations AS child ON child.parent_id = former.id
                    WHERE former.id IN (\(marks)) AND child.created_at >= former.finished_at
                    AND child.status <> 'cancelled'
                    """,
                arguments: StatementArguments(ids.map(\.rawValue))
            )
            return Set(found.map { GenerationID($0) })
        }
    }

    /// What happened to a generation, oldest first; lines of a kind that this version does not know are left out.
    package func timeline(_ id: GenerationID) async throws(LibraryError) -> [TimelineEntry] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM timeline WHERE generation_id = ? ORDER BY id",
                arguments: [id.rawValue]
            )
            return rows.compactMap { try? TimelineRow.entry($0) }
        }
    }
}

extension HistoryPage {
    /// The page of the first rows that were read with `GenerationRow.selection`; what follows begins after them.
    init(rows: RowCursor, limit: Int, now: Moment) throws {
        self.init()
        var last: GenerationID?
        var places: ColumnPlaces?
        var count = 0
        while let row = try rows.next() {
            guard count < limit else {
                next = last
                return
            }
            count += 1
            let known = places ?? ColumnPlaces(row)
            places = known
            let id = GenerationID(known["id"].map { row[$0] } ?? 0)
            do throws(UnreadableRow) {
                generations.append(try GenerationRow.generation(row, places: known, now: now))
            } catch {
                unreadable.append(UnreadableGeneration(id: id, reason: error.what))
            }
            last = id
        }
    }
}

extension HistorySQL {
    /// Where the page begins that follows one that is not full; nil when nothing follows.
    var next: GenerationID? { floor.map { GenerationID($0 + 1) } }
}
