/// As much of WebP as tells whether a picture is whole, and its size (RFC 9649, 2).
enum WebPReader {
    /// Reads the container's length and the first chunk.
    static func size(of bytes: [UInt8]) throws(StillImage.Problem) -> PixelSize {
        guard let length = bytes.littleEndian(4, 4) else { throw .truncated(expected: nil) }
        guard bytes.count >= length + 8 else { throw .truncated(expected: Int64(length + 8)) }
        guard let size = size(ofFirstChunkIn: bytes) else { throw .damaged("it says no size") }
        return size
    }

    private static func size(ofFirstChunkIn bytes: [UInt8]) -> PixelSize? {
        if bytes.has("VP8X", at: 12), let width = bytes.littleEndian(24, 3),
            let height = bytes.littleEndian(27, 3)
        {
            return (width + 1, height + 1)
        }
        if bytes.has("VP8L", at: 12), let bits = bytes.littleEndian(21, 4) {
            return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        }
        if bytes.has("VP8 ", at: 12), let width = bytes.littleEndian(26, 2),
            let height = bytes.littleEndian(28, 2)
        {
            return (width & 0x3FFF, height & 0x3FFF)
        }
        return nil
    }
}
