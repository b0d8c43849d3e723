import Generations

/// A line that the user has typed in plain mode.
enum PlainCommand: Equatable, Sendable {
    /// The line is a prompt, with its `--key value` words.
    case prompt(String)
    case help, runs, more, parameters, savedPrompts, quit, yes, no
    case history(String)
    /// A word for one take, and its number; nil for the one that was spoken of last.
    case take(PlainVerb, GenerationID?)
    case save(name: String)
    case run(name: String)
    case set(String)
    /// What cannot be understood; one sentence why.
    case unknown(String)
}

/// What can be asked for one take.
enum PlainVerb: String, CaseIterable, Sendable {
    case show, again, vary, load, now, hold, release, cancel, open, favorite, delete, undelete

    /// What it does, for the help.
    var help: String {
        switch self {
        case .show: "everything about a take"
        case .again: "run it again with the same seed; asks"
        case .vary: "run it again with a new seed; asks"
        case .load: "take over its model and parameters for the next prompts"
        case .now: "ask again now, without the rest of the wait"
        case .hold: "hold it"
        case .release: "let it go on"
        case .cancel: "cancel it; asks"
        case .open: "open the video in the player"
        case .favorite: "make it a favourite"
        case .delete: "put it into the trash"
        case .undelete: "bring it back from the trash"
        }
    }
}

extension PlainCommand {
    /// Reads a line; an empty one asks for the runs.
    ///
    /// - Parameters:
    ///   - isAsked: whether a question is open, which `y` and `n` answer.
    init(_ line: String, isAsked: Bool) {
        let line = Self.trimmed(line)
        if isAsked, let answer = Self.answer(line) {
            self = answer
        } else if line.isEmpty {
            self = .runs
        } else if line.hasPrefix("//") {
            self = .prompt(String(line.dropFirst()))
        } else if line.hasPrefix("/") {
            self = Self.command(line.dropFirst())
        } else if Self.isCommand(line) {
            self = .unknown("Not sent: the command is /\(line), and a prompt wants more than this word.")
        } else {
            self = .prompt(line)
        }
    }

    /// Whether a line is a command's name and nothing else; who leaves out the slash means no prompt.
    static func isCommand(_ line: String) -> Bool {
        switch command(line[...]) {
        case .unknown: ["y", "n", "yes", "no"].contains(line.lowercased())
        default: !line.contains(where: \.isWhitespace)
        }
    }

    private static func answer(_ line: String) -> PlainCommand? {
        switch line.lowercased() {
        case "y", "yes", "/y", "/yes": .yes
        case "n", "no", "/n", "/no": .no
        default: nil
        }
    }

    private static func command(_ text: Substring) -> PlainCommand {
        let name = text.prefix { !$0.isWhitespace }.lowercased()
        let rest = trimmed(String(text.dropFirst(name.count)))
        if let verb = PlainVerb(rawValue: name) { return take(verb, rest) }
        switch name {
        case "help", "?": return .help
        case "runs", "status": return .runs
        case "history", "find": return .history(rest)
        case "more": return .more
        case "parameters": return .parameters
        case "saved": return .savedPrompts
        case "set": return .set(rest)
        case "save", "run":
            guard !rest.isEmpty else { return .unknown("/\(name) wants a name behind it.") }
            return name == "save" ? .save(name: rest) : .run(name: rest)
        case "quit", "exit", "q": return .quit
        case "yes", "no", "y", "n": return .unknown("Nothing was asked.")
        default: return .unknown("There is no command /\(name). /help lists them.")
        }
    }

    private static func take(_ verb: PlainVerb, _ rest: String) -> PlainCommand {
        if rest.isEmpty { return .take(verb, nil) }
        let digits = rest.hasPrefix("#") ? rest.dropFirst() : rest[...]
        guard let number = Int64(digits), number > 0 else {
            return .unknown("/\(verb.rawValue) wants the number of a take, not “\(rest.prefix(40))”.")
        }
        return .take(verb, GenerationID(number))
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
