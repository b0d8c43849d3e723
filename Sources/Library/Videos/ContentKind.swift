/// What bytes look like, whatever anyone said that they are.
enum ContentKind: Hashable {
    case empty, mp4, webM, json, html, text, unknown
    /// Its name, such as `PNG`.
    case image(String)

    /// Looks at the first few hundred bytes of a body.
    init(_ head: [UInt8]) {
        if head.isEmpty {
            self = .empty
        } else if Self.isMP4(head) {
            self = .mp4
        } else if head.starts(with: [0x1a, 0x45, 0xdf, 0xa3]) {
            self = .webM
        } else if let name = Self.image(head) {
            self = .image(name)
        } else {
            self = Self.textKind(head)
        }
    }

    /// A box that a movie begins with; one that does not begin with `ftyp` is found damaged later.
    private static func isMP4(_ head: [UInt8]) -> Bool {
        guard let type = head.u32(4).map(BoxType.init(code:)) else { return false }
        return ["ftyp", "moov", "mdat", "moof", "styp", "wide", "free", "skip"].contains(type)
    }

    private static func image(_ head: [UInt8]) -> String? {
        if head.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return "PNG" }
        if head.starts(with: [0xff, 0xd8, 0xff]) { return "JPEG" }
        if head.starts(with: Array("GIF8".utf8)) { return "GIF" }
        let isRIFF = head.starts(with: Array("RIFF".utf8))
        return isRIFF && head.dropFirst(8).starts(with: Array("WEBP".utf8)) ? "WEBP" : nil
    }

    private static func textKind(_ head: [UInt8]) -> ContentKind {
        guard !head.contains(where: { $0 < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].contains($0) }) else {
            return .unknown
        }
        // A character that the cut has split leaves at most three bytes that do not fit.
        let text = String(decoding: head, as: UTF8.self)
        guard text.unicodeScalars.dropLast(3).allSatisfy({ $0 != "\u{fffd}" }) else { return .unknown }
        let start = text.drop { $0.isWhitespace || $0 == "\u{feff}" }
        switch start.first {
        case "{", "[": return .json
        case "<": return isHTML(start) ? .html : .text
        default: return .text
        }
    }

    private static func isHTML(_ text: Substring) -> Bool {
        let text = text.lowercased()
        return ["<!doctype html", "<html", "<head", "<body", "<title"].contains { text.contains($0) }
    }
}
