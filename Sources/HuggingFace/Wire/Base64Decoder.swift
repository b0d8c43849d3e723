/// Decodes base64 that comes in pieces: both alphabets, white space between, padding or none.
struct Base64Decoder: Hashable, Sendable {
    private var bits: UInt32 = 0
    private var count = 0
    /// Whether padding came, or a character that base64 has not.
    private(set) var hasEnded = false
    /// Whether the end was a character that base64 has not.
    private(set) var isBroken = false

    /// Appends what a character completes to the bytes.
    mutating func take(_ character: UInt8, into bytes: inout [UInt8]) {
        let value = Self.table[Int(character)]
        guard value < 64 else { return end(character) }
        guard !hasEnded else { return isBroken = true }
        bits = bits << 6 | UInt32(value)
        count += 1
        guard count == 4 else { return }
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
        (bits, count) = (0, 0)
    }

    /// Appends the bytes of an incomplete last group.
    mutating func finish(into bytes: inout [UInt8]) {
        if count == 3 { bytes.append(UInt8(truncatingIfNeeded: bits >> 10)) }
        if count == 3 { bytes.append(UInt8(truncatingIfNeeded: bits >> 2)) }
        if count == 2 { bytes.append(UInt8(truncatingIfNeeded: bits >> 4)) }
        if count == 1 { isBroken = true }
        (bits, count, hasEnded) = (0, 0, true)
    }

    private mutating func end(_ character: UInt8) {
        if [0x20, 0x09, 0x0A, 0x0D].contains(character) { return }
        hasEnded = true
        if character != UInt8(ascii: "=") { isBroken = true }
    }

    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, character) in alphabet.utf8.enumerated() { table[Int(character)] = UInt8(value) }
        table[Int(UInt8(ascii: "-"))] = 62
        table[Int(UInt8(ascii: "_"))] = 63
        return table
    }()
}
