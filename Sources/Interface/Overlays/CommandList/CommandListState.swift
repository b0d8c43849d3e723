/// The list of everything that can be done now, found by typing.
struct CommandListState: Equatable, Sendable {
    /// The situations that held when it was opened, innermost first.
    var contexts: [KeyContext]
    var field = TextEditor()
    var index = 0
    var window = ListWindow()

    /// The commands that contain every typed word, in the order of the keymap.
    func matches(_ keymap: Keymap) -> [KeyBinding] {
        let words = field.text.lowercased().split(separator: " ")
        var seen: Set<UserAction> = []
        return contexts.flatMap { keymap.bindings(in: $0) }.filter { binding in
            guard Self.isCommand(binding.action), seen.insert(binding.action).inserted else { return false }
            let text = "\(binding.help) \(binding.action.rawValue)".lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    /// Whether it makes sense in a list: moving and editing do not.
    private static func isCommand(_ action: UserAction) -> Bool {
        let name = action.rawValue
        let isEditing = ["move", "delete", "kill", "yank", "transpose", "newline"].contains {
            name.hasPrefix($0)
        }
        let isCase = name.hasSuffix("caseWord") || action == .capitalizeWord
        return action == .delete || !(isEditing || isCase || [.back, .stop, .showCommands].contains(action))
    }
}
