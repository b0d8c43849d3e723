import Generations

/// What a finished keyframe holds: a whole picture of a kind that models take.
enum KeyframeContent {
    /// More bytes than any picture has that a model takes.
    private static let most: Int64 = 64 * 1_024 * 1_024

    /// The whole picture in a source.
    ///
    /// - Throws: `InferenceError.notAnImage` for anything else, `SystemFailure` when it cannot be read.
    static func check(_ source: some ByteSource) throws -> StillImage {
        guard source.count <= most else {
            throw InferenceError.notAnImage(ErrorDetail(), .damaged("it has \(source.count) bytes"))
        }
        let bytes = try source.bytes(at: 0, count: Int(source.count))
        do {
            return try StillImage(bytes)
        } catch {
            throw InferenceError.notAnImage(ErrorDetail(message: message(bytes, error)), kind(bytes, error))
        }
    }

    private static func kind(
        _ bytes: [UInt8],
        _ problem: StillImage.Problem
    ) -> InferenceError.NotAVideo {
        switch problem {
        case .truncated(let expected): .truncated(bytes: Int64(bytes.count), expected: expected)
        case .damaged(let what): .damaged(what)
        case .otherKind:
            switch ContentKind(Array(bytes.prefix(512))) {
            case .empty: .empty
            case .json: .json
            case .html: .html
            case .text: .text
            case .mp4, .webM: .video
            case .image(let name): .image(name)
            case .unknown: .unknown(hexadecimal(bytes.prefix(12)))
            }
        }
    }

    private static func message(_ bytes: [UInt8], _ problem: StillImage.Problem) -> String {
        guard problem == .otherKind else { return "" }
        return switch ContentKind(Array(bytes.prefix(512))) {
        case .json: ServerMessage.ofJSON(Array(bytes.prefix(65_536)))
        case .html: ServerMessage.ofHTML(Array(bytes.prefix(65_536)))
        case .text: ServerMessage.ofText(Array(bytes.prefix(512)))
        case .empty, .mp4, .webM, .image, .unknown: ""
        }
    }
}
