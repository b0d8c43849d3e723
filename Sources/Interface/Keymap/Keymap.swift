package import Terminal

/// One row of the keymap: which keys ask for what, where, and how help calls it.
struct KeyBinding: Equatable, Sendable {
    var context: KeyContext
    var keys: [KeySequence]
    var action: UserAction
    /// One or two words for the line of hints; empty when it is not among the hints.
    var hint: String
    /// What it does, for help.
    var help: String
}

/// All keys and what they ask for: the one table that resolves keys and writes help.
package struct Keymap: Equatable, Sendable {
    var bindings: [KeyBinding]
    /// What was left out of the user's own keys, and why: a line each.
    package internal(set) var problems: [String] = []

    /// What keys, pressed one after another, mean.
    enum Match: Equatable, Sendable {
        case action(UserAction)
        /// More keys must follow.
        case prefix
        /// They are no command.
        case nothing
    }

    /// What keys mean where these situations hold, innermost first: the first situation that knows them wins.
    func match(_ keys: [Key], in contexts: [KeyContext]) -> Match {
        for context in contexts {
            for binding in bindings where binding.context == context {
                for sequence in binding.keys where sequence.keys.starts(with: keys) {
                    return sequence.keys.count == keys.count ? .action(binding.action) : .prefix
                }
            }
        }
        return .nothing
    }

    /// The rows of one situation, in the order of the table.
    func bindings(in context: KeyContext) -> [KeyBinding] {
        bindings.filter { $0.context == context }
    }

    /// What the hints call the first key of an action, in the first of these situations that has it.
    func label(of action: UserAction, in contexts: [KeyContext]) -> String? {
        for context in contexts {
            let own = bindings.lazy.filter { $0.context == context && $0.action == action }
            if let key = own.compactMap(\.keys.first).first { return key.label }
        }
        return nil
    }

    /// What a sentence calls the key of an action; an action without a key is in the list of commands.
    func name(of action: UserAction, in contexts: [KeyContext]) -> String {
        label(of: action, in: contexts) ?? "the command list"
    }

    /// Keys of one situation that ask for different things, or that begin others; empty when the table is sound.
    var clashes: [(KeyContext, KeySequence)] {
        var seen: [KeyContext: [KeySequence]] = [:]
        var clashes: [(KeyContext, KeySequence)] = []
        for binding in bindings {
            for sequence in binding.keys {
                let others = seen[binding.context] ?? []
                if others.contains(where: sequence.clashes) { clashes.append((binding.context, sequence)) }
                seen[binding.context] = others + [sequence]
            }
        }
        return clashes
    }
}

/// A key, or several that are pressed one after another, such as Ctrl-X Ctrl-U.
package struct KeySequence: Hashable, Sendable {
    package var keys: [Key]

    package init(_ keys: [Key]) {
        self.keys = keys
    }

    /// The keys' names as people write them: `Ctrl-X Ctrl-U`.
    package var label: String {
        keys.map(\.label).joined(separator: " ")
    }

    /// Whether one of the two begins the other, so that only one of them can ever be pressed.
    func clashes(with other: KeySequence) -> Bool {
        keys.starts(with: other.keys) || other.keys.starts(with: keys)
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
