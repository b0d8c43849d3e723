package import Terminal

/// One row of the keymap: which keys ask for what, where, and how help calls it.
struct KeyBinding: Equatable, Sendable {
    var context: KeyContext
    var keys: [Key]
    var action: UserAction
    /// One or two words for the line of hints; empty when it is not among the hints.
    var hint: String
    /// What it does, for help.
    var help: String
}

/// All keys and what they ask for: the one table that resolves keys and writes help.
package struct Keymap: Equatable, Sendable {
    var bindings: [KeyBinding]

    /// What a key asks for where these situations hold, innermost first; nil when it is no command there.
    func action(for key: Key, in contexts: [KeyContext]) -> UserAction? {
        for context in contexts {
            if let binding = bindings.first(where: { $0.context == context && $0.keys.contains(key) }) {
                return binding.action
            }
        }
        return nil
    }

    /// The rows of one situation, in the order of the table.
    func bindings(in context: KeyContext) -> [KeyBinding] {
        bindings.filter { $0.context == context }
    }

    /// What the hints call the first key of an action, in the first of these situations that has it.
    func label(of action: UserAction, in contexts: [KeyContext]) -> String? {
        for context in contexts {
            if let binding = bindings.first(where: { $0.context == context && $0.action == action }) {
                return binding.keys.first?.label
            }
        }
        return nil
    }

    /// Two keys of one situation that ask for different things; empty when the table is sound.
    var clashes: [(KeyContext, Key)] {
        var seen: Set<ContextKey> = []
        var clashes: [(KeyContext, Key)] = []
        for binding in bindings {
            for key in binding.keys
            where !seen.insert(ContextKey(context: binding.context, key: key)).inserted {
                clashes.append((binding.context, key))
            }
        }
        return clashes
    }

    private struct ContextKey: Hashable {
        var context: KeyContext
        var key: Key
    }
}

extension Key {
    /// The key's name as people write it: `Ctrl-R`, `Alt-Enter`, `F1`, `x`.
    package var label: String {
        var label = ""
        if modifiers.contains(.control) { label += "Ctrl-" }
        if modifiers.contains(.alt) { label += "Alt-" }
        if modifiers.contains(.shift) { label += "Shift-" }
        return label + name
    }

    private var name: String {
        switch code {
        case .character(" "): "Space"
        case .character(let character):
            modifiers.contains(.control) ? character.uppercased() : String(character)
        case .enter: "Enter"
        case .tab: "Tab"
        case .escape: "Esc"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}
