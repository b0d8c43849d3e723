import Generations

/// What a finished file holds: a whole video of a kind that we keep.
enum VideoContent: Hashable {
    case mp4(Movie)
    case webM

    var isWebM: Bool { self == .webM }

    /// What an MP4 says of itself.
    var movie: Movie? {
        if case .mp4(let movie) = self { movie } else { nil }
    }

    var facts: VideoFacts {
        switch self {
        case .webM:
            VideoFacts()
        case .mp4(let movie):
            VideoFacts(
                duration: movie.duration,
                width: movie.width,
                height: movie.height,
                frames: movie.frames,
                codec: movie.codec
            )
        }
    }

    /// The whole video in a source.
    ///
    /// - Throws: `InferenceError.notAVideo` for anything else, `SystemFailure` when it cannot be read.
    static func check(_ source: some ByteSource) throws -> VideoContent {
        let head = try source.bytes(at: 0, count: 512)
        switch ContentKind(head) {
        case .mp4:
            return .mp4(try movie(source))
        case .webM:
            if let expected = WebM.missingEnd(head, count: source.count) {
                throw notAVideo(.truncated(bytes: source.count, expected: expected))
            }
            return .webM
        case .json:
            throw notAVideo(.json, message: ServerMessage.ofJSON(try source.bytes(at: 0, count: 65_536)))
        case .html:
            throw notAVideo(.html, message: ServerMessage.ofHTML(try source.bytes(at: 0, count: 65_536)))
        case .text:
            throw notAVideo(.text, message: ServerMessage.ofText(head))
        case .empty:
            throw notAVideo(.empty)
        case .image(let name):
            throw notAVideo(.image(name))
        case .unknown:
            throw notAVideo(.unknown(hexadecimal(head.prefix(12))))
        }
    }

    private static func movie(_ source: some ByteSource) throws -> Movie {
        do {
            return try MovieReader.movie(in: source)
        } catch {
            switch error {
            case .truncated(let expected):
                throw notAVideo(.truncated(bytes: source.count, expected: expected))
            case .damaged(let what):
                throw notAVideo(.damaged(what))
            case .unreadable(let failure):
                throw failure
            }
        }
    }

    private static func notAVideo(_ kind: InferenceError.NotAVideo, message: String = "") -> InferenceError {
        .notAVideo(ErrorDetail(message: message), kind)
    }
}
