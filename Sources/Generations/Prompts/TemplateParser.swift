/// Reads a template in one pass over its characters, whatever they are.
struct TemplateParser {
    private let characters: [Character]
    /// The closing brace of each opening brace that has one.
    private var ends: [Int: Int] = [:]
    /// The bars of each opening brace, those inside of inner braces left out.
    private var bars: [Int: [Int]] = [:]

    /// Braces inside of more braces than this are text.
    private static let deepest = 40

    init(_ text: String) {
        characters = Array(text)
        var open: [Int] = []
        var index = 0
        while index < characters.count {
            switch characters[index] {
            case "\\" where isEscape(index): index += 1
            case "{": open.append(index)
            case "}": if let start = open.popLast() { ends[start] = index }
            case "|": if let start = open.last { bars[start, default: []].append(index) }
            default: break
            }
            index += 1
        }
    }

    func parts() -> [TemplatePart] {
        parts(in: 0..<characters.count, depth: 0)
    }

    /// The outermost braces that are choices, ranges or variables.
    func places() -> [Range<Int>] {
        places(in: 0..<characters.count, depth: 0)
    }

    /// Whether a backslash makes the next character plain. Inside and outside of braces alike, so that a text can
    /// be moved from one to the other.
    private func isEscape(_ index: Int) -> Bool {
        guard index + 1 < characters.count else { return false }
        return ["{", "}", "|"].contains(characters[index + 1])
    }

    private func parts(in range: Range<Int>, depth: Int) -> [TemplatePart] {
        var parts: [TemplatePart] = []
        var text = ""
        var index = range.lowerBound
        while index < range.upperBound {
            if characters[index] == "\\", isEscape(index), index + 1 < range.upperBound {
                if characters[index + 1] == "|", depth == 0 { text.append("\\") }
                text.append(characters[index + 1])
                index += 2
            } else if characters[index] == "{", let end = ends[index], let part = group(index, end, depth) {
                if !text.isEmpty { parts.append(.text(text)) }
                text = ""
                parts.append(part)
                index = end + 1
            } else if characters[index] == "{", let end = ends[index], isJSON(index, end) {
                text += String(characters[index...end])
                index = end + 1
            } else {
                text.append(characters[index])
                index += 1
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        return parts
    }

    private func places(in range: Range<Int>, depth: Int) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let end = ends[index]
            if characters[index] == "\\", isEscape(index) {
                index += 2
            } else if let end, group(index, end, depth) != nil {
                places.append(index..<(end + 1))
                index = end + 1
            } else if let end, isJSON(index, end) {
                index = end + 1
            } else {
                index += 1
            }
        }
        return places
    }

    /// What stands in braces; nil when it is nothing that a template knows.
    private func group(_ start: Int, _ end: Int, _ depth: Int) -> TemplatePart? {
        guard depth < Self.deepest, !isJSON(start, end) else { return nil }
        guard let bars = bars[start] else {
            guard end - start < 100 else { return nil }
            let text = String(characters[(start + 1)..<end])
            if Self.isName(text) { return .variable(text) }
            return TemplateRange(text[...]).map { .range($0) }
        }
        let starts = [start + 1] + bars.map { $0 + 1 }
        return .choice(zip(starts, bars + [end]).map { parts(in: $0..<$1, depth: depth + 1) })
    }

    /// Whether braces hold a JSON object: a text in quotes and a colon come first.
    private func isJSON(_ start: Int, _ end: Int) -> Bool {
        var index = start + 1
        while index < end, characters[index].isWhitespace { index += 1 }
        guard index < end, characters[index] == "\"" else { return false }
        index += 1
        while index < end, characters[index] != "\"" { index += characters[index] == "\\" ? 2 : 1 }
        index += 1
        while index < end, characters[index].isWhitespace { index += 1 }
        return index < end && characters[index] == ":"
    }

    /// A letter, then letters, digits, `_` and `-`.
    private static func isName(_ text: String) -> Bool {
        guard text.first?.isLetter == true else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }
}
