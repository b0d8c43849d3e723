/// Finds the video in a JSON answer while it comes in: base64 or a data URI is decoded piece by piece and
/// never held whole, an address is kept. Custom handlers put it under `video`, `output`, `data` or
/// `generated_video`.
struct VideoJSONReader: Sendable {
    enum Outcome: Hashable, Sendable {
        /// The bytes were handed out.
        case video
        case address(String)
        /// A picture, such as `PNG`.
        case image(String)
        /// Neither; the JSON without its very long strings.
        case other([UInt8])
        /// The text ended before its JSON did.
        case truncated
    }

    private struct Container {
        var isObject: Bool
        var isWanted: Bool
        var key = ""
        var expectsKey: Bool
    }

    private enum Text {
        /// A member's name.
        case key
        /// The beginning of a value that may be the video.
        case head(isWanted: Bool)
        case address
        case video
        case plain
    }

    private static let wantedKeys: Set = [
        "video", "videos", "video_url", "output", "data", "generated_video",
    ]
    private static let innerKeys: Set = [
        "url", "uri", "base64", "b64_json", "content", "bytes", "file", "body",
    ]
    private static let longestHead = 128
    private static let longestAddress = 8_192

    private var stack: [Container] = []
    private var text: Text?
    private var string = JSONStringReader()
    private var characters: [UInt8] = []
    private var decoder = Base64Decoder()
    private var skeleton: [UInt8] = []
    private var outcome: Outcome?
    private var isBroken = false
    private var hasBegun = false

    /// Reads on; gives the video's bytes that are complete by now.
    mutating func read(_ bytes: [UInt8]) -> [UInt8] {
        var video: [UInt8] = []
        for byte in bytes {
            if skeleton.count < ErrorBody.longest, outcome == nil { skeleton.append(byte) }
            if let text { take(byte, of: text, into: &video) } else { take(byte) }
        }
        return video
    }

    /// What was found when no more bytes come.
    mutating func finish() -> Outcome {
        if isBroken { return .truncated }
        if let outcome { return text == nil || !isVideo(outcome) ? outcome : .truncated }
        let isWhole = text == nil && stack.isEmpty && hasBegun
        return isWhole || isSkeletonCut ? .other(skeleton) : .truncated
    }

    /// Whether the skeleton is not the whole JSON.
    private var isSkeletonCut: Bool { skeleton.count >= ErrorBody.longest }

    private func isVideo(_ outcome: Outcome) -> Bool { outcome == .video }

    // MARK: Structure

    private mutating func take(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"): open(isObject: true)
        case UInt8(ascii: "["): open(isObject: false)
        case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = stack.popLast()
        case UInt8(ascii: ","):
            if let last = stack.indices.last { stack[last].expectsKey = stack[last].isObject }
        case UInt8(ascii: ":"):
            if let last = stack.indices.last { stack[last].expectsKey = false }
        case UInt8(ascii: "\""):
            hasBegun = true
            string = JSONStringReader()
            characters = []
            text = stack.last?.expectsKey == true ? .key : .head(isWanted: outcome == nil && isWanted)
        default: break
        }
    }

    private mutating func open(isObject: Bool) {
        hasBegun = true
        // No answer is nested like that; what is deeper is not looked into.
        guard stack.count < 256 else { return }
        stack.append(Container(isObject: isObject, isWanted: isWanted, expectsKey: isObject))
    }

    /// Whether the value that begins here may be the video.
    private var isWanted: Bool {
        guard let container = stack.last else { return true }
        guard container.isObject else { return container.isWanted }
        if Self.wantedKeys.contains(container.key) { return true }
        return container.isWanted && stack.count > 1 && Self.innerKeys.contains(container.key)
    }

    // MARK: Strings

    private mutating func take(_ byte: UInt8, of text: Text, into video: inout [UInt8]) {
        let before = characters.count
        let isClosed = string.take(byte, into: &characters)
        switch text {
        case .key:
            if isClosed, let last = stack.indices.last {
                stack[last].key = String(decoding: characters, as: UTF8.self)
            } else if characters.count > Self.longestHead {
                characters.removeLast()
            }
        case .head(let isWanted):
            if isClosed || characters.count >= Self.longestHead {
                self.text = isWanted ? judge(isWhole: isClosed, into: &video) : .plain
            }
        case .address:
            if characters.count > Self.longestAddress { self.text = .plain }
        case .video:
            for character in characters[before...] { decoder.take(character, into: &video) }
            characters.removeAll(keepingCapacity: true)
        case .plain:
            characters.removeAll(keepingCapacity: true)
        }
        if isClosed { close(into: &video) }
    }

    /// Tells by its beginning what a string is.
    private mutating func judge(isWhole: Bool, into video: inout [UInt8]) -> Text {
        let head = String(decoding: characters, as: UTF8.self)
        let lowercased = head.lowercased()
        if lowercased.hasPrefix("https://") || lowercased.hasPrefix("http://") { return .address }
        var encoded = characters[...]
        if lowercased.hasPrefix("data:") {
            guard let comma = characters.firstIndex(of: UInt8(ascii: ",")) else { return .plain }
            encoded = characters[(comma + 1)...]
        }
        var decoder = Base64Decoder()
        var bytes: [UInt8] = []
        for character in encoded { decoder.take(character, into: &bytes) }
        guard !decoder.isBroken, bytes.count >= 12 else { return .plain }
        switch MediaSniffer.verdict(bytes, isWhole: true) {
        case .video:
            self.decoder = decoder
            outcome = .video
            video += bytes
            characters = []
            return .video
        case .image(let name):
            outcome = .image(name)
            return .plain
        default:
            return .plain
        }
    }

    private mutating func close(into video: inout [UInt8]) {
        switch text {
        case .address: outcome = .address(String(decoding: characters, as: UTF8.self))
        case .video:
            decoder.finish(into: &video)
            isBroken = decoder.isBroken
        default: break
        }
        text = nil
        characters = []
    }
}
