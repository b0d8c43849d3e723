import Foundation
import GRDB
import Generations

/// Makes the conditions of a query; looks up what needs the database, such as the models with a word in their name.
struct HistoryClauses {
    let query: HistoryQuery
    let now: Date
    let database: Database

    /// Everything that must hold, except for the terms.
    func all() throws -> [HistoryClause] {
        var clauses = [place] + own() + scope()
        for condition in query.search.conditions {
            let found = try conditions(of: condition.test)
            clauses += condition.isNegated ? found.map(\.negated) : found
        }
        return clauses
    }

    private var place: HistoryClause {
        query.isInTrash
            ? HistoryClause(column: "deleted_at", "IS NOT NULL")
            : HistoryClause("generations.deleted_at IS NULL")
    }

    private var favorite: HistoryClause { HistoryClause(column: "is_favorite", "= 1") }

    private func own() -> [HistoryClause] {
        var clauses: [HistoryClause] = []
        if query.favoritesOnly { clauses.append(favorite) }
        if let prompt = query.prompt {
            clauses.append(oneOf("prompt_hash", [PromptHash.hash(prompt)]))
            clauses.append(HistoryClause("generations.prompt = ?", [prompt]))
        }
        if let model = query.model { clauses.append(oneOf("model", [model.rawValue])) }
        if !query.statuses.isEmpty { clauses.append(status(query.statuses)) }
        if let tag = query.tag { clauses.append(tags([tag], isLastUnfinished: false)) }
        return clauses
    }

    private func scope() -> [HistoryClause] {
        switch query.scope {
        case .all, .trash: []
        case .today: created(from: SearchDates(now: now, utcOffset: query.utcOffset).today, until: nil)
        case .folder(let folder): [oneOf("folder", [folder])]
        case .favorites: [favorite]
        case .failed: [status([.failed])]
        case .family(let id): [oneOf("family_id", [id.rawValue])]
        }
    }

    private func conditions(of test: SearchCondition.Test) throws -> [HistoryClause] {
        switch test {
        case .model(let parts): [try named("model", parts)]
        case .folder(let parts): [try named("folder", parts)]
        case .provider(let parts): [like("coalesce(generations.asked_provider, generations.provider)", parts)]
        case .note(let parts): [like("generations.note", parts)]
        case .status(let statuses): [status(statuses)]
        case .favorite: [favorite]
        case .trash: []
        case .tag(let tags, let isLastUnfinished): [self.tags(tags, isLastUnfinished: isLastUnfinished)]
        case .seed(let seeds): [oneOf("seed", seeds)]
        case .created(let from, let until): created(from: from, until: until)
        case .length(let length): [self.length(length)]
        case .parent(let ids): [oneOf("parent_id", ids.map(\.rawValue))]
        case .family(let ids): [oneOf("family_id", ids.map(\.rawValue))]
        }
    }

    // MARK: Values

    /// One value leads to its rows in their order; several have to be sorted.
    private func oneOf(_ column: String, _ values: [some DatabaseValueConvertible]) -> HistoryClause {
        guard !values.isEmpty else { return .never }
        let arguments = StatementArguments(values)
        guard values.count > 1 else { return HistoryClause(column: column, "= ?", arguments) }
        let marks = values.map { _ in "?" }.joined(separator: ", ")
        return HistoryClause(column: column, "IN (\(marks))", arguments, isOrdered: false)
    }

    private func status(_ statuses: Set<GenerationStatus>) -> HistoryClause {
        oneOf("status", statuses.map(\.rawValue).sorted())
    }

    private func like(_ value: String, _ parts: [String]) -> HistoryClause {
        let tests = parts.map { _ in "\(value) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ")
        return HistoryClause("(\(tests))", StatementArguments(parts.map(Self.containing)))
    }

    /// The rows whose column has one of the values that contain a text; there are few values in many rows.
    private func named(_ column: String, _ parts: [String]) throws -> HistoryClause {
        let values = try String.fetchAll(
            database,
            sql: """
                WITH RECURSIVE names(name) AS (
                    SELECT min(\(column)) FROM generations WHERE \(column) IS NOT NULL
                    UNION ALL
                    SELECT (SELECT min(\(column)) FROM generations WHERE \(column) > name)
                    FROM names WHERE name IS NOT NULL
                )
                SELECT name FROM names WHERE name IS NOT NULL
                    AND (\(parts.map { _ in "name LIKE ? ESCAPE '\\'" }.joined(separator: " OR ")))
                LIMIT 500
                """,
            arguments: StatementArguments(parts.map(Self.containing))
        )
        return oneOf(column, values)
    }

    private static func containing(_ part: String) -> String {
        "%\(escaped(part))%"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }

    private func tags(_ tags: [String], isLastUnfinished: Bool) -> HistoryClause {
        var tests = tags.map { _ in "tag = ?" }
        var values = tags
        if isLastUnfinished, let last = values.popLast() {
            tests[tests.count - 1] = "tag LIKE ? ESCAPE '\\'"
            values.append(Self.escaped(last) + "%")
        }
        let condition = tests.joined(separator: " OR ")
        return HistoryClause(
            lead: "generations.id IN (SELECT generation_id FROM generation_tags WHERE \(condition))",
            test: """
                EXISTS (SELECT 1 FROM generation_tags
                    WHERE generation_id = generations.id AND (\(condition)))
                """,
            StatementArguments(values)
        )
    }

    // MARK: Ranges

    private func length(_ length: SearchLength) -> HistoryClause {
        let seconds = """
            coalesce(generations.file_duration, cast(generations.num_frames AS REAL) / nullif(generations.fps, 0))
            """
        var tests: [String] = []
        var arguments = StatementArguments()
        if let from = length.from {
            tests.append("\(seconds) \(length.isFromIncluded ? ">=" : ">") ?")
            arguments += [from]
        }
        if let to = length.to {
            tests.append("\(seconds) \(length.isToIncluded ? "<=" : "<") ?")
            arguments += [to]
        }
        return HistoryClause("(\(tests.joined(separator: " AND ")))", arguments)
    }

    /// Where the numbers of the rows of all dates that are asked for begin and end. Rows are numbered as they are
    /// made, but a clock may be set back: a thousand rows around each end are looked at.
    func bounds() throws -> (above: Int64?, below: Int64?) {
        var dates = query.search.conditions.filter { !$0.isNegated }.map(\.test)
        if query.scope == .today {
            let today = SearchDates(now: now, utcOffset: query.utcOffset).today
            dates.append(.created(from: today, until: nil))
        }
        var (above, below): (Int64?, Int64?)
        for case .created(let from, let until) in dates {
            if let from {
                let first = try number("min", "created_at >= ? ORDER BY created_at", from)
                above = max(above ?? .min, (first ?? .max) - 1)
            }
            if let until {
                let last = try number("max", "created_at < ? ORDER BY created_at DESC", until)
                below = min(below ?? .max, (last ?? 0) + 1)
            }
        }
        return (above, below)
    }

    private func number(_ function: String, _ condition: String, _ date: Date) throws -> Int64? {
        try Int64.fetchOne(
            database,
            sql: "SELECT \(function)(id) FROM (SELECT id FROM generations WHERE \(condition) LIMIT 1000)",
            arguments: [date.milliseconds]
        )
    }

    private func created(from: Date?, until: Date?) -> [HistoryClause] {
        let low = from.map(\.milliseconds) ?? .min
        let high = until.map(\.milliseconds) ?? .max
        return [
            HistoryClause(
                column: "created_at",
                "BETWEEN ? AND ?",
                [low, high == .max ? high : high - 1],
                isOrdered: false
            )
        ]
    }
}
