/// One line of the table of all keys, in words.
package struct KeyTableRow: Equatable, Sendable {
    /// The situation's name in the settings, and as people read it.
    package var context: String
    package var title: String
    /// The action's name in the settings.
    package var action: String
    package var keys: [String]
    package var help: String
    /// Whether the user's settings have changed its keys.
    package var isChanged: Bool
}

extension Keymap {
    /// The whole table, by situation, in the order of the table.
    package var table: [KeyTableRow] {
        KeyContext.allCases.flatMap { context in
            bindings(in: context).map { binding in
                KeyTableRow(
                    context: context.rawValue,
                    title: context.title,
                    action: binding.action.rawValue,
                    keys: binding.keys.map(\.label),
                    help: binding.help,
                    isChanged: !Keymap.standard.bindings.contains(binding)
                )
            }
        }
    }
}
