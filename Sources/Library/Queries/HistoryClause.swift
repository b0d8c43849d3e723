import GRDB

/// One condition of a history query, in two spellings.
struct HistoryClause {
    /// As it leads to the rows through an index; nil when it has none.
    var lead: String?
    /// As it is tested on rows that another condition has led to: `+` keeps SQLite from its index.
    var test: String
    var arguments: StatementArguments
    /// Whether its index gives the rows by number, so that any number of them need not be sorted.
    var isOrdered: Bool

    /// A condition without an index.
    init(_ test: String, _ arguments: StatementArguments = []) {
        (lead, self.test, self.arguments, isOrdered) = (nil, test, arguments, false)
    }

    /// A condition on a column with an index.
    init(column: String, _ condition: String, _ arguments: StatementArguments = [], isOrdered: Bool = true) {
        lead = "generations.\(column) \(condition)"
        test = "+generations.\(column) \(condition)"
        self.arguments = arguments
        self.isOrdered = isOrdered
    }

    /// A condition that leads in another way than it tests, with the same arguments.
    init(lead: String, test: String, _ arguments: StatementArguments) {
        (self.lead, self.test, self.arguments, isOrdered) = (lead, test, arguments, false)
    }

    /// The opposite; it leads nowhere.
    var negated: HistoryClause {
        HistoryClause("ifnull(\(test), 0) = 0", arguments)
    }

    /// What is true of no row.
    static let never = HistoryClause("0")
}
