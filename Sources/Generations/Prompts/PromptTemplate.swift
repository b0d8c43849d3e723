/// A prompt that stands for several: `{a|b}` alternatives, `{1..4}` ranges and `{name}` variables.
///
/// Braces that are none of these stay as they are, as does JSON in braces; `\{`, `\}` and, inside of braces, `\|`
/// are the plain characters. Reading never fails: what does not close is text.
package struct PromptTemplate: Hashable, Sendable {
    let parts: [TemplatePart]

    /// Reads a text. One that is longer than any prompt is taken as it is.
    package init(_ text: String) {
        guard text.utf8.contains(UInt8(ascii: "{")) || text.utf8.contains(UInt8(ascii: "\\")) else {
            parts = text.isEmpty ? [] : [.text(text)]
            return
        }
        parts = text.utf8.count > Self.longest ? [.text(text)] : TemplateParser(text).parts()
    }

    /// Texts of more bytes than this are pasted files and no templates.
    package static let longest = 200_000

    /// The most runs that may come of one prompt.
    package static let mostRuns = 500

    /// Whether it stands for exactly one text, which is known.
    package var isPlain: Bool { parts.allSatisfy(\.isText) }

    /// The names of the variables, in order, each once.
    package var variables: [String] {
        var names: [String] = []
        for part in parts { part.addVariables(to: &names) }
        return names
    }

    /// How many texts each of the places with a choice stands for, in order: `[3, 2]` for three times two.
    package var axes: [Int] {
        parts.map(\.count).filter { $0 != 1 }
    }

    /// How many texts it stands for; a number too large to count is the largest there is.
    package var count: Int {
        TemplatePart.product(parts.map(\.count))
    }

    /// The texts that it stands for, the last choice changing fastest, no more than a limit. A variable without a
    /// value stays as it is written.
    package func expansions(_ values: [String: String] = [:], limit: Int = mostRuns) -> [String] {
        TemplatePart.expansions(of: parts, values, limit: max(0, limit))
    }

    /// The first of the texts that it stands for.
    package func first(_ values: [String: String] = [:]) -> String {
        expansions(values, limit: 1).first ?? ""
    }

    /// A text that stands for exactly this one: what would be read as a choice or a variable is escaped.
    package static func escaped(_ text: String) -> String {
        guard PromptTemplate(text).parts != [.text(text)], !text.isEmpty else { return text }
        var escaped = ""
        for character in text {
            if character == "{" || character == "}" { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }

    /// Where the braces of choices and variables are, for views that show them: offsets in graphemes.
    package static func places(in text: String) -> [Range<Int>] {
        guard text.utf8.count <= longest, text.utf8.contains(UInt8(ascii: "{")) else { return [] }
        return TemplateParser(text).places()
    }
}

/// A part of a template.
indirect enum TemplatePart: Hashable, Sendable {
    case text(String)
    case variable(String)
    case range(TemplateRange)
    case choice([[TemplatePart]])

    var isText: Bool {
        if case .text = self { true } else { false }
    }

    var count: Int {
        switch self {
        case .text, .variable: 1
        case .range(let range): range.count
        case .choice(let options):
            options.reduce(0) { sum, option in
                let (total, isTooLarge) = sum.addingReportingOverflow(Self.product(option.map(\.count)))
                return isTooLarge ? .max : total
            }
        }
    }

    func addVariables(to names: inout [String]) {
        switch self {
        case .text, .range: break
        case .variable(let name): if !names.contains(name) { names.append(name) }
        case .choice(let options):
            for part in options.joined() { part.addVariables(to: &names) }
        }
    }

    static func product(_ counts: [Int]) -> Int {
        counts.reduce(1) { product, count in
            let (result, isTooLarge) = product.multipliedReportingOverflow(by: count)
            return isTooLarge ? .max : result
        }
    }

    static func expansions(of parts: [TemplatePart], _ values: [String: String], limit: Int) -> [String] {
        var results = limit > 0 ? [""] : []
        for part in parts {
            if case .text(let text) = part {
                for index in results.indices { results[index] = joined(results[index], text) }
                continue
            }
            let endings = part.expansions(values, limit: limit)
            var longer: [String] = []
            for result in results {
                for ending in endings.prefix(limit - longer.count) { longer.append(result + ending) }
                if longer.count == limit { break }
            }
            results = longer
        }
        return results
    }

    private func expansions(_ values: [String: String], limit: Int) -> [String] {
        switch self {
        case .text(let text): return [text]
        case .variable(let name): return [values[name] ?? "{\(name)}"]
        case .range(let range): return range.texts(limit: limit)
        case .choice(let options):
            var texts: [String] = []
            for option in options where texts.count < limit {
                texts += Self.expansions(of: option, values, limit: limit - texts.count)
            }
            return texts
        }
    }

    /// Where a choice was of nothing, one of the spaces beside it goes as well.
    private static func joined(_ text: String, _ more: String) -> String {
        guard more.first == " ", text.last == " " else { return text + more }
        return text + more.dropFirst()
    }
}

/// Whole numbers in a row: `1..10`, `10..1`, `1..10..3`.
struct TemplateRange: Hashable, Sendable {
    var first: Int
    var last: Int
    /// Above zero.
    var step: Int

    /// Reads a range; nil for a text that is none.
    init?(_ text: Substring) {
        let numbers = text.split(separator: "..", omittingEmptySubsequences: false).map { part in
            part.count <= 12 ? Int(part.filter { $0 != " " }) : nil
        }
        guard numbers.count == 2 || numbers.count == 3, let first = numbers[0], let last = numbers[1] else {
            return nil
        }
        guard let step = numbers.count == 3 ? numbers[2] : 1, step != 0 else { return nil }
        (self.first, self.last, self.step) = (first, last, abs(step))
    }

    var count: Int { abs(last - first) / step + 1 }

    func texts(limit: Int) -> [String] {
        (0..<min(count, limit)).map { "\(first + (first <= last ? $0 : -$0) * step)" }
    }
}
