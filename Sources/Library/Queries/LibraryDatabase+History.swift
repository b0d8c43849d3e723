import GRDB
package import Generations

package import struct Foundation.UUID

extension LibraryDatabase {
    /// The most generations on one page.
    package static let longestPage = 1_000

    /// The most rows that are looked at to count them.
    package static let mostCounted = 10_000

    /// The newest generations that a query finds, or those older than one. Stops when the calling task is cancelled.
    ///
    /// - Parameters:
    ///   - before: the former page's `next`.
    package func page(
        _ query: HistoryQuery = HistoryQuery(),
        before: GenerationID? = nil,
        limit: Int = 50
    ) async throws(LibraryError) -> HistoryPage {
        let now = now()
        let limit = min(max(limit, 1), Self.longestPage)
        return try await lookUp { database in
            let sql = try HistorySQL(query, before: before, now: now.date, in: database)
            database.add(function: sql.function)
            defer { database.remove(function: sql.function) }
            guard !query.isFolded else {
                return try FoldedHistory(sql: sql, before: before, limit: limit, now: now).page(database)
            }
            let (text, arguments) = sql.page(limit: limit + 1)
            let rows = try Row.fetchAll(database, sql: text, arguments: arguments)
            return HistoryPage(rows: rows.prefix(limit), hasMore: rows.count > limit, now: now)
        }
    }

    /// How many generations, or families, a query finds; looks at no more than `limit` rows. Stops when the calling
    /// task is cancelled.
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
            return HistoryTotal(count: min(fitting, limit), isExact: seen < looked && fitting <= limit)
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
    /// The page of rows read with `GenerationRow.selection`.
    init(rows: some Sequence<Row>, hasMore: Bool, now: Moment) {
        self.init()
        var last: GenerationID?
        var places: ColumnPlaces?
        for row in rows {
            let known = places ?? ColumnPlaces(row)
            places = known
            let id = GenerationID(row["id"] ?? 0)
            do {
                generations.append(try GenerationRow.generation(row, places: known, now: now))
            } catch {
                unreadable.append(UnreadableGeneration(id: id, reason: error.what))
            }
            last = id
        }
        next = hasMore ? last : nil
    }
}
