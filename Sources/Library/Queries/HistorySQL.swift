import GRDB
import Generations

/// The SQL of a history query. The most selective index leads; each gives its rows by number, so that a page
/// is the first rows found and nothing is sorted.
struct HistorySQL {
    let query: HistoryQuery
    let before: GenerationID?

    private let pattern: SearchPattern?

    init(_ query: HistoryQuery, before: GenerationID? = nil) {
        self.query = query
        self.before = before
        pattern = SearchPattern(query.text)
    }

    /// A page's rows, at most `limit`.
    func page(limit: Int) -> (sql: String, arguments: StatementArguments) {
        select(GenerationRow.selection, limit: limit)
    }

    /// One number: how many there are, at most `cap`.
    func count(cap: Int) -> (sql: String, arguments: StatementArguments) {
        let (sql, arguments) = select("generations.id", limit: cap)
        return ("SELECT count(*) FROM (\(sql))", arguments)
    }

    private func select(_ selection: String, limit: Int) -> (sql: String, arguments: StatementArguments) {
        let branches = statusBranches.map { select(selection, status: $0) }
        let sql = branches.map(\.sql).joined(separator: " UNION ALL ")
        let arguments = branches.map(\.arguments).reduce(StatementArguments(), +)
        // A compound of selects knows its columns by their places only. Elsewhere the order has to name the column of
        // the leading table: with `generations.id` SQLite sorts what it has found through another.
        let order = branches.count > 1 ? "1" : leadingID
        return ("\(sql) ORDER BY \(order) DESC LIMIT ?", arguments + [limit])
    }

    /// The column that numbers the rows of the leading table.
    private var leadingID: String {
        if pattern != nil { return "generations_search.rowid" }
        return query.tag == nil ? "generations.id" : "generation_tags.generation_id"
    }

    /// Several states are merged, each in the order of its own index, unless another index leads anyway.
    private var statusBranches: [[GenerationStatus]] {
        let statuses = query.statuses.sorted { $0.rawValue < $1.rawValue }
        guard pattern == nil, query.tag == nil, !query.favoritesOnly, query.place == .history else {
            return [statuses]
        }
        return statuses.isEmpty ? [[]] : statuses.map { [$0] }
    }

    private func select(
        _ selection: String,
        status: [GenerationStatus]
    ) -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        lead(&conditions, &arguments)
        if let before {
            conditions.append("\(leadingID) < ?")
            arguments += [before.rawValue]
        }
        conditions.append("generations.deleted_at IS \(query.place == .trash ? "NOT NULL" : "NULL")")
        if query.favoritesOnly { conditions.append("generations.is_favorite = 1") }
        if let model = query.model {
            conditions.append("generations.model = ?")
            arguments += [model.rawValue]
        }
        if !status.isEmpty {
            // Several names would lead to an index that has to be sorted: `+` keeps it out.
            let column = status.count == 1 ? "generations.status" : "+generations.status"
            conditions.append("\(column) IN (\(status.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(status.map(\.rawValue))
        }
        let sql = "SELECT \(selection) FROM \(source) WHERE \(conditions.joined(separator: " AND "))"
        return (sql, arguments)
    }

    /// The tables, the leading one first: SQLite keeps the order of a CROSS JOIN.
    private var source: String {
        if pattern != nil {
            "generations_search CROSS JOIN generations ON generations.id = generations_search.rowid"
        } else if query.tag != nil {
            "generation_tags CROSS JOIN generations ON generations.id = generation_tags.generation_id"
        } else {
            "generations"
        }
    }

    /// Adds the conditions of the leading table.
    private func lead(_ conditions: inout [String], _ arguments: inout StatementArguments) {
        if let pattern {
            conditions.append("generations_search MATCH ?")
            arguments += [pattern.expression]
        }
        if let tag = query.tag {
            let among = "SELECT 1 FROM generation_tags WHERE tag = ? AND generation_id = generations.id"
            conditions.append(pattern == nil ? "generation_tags.tag = ?" : "EXISTS (\(among))")
            arguments += [tag]
        }
    }
}
