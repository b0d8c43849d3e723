import Foundation
import GRDB
import Generations

/// The SQL of a history query, for one database as it is now.
///
/// One condition leads: its index gives the rows, and the others are tested on them. It is the one that leads to the
/// fewest rows; which that is, is counted as far as it matters. When every condition leads to many, rows are walked
/// through newest first, and a page is soon full.
struct HistorySQL {
    /// A condition that leads to fewer rows than this is worth its index, even when they must be sorted.
    static let fewRows = 5_000
    /// The most rows that are fetched from all over the table to count them.
    private static let mostFetched = 3_000
    /// The most prompts that are read to count those that fit.
    private static let mostMatched = 1_000

    /// So many times longer it takes to read a row's prompt and look for words in it than to test other columns.
    private static let promptCost = 10

    private let query: HistoryQuery
    private let clauses: [HistoryClause]
    private let pattern: SearchPattern?
    private let matcher: SearchMatcher
    private let lead: Lead
    /// Only rows with higher numbers.
    private let above: Int64?
    /// Only rows with lower numbers.
    private let below: Int64?
    /// Where a page stops, full or not: it looks only at rows with higher numbers; nil when it looks at all.
    let floor: Int64?
    /// Whether few rows are left to sort, in an order that is not by number.
    let sortsFew: Bool

    /// What gives the rows.
    enum Lead {
        /// The index of words.
        case words
        /// The condition at this place, which leads to few rows.
        case few(Int)
        /// The conditions at these places, in their order; without any, the table from its newest row.
        case clauses([Int])

        /// The conditions whose indexes are used.
        var places: [Int] {
            switch self {
            case .words: []
            case .few(let place): [place]
            case .clauses(let places): places
            }
        }
    }

    /// - Parameters:
    ///   - before: only rows older than this one.
    ///   - walk: how many rows a page may look at where few may fit; nil: any number.
    init(
        _ query: HistoryQuery,
        before: GenerationID? = nil,
        walk: Int? = nil,
        now: Date,
        in database: Database
    ) throws {
        self.query = query
        let clauses = HistoryClauses(query: query, now: now, database: database)
        let bounds = try clauses.bounds()
        above = bounds.above
        below = [before?.rawValue, bounds.below].compactMap { $0 }.min()
        self.clauses = try clauses.all()
        pattern = SearchPattern(query.search.terms)
        matcher = SearchMatcher(query.search.terms)
        lead = try Self.lead(self.clauses, pattern, database)
        sortsFew = try query.order != .newest && Self.isFew(lead, pattern, database)
        let readsPrompts = if case .words = lead { pattern?.isWhole == false } else { !matcher.isEmpty }
        let maySkipMany = try Self.maySkipMany(
            lead,
            self.clauses,
            pattern,
            matcher,
            query.isInTrash,
            database
        )
        guard let walk, maySkipMany else {
            floor = nil
            return
        }
        let newest = try Int64.fetchOne(database, sql: "SELECT max(id) FROM generations") ?? 0
        let length = max(1, readsPrompts ? walk / Self.promptCost : walk)
        let last = min(newest, (below ?? .max) - 1) - Int64(length)
        floor = last > max(above ?? 0, 0) ? last : nil
    }

    // MARK: Statements

    /// A page's rows, at most `limit`.
    func page(limit: Int) -> (sql: String, arguments: StatementArguments) {
        let (sql, arguments) = select(GenerationRow.selection, above: floor)
        return ("\(sql) ORDER BY \(leadingID) DESC LIMIT ?", arguments + [limit])
    }

    /// Numbers, families and prompts' hashes of all rows, newest first.
    func members() -> (sql: String, arguments: StatementArguments) {
        let (sql, arguments) = select(
            "generations.id, ifnull(generations.family_id, generations.id), generations.prompt_hash",
            above: floor
        )
        return ("\(sql) ORDER BY \(leadingID) DESC", arguments)
    }

    /// Two numbers: how many rows were looked at, the newest and at most `looked`, and how many of them, or of their
    /// families, fit.
    func count(limit: Int, isFolded: Bool) -> (sql: String, arguments: StatementArguments, looked: Int) {
        guard case .words = lead else {
            return count(matcher.isEmpty ? limit : min(limit, Self.mostMatched), isFolded: isFolded)
        }
        guard let pattern, pattern.isWhole, clauses.count == 1, below == nil, !isFolded else {
            let most = pattern?.isWhole == true ? Self.mostFetched : Self.mostMatched
            return count(min(limit, most), isFolded: isFolded)
        }
        // Only the place is asked for, and the trash is small: no row has to be fetched.
        let isInTrash = """
            EXISTS (SELECT 1 FROM generations AS trash INDEXED BY generations_in_trash
                WHERE trash.id = generations_search.rowid AND trash.deleted_at IS NOT NULL)
            """
        let fits = query.isInTrash ? isInTrash : "NOT \(isInTrash)"
        let rows = """
            SELECT \(fits) AS fits FROM generations_search WHERE generations_search MATCH ?
            ORDER BY generations_search.rowid DESC LIMIT ?
            """
        let sql = "SELECT count(*), ifnull(sum(fits), 0) FROM (\(rows))"
        return (sql, [pattern.expression, limit], limit)
    }

    private func count(
        _ limit: Int,
        isFolded: Bool
    ) -> (sql: String, arguments: StatementArguments, looked: Int) {
        // One number for a family and a prompt.
        let takes =
            "(ifnull(generations.family_id, generations.id) << 32) | (generations.prompt_hash & 4294967295)"
        let (conditions, tests) = self.conditions()
        var sql = "SELECT \(isFolded ? takes : "1") AS item, (\(tests.sql)) AS fits FROM \(source)"
        var arguments = tests.arguments
        if !conditions.sql.isEmpty { sql += " WHERE \(conditions.sql)" }
        arguments += conditions.arguments
        sql += newestFirst
        let counted = isFolded ? "count(DISTINCT CASE WHEN fits THEN item END)" : "ifnull(sum(fits), 0)"
        return ("SELECT count(*), \(counted) FROM (\(sql) LIMIT ?)", arguments + [limit], limit)
    }

    /// The order in which rows are counted: few are counted to the end, and need none.
    private var newestFirst: String {
        if case .few = lead { return "" }
        return " ORDER BY \(leadingID) DESC"
    }

    /// One row when a family has a member with this prompt that fits and that is not older than `before`.
    func newerMember(of family: Int64, prompt: Int64?, than before: GenerationID) -> (
        sql: String, arguments: StatementArguments
    ) {
        let tests = joined(clauses.map { ($0.test, $0.arguments) } + [matcherTest].compactMap { $0 })
        let sql = """
            SELECT 1 FROM generations WHERE family_id = ? AND id >= ? AND prompt_hash IS ? AND \(tests.sql) LIMIT 1
            """
        return (sql, [family, before.rawValue, prompt] + tests.arguments)
    }

    /// The function that the statements call; to be added to the database before they run.
    var function: DatabaseFunction {
        DatabaseFunction(Self.functionName, argumentCount: 1, pure: true) { [matcher] values in
            String.fromDatabaseValue(values[0]).map(matcher.matches) ?? false
        }
    }

    private static let functionName = "prompt_matches"

    private func select(_ selection: String, above floor: Int64?) -> (
        sql: String, arguments: StatementArguments
    ) {
        let (conditions, tests) = self.conditions(above: floor)
        let all = joined([(conditions.sql, conditions.arguments), (tests.sql, tests.arguments)])
        return ("SELECT \(selection) FROM \(source) WHERE \(all.sql)", all.arguments)
    }

    // MARK: Parts

    typealias Condition = (sql: String, arguments: StatementArguments)

    func joined(_ conditions: [Condition]) -> Condition {
        let filled = conditions.filter { !$0.sql.isEmpty }
        return (
            filled.map(\.sql).joined(separator: " AND "), filled.map(\.arguments).reduce([], +)
        )
    }

    /// What leads, and what is tested on the rows.
    private func conditions(above floor: Int64? = nil) -> (lead: Condition, tests: Condition) {
        var leads: [Condition] = []
        var tests: [Condition] = []
        switch lead {
        case .words:
            leads.append(("generations_search MATCH ?", [pattern?.expression]))
            tests = clauses.map { ($0.test, $0.arguments) }
            if pattern?.isWhole == false, let matcherTest { tests.append(matcherTest) }
        case .few, .clauses:
            let places = lead.places
            for (place, clause) in clauses.enumerated() {
                if places.contains(place), let lead = clause.lead {
                    leads.append((lead, clause.arguments))
                } else {
                    tests.append((clause.test, clause.arguments))
                }
            }
            if let matcherTest { tests.append(matcherTest) }
        }
        if let above = [above, floor].compactMap({ $0 }).max() {
            leads.append(("\(leadingID) > ?", [above]))
        }
        if let below { leads.append(("\(leadingID) < ?", [below])) }
        return (joined(leads), joined(tests.isEmpty ? [("1", [])] : tests))
    }

    /// What gives the rows where they are sorted, and what is tested on them: few come from their index, and else the
    /// order's own index gives all.
    var sortedParts: (source: String, leads: [Condition], tests: Condition) {
        if sortsFew {
            let (leads, tests) = conditions()
            return (source, [leads], tests)
        }
        var tests: [Condition] = clauses.map { ($0.test, $0.arguments) }
        if let above { tests.append(("generations.id > ?", [above])) }
        if let below { tests.append(("generations.id < ?", [below])) }
        if let matcherTest { tests.append(matcherTest) }
        return ("generations", [], joined(tests))
    }

    private var matcherTest: Condition? {
        matcher.isEmpty ? nil : ("\(Self.functionName)(generations.prompt)", [])
    }

    /// The tables, the leading one first: SQLite keeps the order of a CROSS JOIN.
    private var source: String {
        guard case .words = lead else { return "generations" }
        return "generations_search CROSS JOIN generations ON generations.id = generations_search.rowid"
    }

    /// The column that numbers the rows of the leading table. The order has to name that one: by another SQLite
    /// sorts what it has found.
    private var leadingID: String {
        guard case .words = lead else { return "generations.id" }
        return "generations_search.rowid"
    }
}
