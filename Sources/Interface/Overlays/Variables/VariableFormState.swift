import Generations

/// The values of a prompt's variables, asked for one after another.
struct VariableFormState: Equatable, Sendable {
    var order: SendOrder
    var names: [String]
    /// What was typed for each of them.
    var fields: [TextEditor]
    var index = 0

    var values: [String: String] {
        Dictionary(uniqueKeysWithValues: zip(names, fields.map(\.text)))
    }
}
