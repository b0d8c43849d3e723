import Generations
import Terminal

/// How many stills of a video stand beside each other in an area, and how large.
struct StillsBand: Equatable, Sendable {
    private(set) var count: Int
    /// The size of each, in cells.
    private(set) var still: Size

    /// Three stills with a column between them, or one where three would be too small to tell anything or no more
    /// are wanted; nil when there is no room at all.
    init?(_ video: VideoFile, within area: Size, most: Int = 3) {
        guard area.columns >= 4, area.rows >= 2 else { return nil }
        let (width, height) = Self.ratio(of: video.facts)
        let third = Size(columns: (area.columns - 2) / 3, rows: area.rows)
        let three = Picture.cells(showing: width, by: height, within: third)
        if most >= 3, three.columns >= 8, three.rows >= 3 {
            (count, still) = (3, three)
        } else {
            (count, still) = (1, Picture.cells(showing: width, by: height, within: area))
        }
    }

    /// Where each still stands, from a place on.
    func rects(at origin: Point) -> [Rect] {
        (0..<count).map { index in
            Rect(
                x: origin.x + index * (still.columns + 1),
                y: origin.y,
                width: still.columns,
                height: still.rows
            )
        }
    }

    /// Width and height of a video; the usual ones where its file does not say.
    static func ratio(of facts: VideoFacts) -> (width: Int, height: Int) {
        guard let width = facts.width, let height = facts.height, width > 0, height > 0 else {
            return (16, 9)
        }
        return (width, height)
    }
}
