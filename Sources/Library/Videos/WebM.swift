/// As much of WebM as tells whether a file is whole: its segment's length (RFC 8794, 4; RFC 9559, 4.5).
enum WebM {
    /// Where the segment should end, when that is after the file's end; nil when all is there or nothing is said.
    static func missingEnd(_ head: [UInt8], count: Int64) -> Int64? {
        guard let header = length(head, at: 4), let size = header.value else { return nil }
        let segment = Int64(header.next).addingClamped(size)
        guard segment < Int64(head.count), head.u32(Int(segment)) == 0x1853_8067 else { return nil }
        guard let contents = length(head, at: Int(segment) + 4), let size = contents.value else { return nil }
        let end = Int64(contents.next).addingClamped(size)
        return end > count ? end : nil
    }

    /// A length of variable size; its value is nil when it says "unknown", with all bits set.
    private static func length(_ bytes: [UInt8], at offset: Int) -> (value: Int64?, next: Int)? {
        guard offset < bytes.count, bytes[offset] != 0 else { return nil }
        let size = bytes[offset].leadingZeroBitCount + 1
        guard offset + size <= bytes.count else { return nil }
        let bits = bytes[offset..<offset + size].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let mask = (Int64(1) << (7 * size)) - 1
        return (bits & mask == mask ? nil : bits & mask, offset + size)
    }
}
