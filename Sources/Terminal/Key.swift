/// A key press, as far as terminals can tell them apart.
package struct Key: Hashable, Sendable {
    /// Which key. Letters with Control are `character` in lower case with the modifier `control`.
    package enum Code: Hashable, Sendable {
        case character(Character)
        /// Carriage return. A line feed is Control-J, which is another key.
        case enter
        case tab, escape, backspace, delete, insert
        case up, down, left, right, home, end, pageUp, pageDown
        case function(Int)
    }

    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Only on keys that are no characters: Shift-Tab, Shift-Up. A capital letter is its own character.
        package static let shift = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let control = Modifiers(rawValue: 4)
    }

    package var code: Code
    package var modifiers: Modifiers

    package init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    package static func character(_ character: Character) -> Key { Key(.character(character)) }
    package static func control(_ character: Character) -> Key { Key(.character(character), .control) }
    package static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
}
