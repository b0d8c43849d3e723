/// The top-level boxes of an MP4 file (ISO/IEC 14496-12): a big-endian size and four letters each.
struct MP4Boxes {
    var names: [String] = []
    /// Whether the last box ends where the file does.
    var isWhole = false

    init(_ bytes: [UInt8]) {
        var offset = 0
        while offset + 8 <= bytes.count {
            let size = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
            names.append(String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self))
            guard size >= 8 else { return }
            offset += size
        }
        isWhole = offset == bytes.count
    }
}
