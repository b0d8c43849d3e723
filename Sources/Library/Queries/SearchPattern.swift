/// What a user types into the search field, as an FTS5 expression that can never be a syntax error.
///
/// Every term is quoted. Terms stand side by side, which FTS5 reads as AND (sqlite.org/fts5.html, 3.1 and 3.6).
struct SearchPattern: Hashable {
    /// The most terms that are looked for; FTS5 refuses very large expressions.
    static let mostTerms = 32
    /// The most characters of one term.
    static let longestTerm = 200

    /// For `MATCH`.
    let expression: String

    /// Nil when the text has no letter or digit to look for.
    init?(_ text: String) {
        let terms = Self.terms(of: text).prefix(Self.mostTerms)
        guard !terms.isEmpty else { return nil }
        expression = terms.map(\.expression).joined(separator: " ")
    }

    private struct Term {
        /// Holds no quotation mark: those part the terms.
        var text: String
        var isPrefix: Bool

        var expression: String {
            isPrefix ? "\"\(text)\" *" : "\"\(text)\""
        }

        /// Whether FTS5's `unicode61` finds a token in it: letters and numbers are tokens, all else separates.
        var isSearchable: Bool {
            text.unicodeScalars.contains { scalar in
                switch scalar.properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                    .decimalNumber, .letterNumber, .otherNumber, .privateUse:
                    true
                default:
                    false
                }
            }
        }
    }

    /// Every other piece between quotation marks is a phrase; one that is not closed yet may end with half a word.
    ///
    /// Goes by scalars: a quotation mark with a combining accent is another character, and the same syntax to FTS5.
    private static func terms(of text: String) -> [Term] {
        let pieces = text.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
        var terms: [Term] = []
        for (index, piece) in pieces.enumerated() {
            let isLast = index == pieces.count - 1
            if index.isMultiple(of: 2) {
                let words = piece.split(whereSeparator: separates)
                for (position, word) in words.enumerated() {
                    terms.append(term(word, isPrefix: isLast && position == words.count - 1))
                }
            } else {
                terms.append(term(piece, isPrefix: isLast))
            }
        }
        return terms.filter(\.isSearchable)
    }

    private static func term(_ text: Substring.UnicodeScalarView, isPrefix: Bool) -> Term {
        // A zero byte would end the expression inside its quotation marks.
        let clean = text.prefix(longestTerm).map { separates($0) ? " " : $0 }
        return Term(text: String(String.UnicodeScalarView(clean)), isPrefix: isPrefix)
    }

    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
}
