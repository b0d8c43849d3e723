import Terminal

extension Keymap {
    /// The keys as they are unless the user says otherwise. Their rows are in `Bindings`, a file per part of the screen.
    package static let standard = Keymap(
        bindings: prompt + textInputs + runs + history + detail + overlays + models + forms + browsing
            + everywhere
    )

    /// A row of the table; one with a hint is also in the line of hints.
    static func row(
        _ context: KeyContext,
        _ keys: [Key],
        _ action: UserAction,
        _ help: String,
        hint: String = "",
        sequences: [[Key]] = []
    ) -> KeyBinding {
        let all = keys.map { KeySequence([$0]) } + sequences.map { KeySequence($0) }
        return KeyBinding(context: context, keys: all, action: action, hint: hint, help: help)
    }
}

extension Keymap {
    /// The same keys with Enter as the user wants it in the prompt; Alt-Enter does the other thing.
    package func withEnter(_ enter: EnterKey) -> Keymap {
        guard enter == .newline else { return self }
        var keymap = self
        for index in keymap.bindings.indices where keymap.bindings[index].context == .prompt {
            let other = [KeySequence([.enter]), KeySequence([Key(.enter, .alt)])]
            switch keymap.bindings[index].action {
            case .send: keymap.bindings[index].swap(other[0], for: other[1])
            case .newline: keymap.bindings[index].swap(other[1], for: other[0])
            default: break
            }
        }
        return keymap
    }
}

extension KeyBinding {
    fileprivate mutating func swap(_ old: KeySequence, for new: KeySequence) {
        keys = keys.map { $0 == old ? new : $0 }
    }
}

extension Key {
    static let enter = Key(.enter)
    static let escape = Key(.escape)
}
