package import Terminal

extension Key {
    /// The key of a name, as `label` writes it; nil when no key has that name.
    ///
    /// Names of keys are taken in any case, and `Ctrl-`, `Alt-` and `Shift-` in any order. What Control adds to a
    /// letter is the same for both cases of it.
    package init?(label: String) {
        var rest = Substring(label)
        var modifiers: Modifiers = []
        while let (name, modifier) = Self.modifierNames.first(where: {
            rest.count > $0.0.count && rest.lowercased().hasPrefix($0.0)
        }) {
            rest = rest.dropFirst(name.count)
            modifiers.insert(modifier)
        }
        guard let code = Self.code(named: String(rest), isControl: modifiers.contains(.control)) else {
            return nil
        }
        self.init(code, modifiers)
    }

    private static let modifierNames: [(String, Modifiers)] = [
        ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
    ]

    private static func code(named name: String, isControl: Bool) -> Code? {
        if let character = name.first, name.count == 1, character != " " {
            guard isControl, let lower = character.lowercased().first else { return .character(character) }
            return .character(lower)
        }
        if let code = named[name.lowercased()] { return code }
        guard name.lowercased().hasPrefix("f"), let number = Int(name.dropFirst()),
            (1...24).contains(number), name.dropFirst() == "\(number)"
        else { return nil }
        return .function(number)
    }

    private static let named: [String: Code] = [
        "space": .character(" "), "enter": .enter, "tab": .tab, "esc": .escape, "backspace": .backspace,
        "del": .delete, "ins": .insert, "up": .up, "down": .down, "left": .left, "right": .right,
        "home": .home, "end": .end, "pgup": .pageUp, "pgdn": .pageDown,
    ]

    /// Why no terminal sends this key in a way of its own; nil when some do (ECMA-48, xterm's `ctlseqs`).
    package var whyUnsendable: String? {
        let name = label
        switch code {
        case .character(let character):
            if modifiers.contains(.shift) { return "no terminal sends \(name): write the capital letter" }
            guard modifiers.contains(.control) else { return nil }
            if let same = Self.sameKeys[character] {
                return "terminals send \(name) as \(same): name that key"
            }
            return Self.hasControl(character) ? nil : "no terminal sends \(name)"
        case .escape where !modifiers.isEmpty, .tab where modifiers.contains(.control):
            return "no terminal sends \(name)"
        case .backspace where !modifiers.subtracting(.alt).isEmpty: return "no terminal sends \(name)"
        case .function(13...):
            return "no terminal sends \(name): F1 to F12 with Shift are what they are called"
        default: return nil
        }
    }

    /// In the legacy encoding these are one byte with another key.
    private static let sameKeys: [Character: String] = [
        "i": "Tab", "m": "Enter", "[": "Esc", "h": "Backspace",
    ]

    private static func hasControl(_ character: Character) -> Bool {
        ("a"..."z").contains(character) || " \\]^_".contains(character)
    }
}

extension KeySequence {
    /// The keys of a name, one after another with spaces between, as `label` writes them; nil when one is no key.
    package init?(label: String) {
        let names = label.split(separator: " ")
        let keys = names.compactMap { Key(label: String($0)) }
        guard !keys.isEmpty, keys.count == names.count else { return nil }
        self.init(keys)
    }
}
