import Terminal

/// What a key means: a command of the keymap, a part of a sequence, or text.
enum KeyUpdate {
    static func press(_ state: inout AppState, _ key: Key) -> [AppEffect] {
        if state.isLiteralNext { return literal(&state, key) }
        if state.pendingKeys.isEmpty, let effects = ViUpdate.press(&state, key) { return effects }
        let effects = usual(&state, key)
        ViUpdate.settle(&state)
        return effects
    }

    private static func usual(_ state: inout AppState, _ key: Key) -> [AppEffect] {
        let pending = state.pendingKeys
        state.pendingKeys = []
        switch state.keymap.match(pending + [key], in: state.contexts) {
        case .action(.insertLiteral):
            state.isLiteralNext = true
            state.pendingKeys = pending + [key]
            return []
        case .action(let action): return AppUpdate.user(&state, action)
        case .prefix:
            state.pendingKeys = pending + [key]
            return []
        case .nothing where pending.isEmpty: return unbound(&state, key)
        case .nothing:
            state.say(dropped(pending, key))
            return []
        }
    }

    /// The key after Ctrl-V: the character that it sends is text.
    private static func literal(_ state: inout AppState, _ key: Key) -> [AppEffect] {
        state.isLiteralNext = false
        state.pendingKeys = []
        guard let character = key.literal else {
            state.say("\(key.label) is no single character.")
            return []
        }
        return AppUpdate.insert(&state, String(character), isTyped: true)
    }

    /// What is said of a sequence that was begun and not ended.
    private static func dropped(_ pending: [Key], _ key: Key) -> String {
        let begun = KeySequence(pending).label
        if key == Key(.escape) { return "\(begun) was dropped." }
        return "\(begun) \(key.label) means nothing here."
    }

    private static func unbound(_ state: inout AppState, _ key: Key) -> [AppEffect] {
        let contexts = state.contexts
        state.isQuitArmed = false
        if case .character(let character) = key.code, key.modifiers.isEmpty, contexts.first?.isTyping == true
        {
            return AppUpdate.insert(&state, String(character), isTyped: true)
        }
        state.say(UnboundWords.sentence(key, state))
        return []
    }
}
