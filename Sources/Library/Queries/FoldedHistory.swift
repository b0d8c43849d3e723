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
        page.families = try summaries(of: Array(shown), database)
        return page
    }

    /// A row of the folded list: its generation, and the takes that it stands for, which are those of one family with
    /// one prompt. Another prompt is another row, whatever it was made from.
    private struct Head {
        var id: Int64
        var takes: Takes
    }

    private struct Takes: Hashable {
        var family: Int64
        var prompt: Int64?
    }

    /// Walks through what is found, newest first, until the page is full: one more than fits.
    private func heads(_ database: Database) throws -> [Head] {
        let (text, arguments) = sql.members()
        let rows = try Row.fetchCursor(database, sql: text, arguments: arguments)
        var seen: Set<Takes> = []
        var heads: [Head] = []
        while heads.count <= limit, let row = try rows.next() {
            let takes = Takes(family: row[1], prompt: row[2])
            guard seen.insert(takes).inserted, try !isOnFormerPage(takes, database) else { continue }
            heads.append(Head(id: row[0], takes: takes))
        }
        return heads
    }

    private func isOnFormerPage(_ takes: Takes, _ database: Database) throws -> Bool {
        guard let before else { return false }
        let (text, arguments) = sql.newerMember(of: takes.family, prompt: takes.prompt, than: before)
        let statement = try database.cachedStatement(sql: text)
        return try Int.fetchOne(statement, arguments: arguments) != nil
    }

    /// What each row stands for, by the number of its generation.
    private func summaries(of heads: [Head], _ database: Database) throws -> [GenerationID: FamilySummary] {
        guard !heads.isEmpty else { return [:] }
        let marks = heads.map { _ in "(?, ?)" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT family_id, prompt_hash, count(*), sum(status = 'succeeded'), sum(status = 'failed'),
                    min(id), max(id)
                FROM generations WHERE (family_id, prompt_hash) IN (VALUES \(marks)) AND deleted_at IS NULL
                GROUP BY family_id, prompt_hash
                """,
            arguments: StatementArguments(heads.flatMap { [$0.takes.family, $0.takes.prompt] })
        )
        let ids = Dictionary(heads.map { ($0.takes, $0.id) }, uniquingKeysWith: { first, _ in first })
        var summaries: [GenerationID: FamilySummary] = [:]
        for row in rows {
            guard let id = ids[Takes(family: row[0], prompt: row[1])] else { continue }
            summaries[GenerationID(id)] = FamilySummary(
                members: row[2],
                succeeded: row[3],
                failed: row[4],
                first: GenerationID(row[5]),
                last: GenerationID(row[6])
            )
        }
        return summaries
    }
}
