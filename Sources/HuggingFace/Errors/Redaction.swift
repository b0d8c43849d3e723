/// Takes out of foreign text what must not be shown or stored: control characters, tokens, the queries of
/// addresses.
enum Redaction {
    /// The most characters of a server's message that are kept.
    static let longest = 300

    /// A message fit to be shown: one line, no secrets, cut.
    static func message(_ text: String, token: AccessToken? = nil, longest: Int = longest) -> String {
        // Far more than is kept is never looked at.
        var line = plain(text.utf8.count > 16 * longest ? String(text.prefix(16 * longest)) : text)
        if let token { line = token.removed(from: line) }
        line = withoutSecrets(line)
        guard line.count > longest else { return line }
        return line.prefix(longest - 1) + "…"
    }

    /// An address without user, query and fragment.
    static func address(_ text: String) -> String {
        var shown = plain(String(text.prefix(2_000)))
        if let end = shown.firstIndex(where: { "?#".contains($0) }) { shown = String(shown[..<end]) }
        guard let start = shown.firstRange(of: "://")?.upperBound else { return shown }
        let authority = shown[start...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return shown }
        return String(shown[..<start] + shown[shown.index(after: at)...])
    }

    /// The text on one line: white space is a single space, and what steers terminals or turns the reading
    /// direction is gone.
    static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isSpacePending = false
        for scalar in text.unicodeScalars {
            if isSpace(scalar) {
                isSpacePending = !result.isEmpty
            } else if !isDangerous(scalar) {
                if isSpacePending { result.append(" ") }
                isSpacePending = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    // Most scalars are ASCII, of which nobody needs to look up the properties.

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: true
        // Format characters steer the reading direction, except the joiners that scripts and emoji need.
        case .format: ![0x200C, 0x200D].contains(scalar.value)
        default: false
        }
    }

    private static func withoutSecrets(_ line: String) -> String {
        line.split(separator: " ", omittingEmptySubsequences: false)
            .reduce(into: (words: [String](), wasBearer: false)) { result, word in
                let isBearer = word.utf8.count <= 7 && bearers.contains(word.lowercased())
                let hides = result.wasBearer && looksSecret(word)
                result.words.append(hides ? "[token]" : withoutSecrets(word: word))
                result.wasBearer = isBearer
            }
            .words.joined(separator: " ")
    }

    private static let bearers: Set = ["bearer", "\"bearer", "'bearer", "key", "token:"]

    /// A word after `Bearer` or `Key` that is no English word.
    private static func looksSecret(_ word: Substring) -> Bool {
        word.count >= 8 && word.contains { $0.isNumber || "_-.".contains($0) } || word.count >= 24
    }

    private static func withoutSecrets(word: Substring) -> String {
        // Most words are too short for a key, and no address with a query.
        guard word.utf8.count >= shortestKey || word.utf8.contains(UInt8(ascii: "?")) else {
            return String(word)
        }
        let text = withoutQueries(String(word))
        let prefixes = ["hf_", "api_org_", "sk-", "r8_", "ghp_", "AKIA", "eyJ"]
        var result = ""
        var run = ""
        func flush() {
            let isLong = run.utf8.count >= shortestKey
            let isSecret = isLong && prefixes.contains { run.hasPrefix($0) } && isKeyLike(run)
            result += isSecret ? "[token]" : run
            run = ""
        }
        for character in text {
            if character.isASCII, character.isLetter || character.isNumber || "_-.".contains(character) {
                run.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }

    private static let shortestKey = 10

    /// `hf_hub_download` is a function and no token: keys mix cases or hold digits.
    private static func isKeyLike(_ run: String) -> Bool {
        run.contains(where: \.isNumber)
            || (run.contains(where: \.isUppercase) && run.contains(where: \.isLowercase))
    }

    /// Addresses in a word lose what stands after `?`; signed storage addresses carry their secret there.
    private static func withoutQueries(_ word: String) -> String {
        guard word.utf8.contains(UInt8(ascii: "?")), let scheme = word.firstRange(of: "://"),
            let query = word[scheme.upperBound...].firstIndex(of: "?")
        else { return word }
        let tail = word[query...].drop { !"\"'<>)]}".contains($0) }
        return word[..<query] + "?…" + tail
    }
}
