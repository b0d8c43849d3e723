import Terminal

extension Keymap {
    /// The keys as they are unless the user says otherwise. Their rows are in `Bindings`, a file per part of the screen.
    package static let standard = Keymap(
        bindings: prompt + textInputs + runs + history + detail + overlays + forms + browsing + everywhere
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

extension Key {
    static let enter = Key(.enter)
    static let escape = Key(.escape)
}
