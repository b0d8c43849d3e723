import Generations
import Terminal

/// The pictures of videos that are at hand, and those that are wanted.
struct StillsState: Equatable, Sendable {
    /// What came of a request.
    enum Entry: Equatable, Sendable {
        case pictures([Picture])
        /// One sentence why there are none.
        case problem(String)

        var bytes: Int {
            guard case .pictures(let pictures) = self else { return 200 }
            return pictures.reduce(0) { $0 + $1.bytes.count }
        }
    }

    /// Pictures that a place waits for.
    struct Wanted: Equatable, Sendable {
        var wish: PictureWish
        /// When they are asked for: not before the user has stayed a while.
        var due: Duration
        /// The number of the request, once it was made.
        var number: Int?
    }

    /// The most bytes of pictures that are kept.
    static let budget = 8_000_000
    /// How long the selection rests before pictures are asked for.
    static let rest = Duration.milliseconds(100)

    var wanted: [PicturePlace: Wanted] = [:]
    private var entries: [PictureKey: Entry] = [:]
    /// The keys, the one that was longest unused first.
    private var order: [PictureKey] = []
    private var bytes = 0

    subscript(_ key: PictureKey) -> Entry? { entries[key] }

    /// When the next request is due; nil when none waits.
    var due: Duration? { wanted.values.filter { $0.number == nil }.map(\.due).min() }

    /// Keeps what came, and lets go of what was longest unused if it is too much.
    mutating func keep(_ entry: Entry, for key: PictureKey) {
        remove(key)
        entries[key] = entry
        order.append(key)
        bytes += entry.bytes
        while bytes > Self.budget, order.count > 1 { remove(order[0]) }
    }

    /// Marks pictures as used just now.
    mutating func touch(_ key: PictureKey) {
        guard order.last != key, let index = order.lastIndex(of: key) else { return }
        order.remove(at: index)
        order.append(key)
    }

    private mutating func remove(_ key: PictureKey) {
        guard let old = entries.removeValue(forKey: key) else { return }
        bytes -= old.bytes
        order.removeAll { $0 == key }
    }
}

extension Generation {
    /// What there is to see of it: the video, or the keyframe until that is made.
    var seen: VideoFile? {
        if let video { return video }
        guard let file = keyframe?.file else { return nil }
        let facts = VideoFacts(width: request.parameters.width, height: request.parameters.height)
        return VideoFile(path: file, bytes: 0, facts: facts)
    }
}

/// Pictures that something on the screen wants to show.
struct PictureWish: Equatable, Sendable {
    var place: PicturePlace
    var id: GenerationID
    var facts: VideoFacts
    var key: PictureKey

    /// The stills of a generation for a place; nil when it has no video or nothing fits.
    init?(_ place: PicturePlace, _ generation: Generation?, band: StillsBand?) {
        guard let generation, let video = generation.video, let band else { return nil }
        self.init(place, generation.id, video, PictureKey(video, .stills(band.count), cells: band.still))
    }

    init(_ place: PicturePlace, _ id: GenerationID, _ video: VideoFile, _ key: PictureKey) {
        (self.place, self.id, self.facts, self.key) = (place, id, video.facts, key)
    }
}
