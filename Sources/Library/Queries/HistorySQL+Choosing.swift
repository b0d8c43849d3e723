import GRDB
import Generations

/// Choosing the condition that leads to the rows.
extension HistorySQL {
    /// What gives the rows that are fewest.
    static func lead(
        _ clauses: [HistoryClause],
        _ pattern: SearchPattern?,
        _ database: Database
    ) throws -> Lead {
        let places = clauses.indices.filter { clauses[$0].lead != nil }
        guard !places.isEmpty else { return pattern == nil ? .clauses([]) : .words }
        var fewest: (place: Int, count: Int)?
        for place in places {
            let count = try rows(clauses[place], below: fewest?.count ?? fewRows, database)
            if count < fewest?.count ?? fewRows { fewest = (place, count) }
        }
        if let fewest {
            guard let pattern, try rows(pattern, below: fewest.count, database) < fewest.count else {
                return .few(fewest.place)
            }
            return .words
        }
        return pattern == nil ? .clauses(places.filter { clauses[$0].isOrdered }) : .words
    }

    /// Whether what leads gives few rows.
    static func isFew(_ lead: Lead, _ pattern: SearchPattern?, _ database: Database) throws -> Bool {
        switch lead {
        case .few: true
        case .clauses: false
        case .words: try pattern.map { try rows($0, below: fewRows, database) < fewRows } ?? false
        }
    }

    /// Whether rows may be looked at in great number of which none fits.
    static func maySkipMany(
        _ lead: Lead,
        _ clauses: [HistoryClause],
        _ pattern: SearchPattern?,
        _ matcher: SearchMatcher,
        _ isInTrash: Bool,
        _ database: Database
    ) throws -> Bool {
        // Hardly any row lies in the trash.
        let tested = clauses.count - (isInTrash ? 0 : 1)
        switch lead {
        case .few: return false
        case .clauses(let places): return places.count < tested || places.count > 1 || !matcher.isEmpty
        case .words:
            guard let pattern, tested > 0 || !pattern.isWhole else { return false }
            return try rows(pattern, below: fewRows, database) == fewRows
        }
    }

    /// How many rows a condition leads to, at most `limit`.
    private static func rows(_ clause: HistoryClause, below limit: Int, _ database: Database) throws -> Int {
        guard let lead = clause.lead else { return limit }
        return try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM (SELECT 1 FROM generations WHERE \(lead) LIMIT ?)",
            arguments: clause.arguments + [limit]
        ) ?? limit
    }

    private static func rows(_ pattern: SearchPattern, below limit: Int, _ database: Database) throws -> Int {
        let sql = "SELECT 1 FROM generations_search WHERE generations_search MATCH ? LIMIT ?"
        return try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM (\(sql))",
            arguments: [pattern.expression, limit]
        ) ?? limit
    }
}
