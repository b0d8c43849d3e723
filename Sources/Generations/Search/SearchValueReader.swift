import struct Foundation.Date

/// Understands the values of fields, and gathers what it could not.
///
/// A value at the end of the text that may still become one finds everything and is no problem.
struct SearchValueReader {
    let dates: SearchDates
    private(set) var problems: [String] = []

    init(dates: SearchDates) {
        self.dates = dates
    }

    /// What a field with a value asks; nil when it asks nothing.
    mutating func test(_ field: SearchField, _ piece: SearchPiece) -> SearchCondition.Test? {
        let values = Self.values(of: piece)
        guard !values.isEmpty else { return nil }
        switch field {
        case .model: return .model(values)
        case .provider: return .provider(values)
        case .note: return .note(values)
        case .folder: return .folder(values)
        case .tag: return .tag(values, isLastUnfinished: piece.isUnfinished)
        case .status, .is: return state(values, piece, mayBeMark: field == .is)
        case .seed: return numbers(values, piece, "a number").map { .seed($0) }
        case .parent: return ids(values, piece).map { .parent($0) }
        case .family: return ids(values, piece).map { .family($0) }
        case .after, .before, .on: return date(field, values, piece)
        case .len: return length(values[0], piece)
        }
    }

    private static func values(of piece: SearchPiece) -> [String] {
        let parts = piece.isQuoted ? [piece.text] : piece.text.split(separator: ",").map(String.init)
        return Array(parts.filter { !$0.isEmpty }.prefix(SearchQuery.mostPieces))
    }

    private mutating func refuse(_ piece: SearchPiece, _ sentence: String) {
        problems.append("“\(piece.typed)” \(sentence)")
    }

    // MARK: States

    private mutating func state(
        _ values: [String],
        _ piece: SearchPiece,
        mayBeMark: Bool
    ) -> SearchCondition.Test? {
        let marks = mayBeMark ? SearchField.marks : []
        let known = marks.map(\.word) + SearchField.states.map(\.word)
        var statuses: Set<GenerationStatus> = []
        for (index, value) in values.enumerated() {
            let word = value.lowercased()
            if let mark = marks.first(where: { $0.word == word }) {
                return alone(mark.test, word, values, piece)
            } else if let found = SearchField.states.first(where: { $0.word == word })?.statuses {
                statuses.formUnion(found)
            } else if piece.isUnfinished, index == values.count - 1,
                known.contains(where: { $0.hasPrefix(word) })
            {
                continue
            } else {
                refuse(piece, "is no state: ok, failed, cancelled, running, queued, waiting or held.")
                return nil
            }
        }
        return statuses.isEmpty ? nil : .status(statuses)
    }

    private mutating func alone(
        _ test: SearchCondition.Test,
        _ word: String,
        _ values: [String],
        _ piece: SearchPiece
    ) -> SearchCondition.Test? {
        guard values.count == 1 else {
            refuse(piece, "mixes “\(word)” with others: write is:\(word) by itself.")
            return nil
        }
        return test
    }

    // MARK: Numbers

    private mutating func numbers(_ values: [String], _ piece: SearchPiece, _ what: String) -> [Int64]? {
        var numbers: [Int64] = []
        for value in values {
            if let number = Int64(value) {
                numbers.append(number)
            } else if !(piece.isUnfinished && value == "-") {
                refuse(piece, "is not \(what).")
                return nil
            }
        }
        return numbers.isEmpty ? nil : numbers
    }

    private mutating func ids(_ values: [String], _ piece: SearchPiece) -> [GenerationID]? {
        let bare = values.map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
        if piece.isUnfinished, bare == [""] { return nil }
        return numbers(bare.filter { !$0.isEmpty }, piece, "the number of a run, such as #176")?
            .map(GenerationID.init)
    }

    // MARK: Dates

    private mutating func date(
        _ field: SearchField,
        _ values: [String],
        _ piece: SearchPiece
    ) -> SearchCondition.Test? {
        guard values.count == 1, let span = dates.span(values[0]) else {
            if !(piece.isUnfinished && values.count == 1 && SearchDates.mayBecome(values[0])) {
                refuse(piece, "is no date: 2026-11-22, 2026-11, today, yesterday, mon, 3d or 2w.")
            }
            return nil
        }
        switch field {
        case .after: return .created(from: span.start, until: nil)
        case .before: return .created(from: nil, until: span.start)
        default: return .created(from: span.start, until: span.end)
        }
    }

    // MARK: Lengths

    private mutating func length(_ value: String, _ piece: SearchPiece) -> SearchCondition.Test? {
        if let length = Self.length(value) { return .length(length) }
        let isBeginning = value.allSatisfy { "<>=.".contains($0) }
        if !(piece.isUnfinished && isBeginning) {
            refuse(piece, "is no length in seconds: len:5, len:>4 or len:3..5.")
        }
        return nil
    }

    private static func length(_ value: String) -> SearchLength? {
        if let dots = value.firstRange(of: "..") {
            let (low, high) = (value[..<dots.lowerBound], value[dots.upperBound...])
            guard !(low.isEmpty && high.isEmpty) else { return nil }
            guard let from = optionalSeconds(low), let to = optionalSeconds(high) else { return nil }
            return SearchLength(from: from, to: to)
        }
        for (mark, isIncluded) in [(">=", true), ("<=", true), (">", false), ("<", false)]
        where value.hasPrefix(mark) {
            guard let seconds = seconds(value.dropFirst(mark.count)) else { return nil }
            return mark.hasPrefix(">")
                ? SearchLength(from: seconds, isFromIncluded: isIncluded)
                : SearchLength(to: seconds, isToIncluded: isIncluded)
        }
        // A video of five seconds has 5.06 of them.
        return seconds(value[...]).map { SearchLength(from: $0 - 0.5, to: $0 + 0.5, isToIncluded: false) }
    }

    /// The seconds, nil when nothing is written; the outer nil is for what is no number.
    private static func optionalSeconds(_ text: Substring) -> Double?? {
        text.isEmpty ? .some(nil) : seconds(text).map { .some($0) }
    }

    private static func seconds(_ text: Substring) -> Double? {
        let digits = text.hasSuffix("s") ? text.dropLast() : text
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else {
            return nil
        }
        return Double(digits)
    }
}
