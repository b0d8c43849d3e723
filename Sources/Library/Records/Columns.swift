import Foundation
import GRDB

/// Values on their way into a row, by the names of their columns.
struct Columns {
    private(set) var names: [String] = []
    private(set) var values: [DatabaseValue] = []

    /// The value of a column that is written.
    subscript(_ name: String) -> (any DatabaseValueConvertible)? {
        get { names.firstIndex(of: name).map { values[$0] } }
        set {
            names.append(name)
            values.append(newValue?.databaseValue ?? .null)
        }
    }

    /// `a, b, c`
    var list: String { names.joined(separator: ", ") }

    /// `?, ?, ?`
    var marks: String { names.map { _ in "?" }.joined(separator: ", ") }

    /// `a = ?, b = ?, c = ?`
    var assignments: String { names.map { "\($0) = ?" }.joined(separator: ", ") }

    var arguments: StatementArguments { StatementArguments(values) }
}

/// Where a result's columns are; looked for once, since a row looks through the names of all columns each time.
struct ColumnPlaces {
    private let places: [String: Int]

    /// The columns of a row, and of all rows of the same result.
    init(_ row: Row) {
        let names = zip(row.columnNames, 0...)
        places = Dictionary(names.map { (String($0), $1) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(_ column: String) -> Int? { places[column] }
}

/// A row being read; a wrong value is an error and not the end of the program.
struct RowReader {
    let row: Row
    let places: ColumnPlaces

    init(row: Row, places: ColumnPlaces? = nil) {
        self.row = row
        self.places = places ?? ColumnPlaces(row)
    }

    /// The value of a column that is never null.
    func value<Value: DatabaseValueConvertible>(_ column: String) throws(UnreadableRow) -> Value {
        guard let value: Value = try optional(column) else {
            throw UnreadableRow(what: "\(column) is missing")
        }
        return value
    }

    /// The value of a column, nil where it is null.
    func optional<Value: DatabaseValueConvertible>(_ column: String) throws(UnreadableRow) -> Value? {
        guard let place = places[column] else {
            throw UnreadableRow(what: "there is no column \(column)")
        }
        let stored: DatabaseValue = row[place]
        guard !stored.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(stored) else {
            throw UnreadableRow(what: "\(column) has a value of another kind")
        }
        return value
    }

    /// A date, stored as milliseconds.
    func date(_ column: String) throws(UnreadableRow) -> Date {
        Date(milliseconds: try value(column))
    }

    /// A date, nil where it is null.
    func optionalDate(_ column: String) throws(UnreadableRow) -> Date? {
        try optional(column).map(Date.init(milliseconds:))
    }

    /// A value of an enumeration with names.
    func named<Value: RawRepresentable>(_ column: String) throws(UnreadableRow) -> Value
    where Value.RawValue == String {
        let name: String = try value(column)
        guard let value = Value(rawValue: name) else { throw UnreadableRow(what: "\(column) is \"\(name)\"") }
        return value
    }
}

/// A row that this version of the program cannot read.
struct UnreadableRow: Error, Hashable {
    /// What is wrong with it.
    var what: String
}

extension Date {
    /// The date so many milliseconds after the start of 1970.
    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    /// Milliseconds since the start of 1970, for storing.
    var milliseconds: Int64 {
        // A date outside of some 290 million years does not fit; it is stored as the nearest that does.
        Int64(exactly: (timeIntervalSince1970 * 1_000).rounded()) ?? (timeIntervalSince1970 < 0 ? .min : .max)
    }
}
