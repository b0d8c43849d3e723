package import struct Foundation.Date

/// What a user has typed into the search box, understood as far as it can be.
///
/// Never an error: what makes no sense is left out of the search and said in `problems`. All terms and all conditions
/// must hold.
package struct SearchQuery: Hashable, Sendable {
    /// As it was typed.
    package var text: String
    /// What is looked for in the prompts, in any order.
    package var terms: [SearchTerm]
    package var conditions: [SearchCondition]
    /// One sentence for each piece that was not understood.
    package var problems: [String]

    /// The first sentence about what was not understood; nil when all was.
    package var problem: String? { problems.first }

    /// Whether everything is found.
    package var isEmpty: Bool { terms.isEmpty && conditions.isEmpty }

    /// Whether it looks in the trash and nowhere else.
    package var isInTrash: Bool {
        conditions.contains { $0.test == .trash && !$0.isNegated }
    }

    /// The most terms, and the most conditions, that are looked at.
    package static let mostPieces = 32

    /// The query that finds everything.
    package init() {
        (text, terms, conditions, problems) = ("", [], [], [])
    }

    /// Understands what was typed.
    ///
    /// - Parameters:
    ///   - now: what `today` and `3d` count from.
    ///   - utcOffset: seconds east of Greenwich; where the days begin.
    package init(_ text: String, now: Date, utcOffset: Int = 0) {
        self.init()
        self.text = text
        var reader = SearchValueReader(dates: SearchDates(now: now, utcOffset: utcOffset))
        for piece in SearchLexer.pieces(of: text) {
            take(piece, &reader)
        }
        problems = reader.problems
    }

    private mutating func take(_ piece: SearchPiece, _ reader: inout SearchValueReader) {
        guard let field = piece.field else {
            let term = SearchTerm(
                text: piece.text,
                isPrefix: piece.isUnfinished && !piece.isNegated,
                isNegated: piece.isNegated
            )
            guard terms.count < Self.mostPieces, term.isSearchable else { return }
            return terms.append(term)
        }
        guard conditions.count < Self.mostPieces, let test = reader.test(field, piece) else { return }
        conditions.append(SearchCondition(test: test, isNegated: piece.isNegated))
    }
}

/// A word or a phrase that a prompt must, or must not, have.
package struct SearchTerm: Hashable, Sendable {
    /// The most scalars of one term that are looked at.
    package static let longest = 200

    /// Holds neither quotation marks nor control characters; several words are a phrase.
    package var text: String
    /// Whether its last word may go on.
    package var isPrefix: Bool
    package var isNegated: Bool

    package init(text: String, isPrefix: Bool = false, isNegated: Bool = false) {
        self.text = text
        self.isPrefix = isPrefix
        self.isNegated = isNegated
    }

    /// Its words as the search sees them: without case and accents.
    package var words: [String] {
        PromptWord.words(of: text).map { String(String.UnicodeScalarView($0.scalars)) }
    }

    /// Whether there is a letter or a digit in it: all else only separates words.
    package var isSearchable: Bool {
        text.unicodeScalars.contains(where: PromptWord.isLetter)
    }
}

/// Something that must, or must not, be so for a generation.
package struct SearchCondition: Hashable, Sendable {
    package var test: Test
    package var isNegated: Bool

    package init(test: Test, isNegated: Bool = false) {
        self.test = test
        self.isNegated = isNegated
    }

    /// One thing that is asked about; of several values one must fit.
    package enum Test: Hashable, Sendable {
        /// Parts of the model's name, whatever their case.
        case model([String])
        /// Parts of the provider's name, whatever their case.
        case provider([String])
        /// Parts of the note, whatever their case.
        case note([String])
        /// Parts of the working folder's path, whatever their case.
        case folder([String])
        case status(Set<GenerationStatus>)
        case favorite
        /// Deleted; without it only what is not.
        case trash
        /// Whole tags, whatever the case of their ASCII letters; the last may be unfinished.
        case tag([String], isLastUnfinished: Bool)
        case seed([Int64])
        /// Submitted from the first moment on, and before the second.
        case created(from: Date?, until: Date?)
        /// The video's length in seconds, or the one that was asked for.
        case length(SearchLength)
        case parent([GenerationID])
        case family([GenerationID])
    }
}

/// A range of lengths in seconds.
package struct SearchLength: Hashable, Sendable {
    package var from: Double?
    package var isFromIncluded: Bool
    package var to: Double?
    package var isToIncluded: Bool

    package init(
        from: Double? = nil,
        isFromIncluded: Bool = true,
        to: Double? = nil,
        isToIncluded: Bool = true
    ) {
        self.from = from
        self.isFromIncluded = isFromIncluded
        self.to = to
        self.isToIncluded = isToIncluded
    }
}
