package import Generations
package import Terminal

/// A wish for pictures out of a video. The answer carries it, so that one that nobody waits for is left alone.
package struct PictureRequest: Hashable, Sendable {
    /// Grows with every request.
    package var number: Int
    /// Where they are to be shown: a new request for a place takes the place of an older one, which may stop.
    package var place: PicturePlace
    package var id: GenerationID
    package var facts: VideoFacts
    package var key: PictureKey
}

/// Where pictures of a video are shown.
package enum PicturePlace: Hashable, Sendable, CaseIterable {
    /// The stills in the details, and the one that moves there.
    case detail, loop
    /// The two sides of a comparison.
    case left, right
}

/// What decides how pictures of a video look: the same key gives the same pictures.
package struct PictureKey: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// So many pictures from the start to the end, evenly apart; one is from the middle.
        case stills(Int)
        /// The first two seconds, ten pictures a second.
        case loop
    }

    package var path: String
    package var bytes: Int64
    package var kind: Kind
    /// Of each picture, in pixels.
    package var width: Int
    /// Of each picture, in pixels.
    package var height: Int

    init(_ video: VideoFile, _ kind: Kind, cells: Size) {
        path = video.path
        bytes = video.bytes
        self.kind = kind
        width = cells.columns
        height = 2 * cells.rows
    }
}

/// Whether pictures can be shown, and if not, why.
package enum PictureSupport: Equatable, Sendable {
    case shown(PictureColors)
    case missing(Lack)

    /// Why there are no pictures.
    package enum Lack: Equatable, Sendable {
        /// Nobody wants them.
        case unwanted
        /// Only text is to be drawn (`--ascii`, `NO_COLOR`).
        case plainScreen
        case fewColors
        case noDecoder
    }

    /// The sentence for it; nil when there is nothing to tell.
    func sentence(_ keymap: Keymap) -> String? {
        let open = keymap.name(of: .openVideo, in: [.detail, .history])
        return switch self {
        case .shown, .missing(.unwanted): nil
        case .missing(.plainScreen):
            "This screen is drawn without colour; \(open) opens the video in a player."
        case .missing(.fewColors):
            "This terminal shows too few colours for pictures; \(open) opens the video in a player."
        case .missing(.noDecoder): "With ffmpeg installed, pictures of the video would be shown here."
        }
    }
}
