import Terminal

/// What xterm sends for a key (its `ctlseqs`), in the application mode that curses asks for.
enum KeyBytes {
    static func text(of key: Key) -> String {
        switch key.code {
        case .character(let character): alt(key, control(key, character))
        case .enter: alt(key, "\r")
        case .tab: key.modifiers.contains(.shift) ? "\u{1b}[Z" : alt(key, "\t")
        case .escape: alt(key, "\u{1b}")
        case .backspace: alt(key, "\u{7f}")
        case .up: lettered("A", key)
        case .down: lettered("B", key)
        case .right: lettered("C", key)
        case .left: lettered("D", key)
        case .home: lettered("H", key)
        case .end: lettered("F", key)
        case .insert: numbered(2, key)
        case .delete: numbered(3, key)
        case .pageUp: numbered(5, key)
        case .pageDown: numbered(6, key)
        case .function(let number): function(number, key)
        }
    }

    private static func control(_ key: Key, _ character: Character) -> String {
        guard key.modifiers.contains(.control), let ascii = character.asciiValue else {
            return String(character)
        }
        return String(Unicode.Scalar(ascii & 0x1f))
    }

    private static func alt(_ key: Key, _ text: String) -> String {
        key.modifiers.contains(.alt) ? "\u{1b}" + text : text
    }

    private static func lettered(_ letter: String, _ key: Key) -> String {
        key.modifiers.isEmpty ? "\u{1b}O\(letter)" : "\u{1b}[1;\(modifierNumber(key))\(letter)"
    }

    private static func numbered(_ number: Int, _ key: Key) -> String {
        key.modifiers.isEmpty ? "\u{1b}[\(number)~" : "\u{1b}[\(number);\(modifierNumber(key))~"
    }

    private static func function(_ number: Int, _ key: Key) -> String {
        if (1...4).contains(number) { return lettered(["P", "Q", "R", "S"][number - 1], key) }
        let numbers = [5: 15, 6: 17, 7: 18, 8: 19, 9: 20, 10: 21, 11: 23, 12: 24]
        return numbered(numbers[number] ?? 15, key)
    }

    private static func modifierNumber(_ key: Key) -> Int {
        1 + (key.modifiers.contains(.shift) ? 1 : 0) + (key.modifiers.contains(.alt) ? 2 : 0)
            + (key.modifiers.contains(.control) ? 4 : 0)
    }
}
