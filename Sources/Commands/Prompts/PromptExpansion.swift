import ArgumentParser
import Generations

/// What a prompt with `{variables}` and `{a|b}` stands for, as the command line has it.
enum PromptExpansion {
    /// The texts of a template with every variable filled.
    ///
    /// - Parameter mayBeMany: whether the user has said that alternatives are to be run, all of them.
    /// - Throws: `CommandFailure` for a variable without a value, for a value without a variable, and for more runs
    ///   than the user has asked for, or than one prompt may make.
    static func texts(
        _ text: String,
        with values: [VariableAssignment],
        mayBeMany: Bool
    ) throws -> [String] {
        let template = PromptTemplate(text)
        let known = try filled(template.variables, values)
        let count = template.count
        guard count <= PromptTemplate.mostRuns else {
            throw CommandFailure(
                .usage,
                "The prompt makes \(count == .max ? "more runs than can be counted" : "\(count) runs"), and "
                    + "\(PromptTemplate.mostRuns) are the most at once.",
                hint: "Take alternatives away."
            )
        }
        guard count == 1 || mayBeMany else {
            throw CommandFailure(
                .usage,
                "The prompt makes \(count) runs.",
                hint: "Run them all with --expand, or escape braces that are text: \\{"
            )
        }
        return template.expansions(known)
    }

    private static func filled(_ names: [String], _ values: [VariableAssignment]) throws -> [String: String] {
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
        return known
    }
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
