import ArgumentParser

/// The `{variables}` of a saved prompt: a letter, then letters, digits, `_` and `-`, in braces.
enum PromptVariables {
    /// The names in a text, in order, each once.
    static func names(in text: String) -> [String] {
        var names: [String] = []
        for match in text.matches(of: pattern()) where !names.contains(String(match.1)) {
            names.append(String(match.1))
        }
        return names
    }

    /// The text with every variable filled.
    ///
    /// - Throws: `CommandFailure` for a variable without a value, and for a value without a variable.
    static func filled(_ text: String, with values: [VariableAssignment]) throws -> String {
        let names = names(in: text)
        let known = Dictionary(values.map { ($0.name, $0.value) }) { _, last in last }
        let missing = names.filter { known[$0] == nil }
        guard missing.isEmpty else {
            throw CommandFailure(
                .usage,
                "The prompt needs a value for \(missing.joined(separator: ", ")).",
                hint: "Give it with --set \(missing[0])=VALUE"
            )
        }
        if let unknown = values.first(where: { !names.contains($0.name) }) {
            throw CommandFailure(.usage, "The prompt has no variable “\(unknown.name)”.")
        }
        return text.replacing(pattern()) { match in known[String(match.1)] ?? String(match.0) }
    }

    private static func pattern() -> Regex<(Substring, Substring)> { /\{([A-Za-z][A-Za-z0-9_-]*)\}/ }
}

/// `name=value` of `--set`.
struct VariableAssignment: Hashable, Sendable, ExpressibleByArgument {
    var name: String
    var value: String

    /// Takes anything with a name before the first `=`; nil for the rest.
    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}
