import Generations
import Terminal

/// A short loop of a video that is shown in the details, or is about to be.
struct PlayState: Equatable, Sendable {
    /// Pictures a second.
    static let rate = 10

    var wish: PictureWish
    /// When the first picture was shown; nil until the pictures are there.
    var startedAt: Duration?

    /// Which of so many pictures is to be seen now. Late ones are left out: the clock decides.
    func index(of count: Int, now: Duration) -> Int {
        guard let startedAt, count > 0 else { return 0 }
        return Self.step(since: startedAt, now: now) % count
    }

    /// When the next picture is due.
    func next(now: Duration) -> Duration? {
        startedAt.map { $0 + .seconds(1) * (Self.step(since: $0, now: now) + 1) / Self.rate }
    }

    private static func step(since start: Duration, now: Duration) -> Int {
        // A tick may come a moment before its time.
        max(0, Int(((now - start).seconds * Double(rate) + 0.01).rounded(.down)))
    }
}

extension PictureKey {
    /// The largest loop that is shown, in cells: it bounds what is decoded and what is sent.
    private static let largestLoop = Size(columns: 160, rows: 45)

    /// The loop of a video in an area.
    static func loop(_ video: VideoFile, within area: Size) -> PictureKey {
        let (width, height) = StillsBand.ratio(of: video.facts)
        let room = Size(
            columns: min(area.columns, largestLoop.columns),
            rows: min(area.rows, largestLoop.rows)
        )
        return PictureKey(video, .loop, cells: Picture.cells(showing: width, by: height, within: room))
    }
}
