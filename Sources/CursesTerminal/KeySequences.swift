import CTerminal
import Terminal

/// The keys that arrive as more than a character: which codes of ncurses and which escape sequences mean
/// them.
enum KeySequences {
    /// What a code or a sequence stands for.
    enum Meaning: Hashable {
        case key(Key)
        case pasteStart, pasteEnd, focusGained, focusLost
    }

    /// Sequences that no terminfo entry tells ncurses, without their leading escape character.
    static let meanings: [String: Meaning] = {
        var table: [String: Meaning] = [
            "[200~": .pasteStart, "[201~": .pasteEnd, "[I": .focusGained, "[O": .focusLost,
            "[Z": .key(Key(.tab, .shift)),
        ]
        for (name, modifiers) in modifierNumbers {
            // The forms of kitty and of xterm's modifyOtherKeys; only sent where the user asked for them.
            table["[13;\(name)u"] = .key(Key(.enter, modifiers))
            table["[27;\(name);13~"] = .key(Key(.enter, modifiers))
            for (letter, code) in lettered { table["[1;\(name)\(letter)"] = .key(Key(code, modifiers)) }
            for (number, code) in numbered { table["[\(number);\(name)~"] = .key(Key(code, modifiers)) }
        }
        // Normal mode sends `[`, application mode `O`; some terminals send the one that was not asked for.
        for (letter, code) in lettered where letter != "P" && letter != "Q" && letter != "R" && letter != "S"
        {
            table["[\(letter)"] = .key(Key(code))
        }
        for (letter, code) in lettered { table["O\(letter)"] = .key(Key(code)) }
        for (number, code) in numbered { table["[\(number)~"] = .key(Key(code)) }
        return table
    }()

    /// Codes for these sequences, above all that ncurses uses itself.
    static let codes: [(code: Int32, sequence: String, meaning: Meaning)] =
        meanings
        .sorted { $0.key < $1.key }
        .enumerated()
        .map { (firstCode + Int32($0.offset), "\u{1b}" + $0.element.key, $0.element.value) }

    private static let firstCode: Int32 = 1100

    /// What a key code means; nil for those that ask for nothing.
    static func meaning(ofCode code: Int32) -> Meaning? {
        let index = Int(code) - Int(firstCode)
        if codes.indices.contains(index) { return codes[index].meaning }
        if let key = cursesKeys[code] { return .key(key) }
        let number = Int(code) - Int(ct_key_function)
        if (1...12).contains(number) { return .key(Key(.function(number))) }
        // What terminfo calls F13 to F24 is F1 to F12 with Shift.
        if (13...24).contains(number) { return .key(Key(.function(number - 12), .shift)) }
        return nil
    }

    /// The modifier numbers of xterm: 1 and a sum of bits.
    private static let modifierNumbers: [(name: Int, modifiers: Key.Modifiers)] = (2...8).map { number in
        let bits = number - 1
        var modifiers: Key.Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & 2 != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return (number, modifiers)
    }

    private static let lettered: [(letter: String, code: Key.Code)] = [
        ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("F", .end), ("H", .home),
        ("P", .function(1)), ("Q", .function(2)), ("R", .function(3)), ("S", .function(4)),
    ]

    private static let numbered: [(number: Int, code: Key.Code)] = [
        (1, .home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown), (7, .home),
        (8, .end),
        (11, .function(1)), (12, .function(2)), (13, .function(3)), (14, .function(4)), (15, .function(5)),
        (17, .function(6)), (18, .function(7)), (19, .function(8)), (20, .function(9)), (21, .function(10)),
        (23, .function(11)), (24, .function(12)),
    ]

    /// The codes of curses.h (XSI Curses), which are the same in every ncurses.
    private static let cursesKeys: [Int32: Key] = [
        0o402: Key(.down), 0o403: Key(.up), 0o404: Key(.left), 0o405: Key(.right),
        0o406: Key(.home), 0o407: Key(.backspace), 0o512: Key(.delete), 0o513: Key(.insert),
        0o520: Key(.down, .shift), 0o521: Key(.up, .shift), 0o522: Key(.pageDown), 0o523: Key(.pageUp),
        0o527: Key(.enter), 0o541: Key(.tab, .shift), 0o550: Key(.end), 0o534: Key(.home),
        0o535: Key(.pageUp),
        0o537: Key(.end), 0o540: Key(.pageDown), 0o577: Key(.delete, .shift), 0o602: Key(.end, .shift),
        0o607: Key(.home, .shift), 0o611: Key(.left, .shift), 0o622: Key(.right, .shift),
    ]
}
