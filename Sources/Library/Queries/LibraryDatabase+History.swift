import GRDB
package import Generations

package import struct Foundation.UUID

extension LibraryDatabase {
    /// The most generations on one page.
    package static let longestPage = 1_000

    /// The newest generations that a query finds, or those older than one.
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
        return try await read { database in
            let (sql, arguments) = HistorySQL(query, before: before).page(limit: limit + 1)
            let rows = try Row.fetchAll(database, sql: sql, arguments: arguments)
            return Self.page(of: rows.prefix(limit), hasMore: rows.count > limit, now: now)
        }
    }

    /// How many generations a query finds; at most `cap`, which then means "so many or more".
    package func count(
        _ query: HistoryQuery = HistoryQuery(),
        cap: Int = .max
    ) async throws(LibraryError) -> Int {
        try await read { database in
            let (sql, arguments) = HistorySQL(query).count(cap: max(cap, 0))
            return try Int.fetchOne(database, sql: sql, arguments: arguments) ?? 0
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

    private static func page(of rows: ArraySlice<Row>, hasMore: Bool, now: Moment) -> HistoryPage {
        var page = HistoryPage()
        var last: GenerationID?
        for row in rows {
            let id = GenerationID(row["id"] ?? 0)
            do {
                page.generations.append(try GenerationRow.generation(row, now: now))
            } catch {
                page.unreadable.append(UnreadableGeneration(id: id, reason: error.what))
            }
            last = id
        }
        page.next = hasMore ? last : nil
        return page
    }
}
