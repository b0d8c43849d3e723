import Terminal

/// How well typed words fit a text, and which of its characters they name.
struct FuzzyMatch: Equatable, Sendable {
    /// Higher is better.
    private(set) var score = 0
    /// The places of the characters that were named, rising.
    private(set) var offsets: [Int] = []

    /// Fits every word of a query into a text, in any order; nil when one has no place there.
    ///
    /// A word may leave characters out. Characters at the starts of words and characters that follow one another
    /// count most, so that a prefix of a word and the initials of several come before letters found anywhere.
    init?(_ query: String, in text: String) {
        let letters = Array(text.lowercased())
        for word in query.lowercased().split(whereSeparator: \.isWhitespace) {
            guard let (score, offsets) = Self.best(Array(word), in: letters) else { return nil }
            self.score += score
            self.offsets += offsets
        }
        self.offsets = Set(self.offsets).sorted()
    }

    /// The points of one character, more at the start of a word and more behind its neighbour.
    private static let (hit, start, neighbour, gap) = (16, 12, 14, 1)

    /// The best places of a word's characters: a table of points by character of the word and of the text.
    private static func best(_ word: [Character], in text: [Character]) -> (Int, [Int])? {
        guard !word.isEmpty, word.count <= text.count else { return nil }
        var rows: [[Cell?]] = []
        for (row, character) in word.enumerated() {
            rows.append(cells(character, in: text, after: row == 0 ? nil : rows[row - 1]))
        }
        let ends = rows[word.count - 1].enumerated().compactMap { place, cell in
            cell.map { (place, $0.score) }
        }
        guard let end = ends.max(by: { $0.1 < $1.1 }) else { return nil }
        var offsets = [end.0]
        for row in rows.indices.dropFirst().reversed() {
            guard let before = rows[row][offsets[offsets.count - 1]]?.before else { break }
            offsets.append(before)
        }
        return (end.1, offsets.reversed())
    }

    /// The points that a character has at each of its places in the text, with the best place of the one before it.
    private static func cells(_ character: Character, in text: [Character], after row: [Cell?]?) -> [Cell?] {
        var cells = [Cell?](repeating: nil, count: text.count)
        var earlier: (place: Int, score: Int)?
        for place in text.indices {
            if let row, place > 0, let cell = row[place - 1] {
                let faded = earlier.map { $0.score - gap } ?? .min
                if cell.score >= faded { earlier = (place - 1, cell.score) }
            }
            guard text[place] == character else {
                earlier?.score -= gap
                continue
            }
            var points = hit + (isStart(place, text) ? start : 0)
            guard row != nil else {
                cells[place] = Cell(score: points - min(place, 8), before: nil)
                continue
            }
            guard let before = earlier else { continue }
            var best = (place: before.place, score: before.score)
            if let cell = row?[place - 1], cell.score + neighbour >= best.score {
                best = (place - 1, cell.score)
                points += neighbour
            }
            cells[place] = Cell(score: best.score + points, before: best.place)
            earlier?.score -= gap
        }
        return cells
    }

    private static func isStart(_ place: Int, _ text: [Character]) -> Bool {
        place == 0 || !(text[place - 1].isLetter || text[place - 1].isNumber)
    }

    private struct Cell {
        var score: Int
        var before: Int?
    }
}

extension StyledText {
    /// A text whose named characters look different from the rest.
    init(_ text: String, _ style: Style, marking offsets: [Int], _ marked: Style) {
        self.init()
        let named = Set(offsets)
        var (run, isNamed) = ("", false)
        for (place, character) in text.enumerated() {
            if named.contains(place) != isNamed {
                append(run, isNamed ? marked : style)
                (run, isNamed) = ("", !isNamed)
            }
            run.append(character)
        }
        append(run, isNamed ? marked : style)
    }
}
