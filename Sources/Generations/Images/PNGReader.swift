/// As much of PNG as tells whether a picture is whole, and its size (PNG specification, 5.3 and 11.2).
enum PNGReader {
    /// Walks the chunks to the one that ends the picture.
    static func size(of bytes: [UInt8]) throws(StillImage.Problem) -> PixelSize {
        guard let width = bytes.bigEndian(16, 4), let height = bytes.bigEndian(20, 4) else {
            throw .truncated(expected: nil)
        }
        // What breaks when a file is taken for text.
        guard bytes[4..<8].elementsEqual([0x0D, 0x0A, 0x1A, 0x0A]) else {
            throw .damaged("its first bytes are changed")
        }
        guard bytes.has("IHDR", at: 12) else { throw .damaged("its header is missing") }
        var offset = 8
        var hasPixels = false
        while let length = bytes.bigEndian(offset, 4) {
            // The length, four letters and a sum are around the chunk's own bytes.
            let end = offset + 12 + length
            guard end <= bytes.count else { break }
            if bytes.has("IDAT", at: offset + 4) { hasPixels = true }
            if bytes.has("IEND", at: offset + 4) {
                guard hasPixels else { throw .damaged("it has no pixels") }
                return (width, height)
            }
            offset = end
        }
        throw .truncated(expected: nil)
    }
}
