import ArgumentParser
import Generations

/// `key=value` of `--param`: a parameter that goes to the provider as it is.
struct ExtraParameter: Hashable, Sendable, ExpressibleByArgument {
    var name: String
    var value: ParameterValue

    /// Takes anything with a name before the first `=`; nil for the rest.
    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        let text = String(argument[argument.index(after: equals)...])
        value = ParameterValue(word: text)
    }
}
