import Foundation

/// The bytes of an image that came inside a request.
struct ImageData: Sendable, Equatable {
    var bytes: [UInt8]

    /// Reads a data URI in base64; none when it is not one, or not that of an image.
    init?(dataURI: String) {
        guard dataURI.hasPrefix("data:image/"), let comma = dataURI.firstIndex(of: ","),
            dataURI[..<comma].hasSuffix(";base64")
        else { return nil }
        self.init(base64: String(dataURI[dataURI.index(after: comma)...]))
    }

    /// Reads bare base64; none when it is no image.
    init?(base64: String) {
        guard let data = Data(base64Encoded: base64) else { return nil }
        self.init(Array(data))
    }

    /// Takes bytes; none when they do not begin as PNG, JPEG, WebP or GIF does.
    init?(_ bytes: [UInt8]) {
        let signatures: [[UInt8]] = [
            [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("RIFF".utf8), Array("GIF8".utf8),
        ]
        guard signatures.contains(where: bytes.starts(with:)) else { return nil }
        self.bytes = bytes
    }

    /// Whether a text is an image's address, a data URI or bare base64.
    static func isReadable(_ text: String) -> Bool {
        text.hasPrefix("https://") || text.hasPrefix("http://") || ImageData(dataURI: text) != nil
            || ImageData(base64: text) != nil
    }
}
