/// A `.env` file: `NAME=value` lines, as shells and most tools read them.
enum DotEnv {
    /// The variables of a text; the last of two wins. Knows comments, `export`, and values in single or double
    /// quotes. Nothing is expanded or run; a line that is no assignment is skipped.
    static func parse(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let (name, value) = assignment(line) else { continue }
            values[name] = value
        }
        return values
    }

    private static func assignment(_ line: Substring) -> (String, String)? {
        var line = trim(line)
        guard line.first != "#" else { return nil }
        if line.hasPrefix("export ") { line = trim(line.dropFirst("export ".count)) }
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let name = trim(line[..<equals])
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        else {
            return nil
        }
        return (String(name), value(trim(line[line.index(after: equals)...])))
    }

    private static func value(_ text: Substring) -> String {
        if let quote = text.first, quote == "\"" || quote == "'" {
            let rest = text.dropFirst()
            return String(rest.firstIndex(of: quote).map { rest[..<$0] } ?? rest)
        }
        let comment = text.indices.first { index in
            text[index] == "#" && (index == text.startIndex || text[text.index(before: index)].isWhitespace)
        }
        return String(trim(comment.map { text[..<$0] } ?? text))
    }

    private static func trim(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
