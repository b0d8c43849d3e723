/// Finds the token in the official order (huggingface_hub `utils/_auth.py` and `constants.py`): argument,
/// `HF_TOKEN`, `HUGGING_FACE_HUB_TOKEN`, the token file. Knows nothing of the process: variables and files
/// are given.
package struct TokenLookup: Sendable {
    private let environment: [String: String]
    private let readFile: @Sendable (String) -> String?

    /// - Parameter readFile: gives a small text file's contents, or nil when it cannot be read.
    package init(environment: [String: String], readFile: @Sendable @escaping (String) -> String?) {
        self.environment = environment
        self.readFile = readFile
    }

    /// What the look-up came to.
    package enum Outcome: Hashable, Sendable {
        case found(FoundToken)
        /// No token; the places that were looked at, in order.
        case none(places: [String])
        /// The first place that holds something holds no token.
        case unusable(source: String, AccessTokenProblem)
    }

    /// Looks in all places in order and stops at the first that holds something.
    package func find(argument: String? = nil) -> Outcome {
        if let outcome = outcome(of: argument, from: "--token") { return outcome }
        guard !isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN") else {
            return .none(places: ["--token (HF_HUB_DISABLE_IMPLICIT_TOKEN is set)"])
        }
        let names = ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"]
        for name in names {
            if let outcome = outcome(of: environment[name], from: name) { return outcome }
        }
        let path = tokenPath
        let shown = shortened(path)
        return outcome(of: readFile(path), from: shown) ?? .none(places: names + [shown])
    }

    /// Where the token file is: `HF_TOKEN_PATH`, else `token` in `HF_HOME`.
    package var tokenPath: String {
        if let path = value("HF_TOKEN_PATH") { return expanded(path) }
        return home + "/token"
    }

    /// `HF_HOME`, else `huggingface` in the cache folder.
    private var home: String {
        if let path = value("HF_HOME") { return expanded(path) }
        if let cache = value("XDG_CACHE_HOME") { return expanded(cache) + "/huggingface" }
        return expanded("~/.cache/huggingface")
    }

    private func outcome(of text: String?, from source: String) -> Outcome? {
        guard let text else { return nil }
        do {
            guard let token = try AccessToken(text) else { return nil }
            return .found(FoundToken(token: token, source: source))
        } catch {
            return .unusable(source: source, error)
        }
    }

    /// A variable's value; an empty one counts as unset.
    private func value(_ name: String) -> String? {
        guard let value = environment[name], !value.isEmpty else { return nil }
        return value
    }

    /// `1`, `ON`, `YES` and `TRUE` in any case (huggingface_hub `constants.py`).
    private func isTrue(_ name: String) -> Bool {
        ["1", "ON", "YES", "TRUE"].contains((environment[name] ?? "").uppercased())
    }

    /// The path with `~`, `$NAME` and `${NAME}` replaced; unknown names stay as they are.
    private func expanded(_ path: String) -> String {
        var path = path
        if path == "~" || path.hasPrefix("~/"), let home = value("HOME") {
            path = trimmed(home) + path.dropFirst()
        }
        var result = ""
        var rest = Substring(path)
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            let (text, end) = variable(in: rest, after: rest.index(after: dollar))
            result += text ?? String(rest[dollar..<end])
            rest = rest[end...]
        }
        return trimmed(result + rest)
    }

    /// The value of the variable whose name begins at an index, and where its name ends.
    private func variable(in text: Substring, after start: String.Index) -> (String?, String.Index) {
        let isBraced = text[start...].first == "{"
        let nameStart = isBraced ? text.index(after: start) : start
        let name = text[nameStart...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard isBraced else { return (name.isEmpty ? nil : environment[String(name)], name.endIndex) }
        guard text[name.endIndex...].first == "}" else { return (nil, name.endIndex) }
        return (environment[String(name)], text.index(after: name.endIndex))
    }

    private func trimmed(_ path: String) -> String {
        var path = Substring(path)
        while path.count > 1, path.last == "/" { path = path.dropLast() }
        return String(path)
    }

    /// The path with the home folder as `~`.
    private func shortened(_ path: String) -> String {
        guard let home = value("HOME").map(trimmed), path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }
}
