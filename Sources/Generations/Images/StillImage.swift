/// A whole picture of a kind that models take, told by its bytes and not by its name.
package struct StillImage: Hashable, Sendable {
    package enum Format: String, Hashable, Sendable, CaseIterable {
        case png = "PNG"
        case jpeg = "JPEG"
        case webP = "WebP"

        package var contentType: String { "image/" + rawValue.lowercased() }

        /// With its point.
        package var fileExtension: String {
            switch self {
            case .png: ".png"
            case .jpeg: ".jpg"
            case .webP: ".webp"
            }
        }
    }

    /// Why bytes are no such picture.
    package enum Problem: Error, Hashable, Sendable {
        /// They do not begin like one.
        case otherKind
        /// They end before the picture does; how many there should be, where that is said.
        case truncated(expected: Int64?)
        /// What does not fit, for people.
        case damaged(String)
    }

    package var format: Format
    /// In pixels.
    package var width: Int
    /// In pixels.
    package var height: Int

    /// Reads a picture to its end; the pixels themselves are not decoded.
    package init(_ bytes: [UInt8]) throws(Problem) {
        guard let format = Self.format(of: bytes) else { throw .otherKind }
        self.format = format
        let size =
            switch format {
            case .png: try PNGReader.size(of: bytes)
            case .jpeg: try JPEGReader.size(of: bytes)
            case .webP: try WebPReader.size(of: bytes)
            }
        guard size.width > 0, size.height > 0 else { throw .damaged("it has no size") }
        width = size.width
        height = size.height
    }

    /// What bytes begin like; nil for every other kind.
    package static func format(of head: [UInt8]) -> Format? {
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        let isWebP = head.starts(with: "RIFF".utf8) && head.dropFirst(8).starts(with: "WEBP".utf8)
        return isWebP ? .webP : nil
    }
}

/// Width and height in pixels.
typealias PixelSize = (width: Int, height: Int)

extension [UInt8] {
    /// The unsigned number of so many bytes at an offset, the highest byte first; nil beyond the end.
    func bigEndian(_ offset: Int, _ bytes: Int) -> Int? {
        guard offset >= 0, offset + bytes <= count else { return nil }
        return self[offset..<offset + bytes].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The same, the lowest byte first.
    func littleEndian(_ offset: Int, _ bytes: Int) -> Int? {
        guard offset >= 0, offset + bytes <= count else { return nil }
        return self[offset..<offset + bytes].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Whether a text stands at an offset.
    func has(_ text: String, at offset: Int) -> Bool {
        dropFirst(offset).starts(with: text.utf8)
    }
}
