import Generations

/// The terms of a search as an FTS5 expression that can never be a syntax error.
///
/// Every word is quoted. Words side by side are read as AND, which binds tighter than NOT (sqlite.org/fts5.html, 3.1
/// and 3.6). The index knows no places, so of a phrase only its words can be asked for.
struct SearchPattern: Hashable {
    /// For `MATCH`.
    let expression: String
    /// Whether it finds exactly what the terms say; otherwise what it finds has to be looked at again.
    let isWhole: Bool

    /// Nil when there is no word that a prompt must have.
    init?(_ terms: [SearchTerm]) {
        var wanted: [String] = []
        var unwanted: [String] = []
        var isWhole = true
        for term in terms {
            let words = term.words
            let known = words.enumerated().filter { Self.isKnown($0.element) }
            isWhole = isWhole && words.count == 1 && known.count == 1
            if term.isNegated {
                if words.count == 1, let word = known.first { unwanted.append(" NOT \"\(word.element)\"") }
            } else {
                wanted += known.map { index, word in
                    term.isPrefix && index == words.count - 1 ? "\"\(word)\" *" : "\"\(word)\""
                }
            }
        }
        guard !wanted.isEmpty else { return nil }
        expression = wanted.joined(separator: " ") + unwanted.joined()
        self.isWhole = isWhole
    }

    /// Whether FTS5 sees one word in it too: its tables are of Unicode 6.1.
    private static func isKnown(_ word: String) -> Bool {
        word.unicodeScalars.allSatisfy { scalar in
            guard let age = scalar.properties.age else { return false }
            return (age.major, age.minor) <= (6, 1)
        }
    }
}
