import GRDB
import Generations

/// Reads a page of a history in another order than newest first.
///
/// An index gives the rows in their order, or few rows are sorted; the rest of the conditions is tested on them. The
/// place where a page begins is a row: its value is looked up.
struct SortedHistory {
    let sql: HistorySQL
    let order: HistoryOrder
    let before: GenerationID?
    let limit: Int
    /// How many rows it looks at where few may fit.
    let walk: Int
    let now: Moment

    /// The most rows that are looked at for a page.
    private static let longestWalk = 2_000

    /// Rows that one statement gives in their order.
    struct Stretch {
        enum Part {
            case all
            case equal(DatabaseValue)
            case below(DatabaseValue)
        }

        /// Whose values come first; nil: by number, the oldest first.
        var column: String?
        var part = Part.all
        /// Only rows that come after the one with this number.
        var after: Int64?
    }

    func page(_ database: Database) throws -> HistoryPage {
        var ids: [Int64] = []
        var left = sql.sortsFew ? Int.max : min(walk, Self.longestWalk)
        var last: Int64?
        var stretch = try first(database)
        while let current = stretch, ids.count <= limit, left > 0 {
            let (text, arguments) = sql.sorted(current)
            let rows = try Row.fetchCursor(database, sql: text, arguments: arguments)
            while ids.count <= limit, left > 0, let row = try rows.next() {
                // A test of a column without a value is neither true nor false.
                let (id, fits): (Int64, Bool) = (row[0], row[1] ?? false)
                left -= 1
                if ids.count < limit { last = id }
                if fits { ids.append(id) }
            }
            stretch = try next(after: current, database)
        }
        let isWhole = ids.count <= limit && left > 0
        var page = try read(Array(ids.prefix(limit)), database)
        page.next = isWhole ? nil : last.map { GenerationID($0) }
        return page
    }

    /// The rows with these numbers, in their order.
    private func read(_ ids: [Int64], _ database: Database) throws -> HistoryPage {
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT \(GenerationRow.selection) FROM generations WHERE id IN (\(marks))",
            arguments: StatementArguments(ids)
        )
        var page = try HistoryPage(rows: rows, limit: ids.count, now: now)
        let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        page.generations.sort { places[$0.id.rawValue] ?? 0 < places[$1.id.rawValue] ?? 0 }
        return page
    }

    // MARK: Stretches

    private var column: String? {
        switch order {
        case .newest, .oldest: nil
        case .longestRun: "running_seconds"
        case .longestWait: "waiting_seconds"
        case .model: "model"
        }
    }

    /// Where the page begins; nil when the row is gone after which it should.
    private func first(_ database: Database) throws -> Stretch? {
        guard let column else { return Stretch(after: before?.rawValue) }
        guard let before else {
            return order == .model ? try model(after: nil, database) : Stretch(column: column)
        }
        let value = try DatabaseValue.fetchOne(
            database,
            sql: "SELECT \(column) FROM generations WHERE id = ?",
            arguments: [before.rawValue]
        )
        return value.map { Stretch(column: column, part: .equal($0), after: before.rawValue) }
    }

    private func next(after stretch: Stretch, _ database: Database) throws -> Stretch? {
        guard case .equal(let value) = stretch.part else { return nil }
        if order == .model { return try model(after: value, database) }
        return Stretch(column: stretch.column, part: .below(value))
    }

    /// The rows of the model with the next name; there are few models in many rows.
    private func model(after value: DatabaseValue?, _ database: Database) throws -> Stretch? {
        let condition = value == nil ? "" : " WHERE model > ?"
        let model = try DatabaseValue.fetchOne(
            database,
            sql: "SELECT min(model) FROM generations\(condition)",
            arguments: value.map { [$0] } ?? []
        )
        guard let model, !model.isNull else { return nil }
        return Stretch(column: "model", part: .equal(model))
    }
}

extension HistorySQL {
    /// Numbers of rows, and whether they fit, in the order of a stretch.
    func sorted(_ stretch: SortedHistory.Stretch) -> (sql: String, arguments: StatementArguments) {
        // `+` keeps SQLite from the index of the order, where few rows come from another.
        let sign = sortsFew ? "+" : ""
        let id = "\(sign)generations.id"
        let direction = stretch.column == nil ? "" : " DESC"
        var order = "\(id)\(direction)"
        var place: [Condition] = []
        if let column = stretch.column {
            switch stretch.part {
            case .all: order = "\(sign)generations.\(column) DESC, " + order
            case .equal(let value): place.append(("\(sign)generations.\(column) = ?", [value]))
            case .below(let value):
                place.append(("\(sign)generations.\(column) < ?", [value]))
                order = "\(sign)generations.\(column) DESC, " + order
            }
        }
        if let after = stretch.after {
            place.append(("\(id) \(direction.isEmpty ? ">" : "<") ?", [after]))
        }
        let (source, leads, tests) = sortedParts
        let conditions = joined(leads + place)
        let filter = conditions.sql.isEmpty ? "" : " WHERE \(conditions.sql)"
        return (
            "SELECT generations.id, (\(tests.sql)) FROM \(source)\(filter) ORDER BY \(order)",
            tests.arguments + conditions.arguments
        )
    }
}
