/// Tells what bytes are by how they begin; a `Content-Type` is often wrong.
enum MediaSniffer {
    enum Verdict: Hashable, Sendable {
        case video
        case json
        case html
        case text
        case empty
        /// A picture, such as `PNG`.
        case image(String)
        /// Something else; the first bytes in hexadecimal.
        case unknown(String)
    }

    /// The most bytes that a verdict needs.
    static let enough = 512

    /// What the bytes are; nil while there are too few to say.
    ///
    /// - Parameter isWhole: whether no more bytes follow.
    static func verdict(_ bytes: [UInt8], isWhole: Bool) -> Verdict? {
        if bytes.isEmpty { return isWhole ? .empty : nil }
        guard bytes.count >= 16 || isWhole else { return nil }
        if let verdict = media(bytes) { return verdict }
        let start = afterSpace(bytes)
        if start.isEmpty { return isWhole || bytes.count >= enough ? .text : nil }
        switch start.first {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): return .json
        case UInt8(ascii: "<"): return markup(start, isWhole: isWhole || bytes.count >= enough)
        default: break
        }
        guard isWhole || bytes.count >= enough else {
            return isText(bytes) ? nil : .unknown(hexadecimal(bytes))
        }
        return isText(bytes) ? .text : .unknown(hexadecimal(bytes))
    }

    private static func media(_ bytes: [UInt8]) -> Verdict? {
        func has(_ text: String, at offset: Int) -> Bool {
            bytes.dropFirst(offset).prefix(text.utf8.count).elementsEqual(text.utf8)
        }
        if has("ftyp", at: 4) { return picture(brand: Array(bytes.dropFirst(8).prefix(4))) ?? .video }
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return .video }
        if ["moov", "mdat", "moof", "wide", "styp"].contains(where: { has($0, at: 4) }) { return .video }
        if has("RIFF", at: 0), has("AVI ", at: 8) { return .video }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .image("PNG") }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .image("JPEG") }
        if has("GIF8", at: 0) { return .image("GIF") }
        if has("RIFF", at: 0), has("WEBP", at: 8) { return .image("WebP") }
        if has("BM", at: 0), bytes.count >= 14, bytes[6..<10].allSatisfy({ $0 == 0 }) { return .image("BMP") }
        return nil
    }

    /// Pictures come in the same boxes as videos.
    private static func picture(brand: [UInt8]) -> Verdict? {
        switch String(decoding: brand, as: UTF8.self) {
        case "avif", "avis": .image("AVIF")
        case "heic", "heix", "mif1", "msf1": .image("HEIC")
        default: nil
        }
    }

    /// The bytes after a byte order mark and white space.
    private static func afterSpace(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return start.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    }

    private static func markup(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> Verdict? {
        let text = String(decoding: bytes.prefix(enough), as: UTF8.self).lowercased()
        if text.contains("<html") || text.contains("<!doctype html") || text.contains("<head") {
            return .html
        }
        return isWhole ? .text : nil
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(enough).allSatisfy { $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0D, 0x1B].contains($0) }
            && bytes.prefix(enough).lazy.filter { $0 >= 0x80 }.count <= bytes.prefix(enough).count / 2
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.prefix(8)
            .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            .joined(separator: " ")
    }
}
