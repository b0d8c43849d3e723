/// How much structure a JSON text may have: answers are small, whatever video one of them may carry as a string. Values
/// take many times the bytes that they are written with, so this is seen before anything is decoded.
struct JSONBounds {
    /// The deepest nesting.
    static let deepest = 100
    /// The most values.
    static let most = 200_000

    /// Whether a text stays within the bounds; what is no JSON at all may do so as well.
    static func hold(_ bytes: [UInt8]) -> Bool {
        var bounds = JSONBounds()
        for byte in bytes where !bounds.take(byte) { return false }
        return true
    }

    private var depth = 0
    private var values = 0
    private var isInString = false
    private var isEscaped = false

    /// Takes a byte; false when it is one too many.
    private mutating func take(_ byte: UInt8) -> Bool {
        guard !isInString else {
            if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            return true
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            values += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ","): values += 1
        default: break
        }
        return depth <= Self.deepest && values <= Self.most
    }
}
