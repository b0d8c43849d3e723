import GRDB
import Generations

/// Reads a page of a folded history: of each family the newest member that is found.
struct FoldedHistory {
    let sql: HistorySQL
    let before: GenerationID?
    let limit: Int
    let now: Moment

    /// The page, with the summaries of its families.
    func page(_ database: Database) throws -> HistoryPage {
        let ids = try heads(database)
        let shown = ids.prefix(limit)
        let marks = shown.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT \(GenerationRow.selection) FROM generations WHERE id IN (\(marks)) ORDER BY id DESC",
            arguments: StatementArguments(shown.map(\.id))
        )
        var page = try HistoryPage(rows: rows, limit: limit, now: now)
        page.next = ids.count > limit ? shown.last.map { GenerationID($0.id) } : sql.next
        page.families = try summaries(of: shown.map(\.family), database)
        return page
    }

    /// Walks through what is found, newest first, until the page is full: one more than fits.
    private func heads(_ database: Database) throws -> [(id: Int64, family: Int64)] {
        let (text, arguments) = sql.members()
        let rows = try Row.fetchCursor(database, sql: text, arguments: arguments)
        var seen: Set<Int64> = []
        var heads: [(id: Int64, family: Int64)] = []
        while heads.count <= limit, let row = try rows.next() {
            let (id, family): (Int64, Int64) = (row[0], row[1])
            guard seen.insert(family).inserted, try !isOnFormerPage(family, database) else { continue }
            heads.append((id, family))
        }
        return heads
    }

    private func isOnFormerPage(_ family: Int64, _ database: Database) throws -> Bool {
        guard let before else { return false }
        let (text, arguments) = sql.newerMember(of: family, than: before)
        let statement = try database.cachedStatement(sql: text)
        return try Int.fetchOne(statement, arguments: arguments) != nil
    }

    private func summaries(of families: [Int64], _ database: Database) throws -> [GenerationID: FamilySummary]
    {
        let marks = families.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT family_id, count(*), sum(status = 'succeeded'), sum(status = 'failed'), min(id), max(id)
                FROM generations WHERE family_id IN (\(marks)) AND deleted_at IS NULL GROUP BY family_id
                """,
            arguments: StatementArguments(families)
        )
        var summaries: [GenerationID: FamilySummary] = [:]
        for row in rows {
            summaries[GenerationID(row[0])] = FamilySummary(
                members: row[1],
                succeeded: row[2],
                failed: row[3],
                first: GenerationID(row[4]),
                last: GenerationID(row[5])
            )
        }
        return summaries
    }
}
