/// Makes characters of the bytes that a terminal sends, which are UTF-8.
///
/// ncurses could do it (`get_wch`), but it forgets a character whose bytes come in two reads, as they do at
/// the ends of a long paste's pieces, and with an invalid byte up to fifteen that follow it.
package struct ScalarAssembler: Sendable {
    private var bytes: [UInt8] = []

    package init() {}

    /// The characters that are complete with this byte; what is no UTF-8 becomes U+FFFD.
    package mutating func append(_ byte: UInt8) -> [Unicode.Scalar] {
        if bytes.isEmpty, byte < 0x80 { return [Unicode.Scalar(byte)] }
        if !bytes.isEmpty, byte & 0xC0 != 0x80 { return flush() + append(byte) }
        bytes.append(byte)
        return bytes.count >= Self.length(startingWith: bytes[0]) ? flush() : []
    }

    /// What is left of a character that will not be completed.
    package mutating func flush() -> [Unicode.Scalar] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }

    private static func length(startingWith byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
