/// Text that was pasted, as it goes into the prompt.
enum PastedText {
    /// A paste of more bytes than this says how large it was.
    static let large = 20_000

    /// The text with line feeds at the ends of all lines; nothing else is changed.
    static func clean(_ text: String) -> String {
        guard text.utf8.contains(0x0d) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var endsWithReturn = false
        for byte in text.utf8 {
            if byte == 0x0a, endsWithReturn {
                endsWithReturn = false
                continue
            }
            endsWithReturn = byte == 0x0d
            bytes.append(endsWithReturn ? 0x0a : byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
