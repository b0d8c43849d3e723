/// One box of an MP4 (ISO/IEC 14496-12, 4.2): a type, and where its contents are.
struct Box: Hashable {
    let type: BoxType
    /// Where its header begins.
    let start: Int64
    /// Where its contents are; may end after the file's end.
    let contents: Range<Int64>
}

/// A box's four characters.
struct BoxType: Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    let code: UInt32

    init(code: UInt32) {
        self.code = code
    }

    init(stringLiteral text: StaticString) {
        code = text.withUTF8Buffer { $0.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }
    }

    /// The characters; nil when one of them is not printable ASCII.
    var text: String? {
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: code >> $0) }
        return bytes.allSatisfy { (0x20...0x7e).contains($0) } ? String(decoding: bytes, as: UTF8.self) : nil
    }

    var description: String { text ?? "0x" + String(code, radix: 16) }
}

/// Reads the boxes that follow one another in a part of a source.
///
/// Nothing is allocated by a number from the file, and so many boxes are read in all and no more: hostile input can
/// waste no more time than a large file.
struct BoxReader<Source: ByteSource> {
    let source: Source
    private(set) var boxesLeft = 200_000

    init(_ source: Source) {
        self.source = source
    }

    /// What is found at an offset.
    enum Found: Hashable {
        case box(Box)
        /// No box begins here: fewer bytes than a header has, or a size smaller than the header.
        case nothing
        /// As many boxes have been read as are read of one file.
        case tooMany
    }

    /// The box whose header begins at an offset, inside a part that ends at `end`.
    mutating func box(at offset: Int64, end: Int64) throws(SystemFailure) -> Found {
        guard boxesLeft > 0 else { return .tooMany }
        boxesLeft -= 1
        let header = try source.bytes(at: offset, count: Int(min(16, max(end - offset, 0))))
        guard let size = header.u32(0), let code = header.u32(4) else { return .nothing }
        let (length, headerSize): (UInt64, Int64)
        switch size {
        case 0: (length, headerSize) = (UInt64(end - offset), 8)
        case 1:
            guard let large = header.u64(8) else { return .nothing }
            (length, headerSize) = (large, 16)
        default: (length, headerSize) = (UInt64(size), 8)
        }
        // A length past the end of all numbers is cut to the largest, which is past the end of every file.
        let boxEnd = offset.addingReportingOverflow(Int64(clamping: length))
        guard length >= UInt64(headerSize) else { return .nothing }
        let contents = offset + headerSize..<(boxEnd.overflow ? .max : boxEnd.partialValue)
        return .box(Box(type: BoxType(code: code), start: offset, contents: contents))
    }

    /// The boxes directly inside a box; those that do not fit into it are left out.
    mutating func children(of parent: Box) throws(SystemFailure) -> [Box] {
        var boxes: [Box] = []
        let end = min(parent.contents.upperBound, source.count)
        var offset = parent.contents.lowerBound
        while offset < end, case .box(let box) = try box(at: offset, end: end), box.contents.upperBound <= end
        {
            boxes.append(box)
            offset = box.contents.upperBound
        }
        return boxes
    }

    /// The first bytes of a box's contents.
    func head(of box: Box, count: Int = 128) throws(SystemFailure) -> [UInt8] {
        let length = box.contents.upperBound - box.contents.lowerBound
        return try source.bytes(at: box.contents.lowerBound, count: Int(min(Int64(count), length)))
    }
}

extension [UInt8] {
    /// A big-endian number of 16 bits; nil when the bytes end before it does.
    func u16(_ offset: Int) -> UInt16? {
        number(offset)
    }

    /// A big-endian number of 32 bits; nil when the bytes end before it does.
    func u32(_ offset: Int) -> UInt32? {
        number(offset)
    }

    /// A big-endian number of 64 bits; nil when the bytes end before it does.
    func u64(_ offset: Int) -> UInt64? {
        number(offset)
    }

    private func number<Number: FixedWidthInteger>(_ offset: Int) -> Number? {
        let size = Number.bitWidth / 8
        guard offset >= 0, offset <= count - size else { return nil }
        return self[offset..<offset + size].reduce(0) { $0 << 8 | Number($1) }
    }
}
