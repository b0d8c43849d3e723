import Generations

/// A text with named values above it, as in Markdown with front matter:
///
///     ---
///     name: fox
///     seed: 7
///     params: {"shift": 3.5}
///     ---
///     a {color} fox
///
/// Of YAML this is a small part: one `key: value` a line, the value a bare word, a text in quotes, or JSON on one line
/// (lists and objects too), and lines that begin with `#` are left out. Several such texts may follow one another.
struct FrontMatter: Hashable, Sendable {
    /// A value as it stands there.
    enum Value: Hashable, Sendable {
        /// Without quotes: a text or a number, as its reader needs it.
        case bare(String)
        case json(ParameterValue)
    }

    struct Entry: Hashable, Sendable {
        var key: String
        var value: Value
        /// The number of its line.
        var line = 0
    }

    /// What is wrong in which line.
    struct Problem: Error, Hashable, Sendable {
        var line: Int
        var message: String
    }

    var entries: [Entry]
    /// The text, without blank lines around it.
    var body: String
    /// The number of the first line.
    var line = 0
}

extension FrontMatter {
    private typealias Lines = ArraySlice<(number: Int, text: String)>

    /// Reads every text of a file.
    ///
    /// - Throws: the first line that is wrong.
    static func read(_ text: String) throws(Problem) -> [FrontMatter] {
        let scalars = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        var lines: Lines = []
        for (number, scalars) in zip(1..., scalars) {
            let line = scalars.last == "\r" ? scalars.dropLast() : scalars
            if let control = line.first(where: { $0.properties.generalCategory == .control && $0 != "\t" }) {
                throw Problem(line: number, message: "The line holds the control character \(control.name).")
            }
            lines.append((number, String(line)))
        }
        var found: [FrontMatter] = []
        while let first = lines.firstIndex(where: { !$0.text.isBlank }) {
            lines = lines[first...]
            found.append(try one(&lines))
        }
        return found
    }

    private static func one(_ lines: inout Lines) throws(Problem) -> FrontMatter {
        let number = lines.first?.number ?? 1
        guard let start = lines.popFirst(), start.text.isFence else {
            throw Problem(line: number, message: "A prompt begins with a line of three hyphens.")
        }
        var entries: [Entry] = []
        var isClosed = false
        while !isClosed, let line = lines.popFirst() {
            if line.text.isFence {
                isClosed = true
            } else if let entry = try entry(line.text, line.number) {
                guard !entries.contains(where: { $0.key == entry.key }) else {
                    throw Problem(line: line.number, message: "“\(entry.key)” stands there twice.")
                }
                entries.append(entry)
            }
        }
        guard isClosed else {
            throw Problem(
                line: start.number,
                message: "The line of three hyphens that ends the values is missing."
            )
        }
        let end = lines.firstIndex { $0.text.isFence } ?? lines.endIndex
        let body = lines[..<end].map(\.text)
        lines = lines[end...]
        return FrontMatter(entries: entries, body: trimmed(body), line: start.number)
    }

    private static func entry(_ text: String, _ number: Int) throws(Problem) -> Entry? {
        guard !text.isBlank, text.first != "#" else { return nil }
        guard let match = text.wholeMatch(of: /([a-z][a-z0-9_]*):(?:[ \t]+(.*?))?[ \t]*/) else {
            let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
            throw Problem(line: number, message: "“\(shown)” is no “key: value”.")
        }
        let key = String(match.1)
        guard let value = value(match.2.map(String.init) ?? "") else {
            throw Problem(
                line: number,
                message: "The value of “\(key)” cannot be read: write it as JSON, or bare."
            )
        }
        return Entry(key: key, value: value, line: number)
    }

    /// A value as it stands there; nil for what is another part of YAML.
    private static func value(_ text: String) -> Value? {
        switch text.first {
        case "\"", "[", "{": return ParameterValue(json: text).map { .json($0) }
        case "'":
            guard text.count > 1, text.last == "'" else { return nil }
            return .json(.string(String(text.dropFirst().dropLast().replacing("''", with: "'"))))
        case nil, "|", ">", "&", "*", "!", "%", "@", "`", "#": return nil
        default: return .bare(text)
        }
    }

    /// The lines as one text, without blank ones around it.
    private static func trimmed(_ lines: [String]) -> String {
        guard let first = lines.firstIndex(where: { !$0.isBlank }),
            let last = lines.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return lines[first...last].joined(separator: "\n")
    }
}

extension FrontMatter {
    /// The text in the form in which it is read again.
    var text: String {
        let lines = entries.map { "\($0.key): \($0.value.text)\n" }.joined()
        return "---\n\(lines)---\n" + (body.isEmpty ? "" : body + "\n")
    }

    /// Whether a text is the same again when it is read as a body.
    static func isBody(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard
            !scalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\t" && $0 != "\n" }
            )
        else { return false }
        let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return !lines.contains(where: \.isFence) && trimmed(lines) == text && !text.isBlank
    }
}

extension FrontMatter.Value {
    /// A text, bare where it is read as the same again.
    init(text: String) {
        let isBare = text.wholeMatch(of: /[A-Za-z](?:[A-Za-z0-9 ._\/-]*[A-Za-z0-9._\/-])?/) != nil
        let isWord = ["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
        self = isBare && !isWord ? .bare(text) : .json(.string(text))
    }

    /// As it is written.
    var text: String {
        switch self {
        case .bare(let text): text
        case .json(let value): Self.escaped(value.json)
        }
    }

    /// JSON in which no control character stands as it is.
    private static func escaped(_ json: String) -> String {
        json.unicodeScalars.reduce(into: "") { text, scalar in
            guard scalar.properties.generalCategory == .control else {
                text.unicodeScalars.append(scalar)
                return
            }
            text += "\\u" + scalar.name.dropFirst(2)
        }
    }

    /// As a text; nil when it is something else.
    var string: String? {
        switch self {
        case .bare(let text): text
        case .json(.string(let text)): text
        case .json: nil
        }
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }

    /// Whether it is a line of three hyphens.
    fileprivate var isFence: Bool { hasPrefix("---") && dropFirst(3).allSatisfy(\.isWhitespace) }
}

extension Unicode.Scalar {
    /// Its number, as in U+001B.
    var name: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
