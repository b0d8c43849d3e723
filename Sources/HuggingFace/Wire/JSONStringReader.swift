/// Reads the inside of a JSON string byte by byte and gives its characters without escapes.
struct JSONStringReader: Hashable, Sendable {
    private enum Mode: Hashable, Sendable {
        case plain
        case escape
        case unicode(digits: Int, value: UInt32)
    }

    private var mode = Mode.plain

    /// Appends what a byte means; true when it was the closing quote.
    mutating func take(_ byte: UInt8, into text: inout [UInt8]) -> Bool {
        switch mode {
        case .plain:
            if byte == UInt8(ascii: "\"") { return true }
            if byte == UInt8(ascii: "\\") { mode = .escape } else { text.append(byte) }
        case .escape:
            mode = byte == UInt8(ascii: "u") ? .unicode(digits: 0, value: 0) : .plain
            if mode == .plain { text.append(Self.escaped(byte)) }
        case .unicode(let digits, let value):
            let digit = Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt32.init) ?? 0
            let value = value << 4 | digit
            mode = digits == 3 ? .plain : .unicode(digits: digits + 1, value: value)
            // Halves of pairs do not occur in what is looked for and become the replacement character.
            if digits == 3 { text += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8) }
        }
        return false
    }

    private static func escaped(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: byte
        }
    }
}
