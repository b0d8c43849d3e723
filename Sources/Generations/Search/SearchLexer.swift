/// One piece of a search text: a word, a phrase, or a field with its value.
struct SearchPiece: Hashable {
    var field: SearchField?
    /// The word or phrase, or the field's value; without quotation marks.
    var text: String
    var isQuoted: Bool
    var isNegated: Bool
    /// Whether the text ends here, so that more of it may come.
    var isUnfinished: Bool
    /// As it was typed, for sentences about it.
    var typed: String
}

/// Takes a search text apart.
///
/// Goes by scalars: a quotation mark with a combining accent is another character, and the same mark.
struct SearchLexer {
    /// The most scalars that are looked at.
    static let longest = 10_000

    private let scalars: [Unicode.Scalar]
    private var position = 0

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars.prefix(Self.longest))
    }

    /// The pieces of a text, in order.
    static func pieces(of text: String) -> [SearchPiece] {
        var lexer = SearchLexer(text)
        var pieces: [SearchPiece] = []
        while let piece = lexer.next() { pieces.append(piece) }
        return pieces
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func next() -> SearchPiece? {
        while let scalar = current, Self.separates(scalar) { position += 1 }
        guard current != nil else { return nil }
        let start = position
        let isNegated = takeNegation()
        if current == "\"" { return quoted(from: start, field: nil, isNegated) }
        if current == "#", !isLast {
            position += 1
            return value(of: .tag, from: start, isNegated)
        }
        let word = takeWord(stopsAtColon: true)
        if current == ":", let field = SearchField(name: Self.text(word)) {
            position += 1
            return value(of: field, from: start, isNegated)
        }
        let rest = takeWord()
        return piece(nil, word + rest, from: start, isNegated)
    }

    private var isLast: Bool { position + 1 >= scalars.count }

    /// A mark of negation counts only before something.
    private mutating func takeNegation() -> Bool {
        guard let scalar = current, scalar == "-" || scalar == "!" else { return false }
        position += 1
        guard let following = current, !Self.separates(following) else { return false }
        return true
    }

    private mutating func value(of field: SearchField, from start: Int, _ isNegated: Bool) -> SearchPiece {
        if current == "\"" { return quoted(from: start, field: field, isNegated) }
        let content = takeWord()
        return piece(field, content, from: start, isNegated)
    }

    /// Up to the next mark, or to the end when it is not closed yet.
    private mutating func quoted(from start: Int, field: SearchField?, _ isNegated: Bool) -> SearchPiece {
        position += 1
        let first = position
        while let scalar = current, scalar != "\"" { position += 1 }
        let isClosed = current != nil
        let content = scalars[first..<position]
        if isClosed { position += 1 }
        var piece = piece(field, content, from: start, isNegated)
        piece.isQuoted = true
        piece.isUnfinished = !isClosed
        return piece
    }

    private mutating func takeWord(stopsAtColon: Bool = false) -> ArraySlice<Unicode.Scalar> {
        let start = position
        while let scalar = current, !Self.separates(scalar), scalar != "\"", !(stopsAtColon && scalar == ":")
        {
            position += 1
        }
        return scalars[start..<position]
    }

    private func piece(
        _ field: SearchField?,
        _ content: ArraySlice<Unicode.Scalar>,
        from start: Int,
        _ isNegated: Bool
    ) -> SearchPiece {
        SearchPiece(
            field: field,
            text: Self.text(content.prefix(SearchTerm.longest)),
            isQuoted: false,
            isNegated: isNegated,
            isUnfinished: position >= scalars.count,
            typed: Self.text(scalars[start..<position].prefix(40))
        )
    }

    /// A text in which whatever separates is a space: a zero byte would end it where it is searched for.
    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars.map { separates($0) ? " " : $0 }))
    }

    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
}
