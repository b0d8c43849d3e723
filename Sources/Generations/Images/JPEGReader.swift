/// As much of JPEG as tells whether a picture is whole, and its size (ITU-T T.81, annex B).
enum JPEGReader {
    private static let endOfImage = 0xD9
    private static let startOfScan = 0xDA

    /// Walks the segments, and the pixels between them, to the mark that ends the picture.
    static func size(of bytes: [UInt8]) throws(StillImage.Problem) -> PixelSize {
        var size: PixelSize?
        var offset = 2
        while let marker = marker(in: bytes, at: &offset) {
            if marker == endOfImage {
                guard let size else { throw .damaged("it says no size") }
                return size
            }
            guard let length = bytes.bigEndian(offset, 2) else { break }
            guard length >= 2 else { throw .damaged("a part of it has no length") }
            if isFrame(marker), let height = bytes.bigEndian(offset + 3, 2),
                let width = bytes.bigEndian(offset + 5, 2)
            {
                size = (width, height)
            }
            offset += length
            if marker == startOfScan { offset = endOfPixels(in: bytes, from: offset) }
        }
        throw .truncated(expected: nil)
    }

    /// The next mark, behind which the offset stands then; nil at the end, or where there is none.
    private static func marker(in bytes: [UInt8], at offset: inout Int) -> Int? {
        guard offset < bytes.count, bytes[offset] == 0xFF else { return nil }
        while offset < bytes.count, bytes[offset] == 0xFF { offset += 1 }
        guard offset < bytes.count else { return nil }
        defer { offset += 1 }
        return Int(bytes[offset])
    }

    /// Where the next mark begins that is no part of the pixels: those are an escaped `FF` and restarts.
    private static func endOfPixels(in bytes: [UInt8], from start: Int) -> Int {
        var offset = start
        while offset + 1 < bytes.count {
            let next = bytes[offset + 1]
            if bytes[offset] == 0xFF, next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) { return offset }
            offset += 1
        }
        return bytes.count
    }

    /// Whether a segment begins a frame and so says the size; three marks among them are something else.
    private static func isFrame(_ marker: Int) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }
}
