import Generations
import Terminal

/// Where the stills of the two that are compared stand, below the row with their numbers.
struct CompareStills {
    /// One of the two.
    struct Side {
        var place: PicturePlace
        var generation: Generation
        var video: VideoFile
        var band: StillsBand
        /// From the first column and row of the stills on.
        var origin: Point
    }

    private(set) var sides: [Side] = []
    /// How many rows all of them take.
    private(set) var rows = 0

    /// Beside each other, or above each other where they are larger so; nil when there is none to show, or no room.
    init?(_ compare: CompareState, _ state: AppState) {
        guard case .shown = state.setup.pictures, let right = compare.right else { return nil }
        let layout = ScreenLayout(state)
        let room = Size(columns: layout.overlayColumns, rows: layout.overlayRows)
        // The rows of numbers and of text around them stay in view.
        let height = layout.hasBorders ? min(14, room.rows * 2 / 5) : room.rows - 3
        guard height >= 3 else { return nil }
        let beside = Self.beside(compare.left, right, Size(columns: room.columns, rows: height))
        let above = Self.above(compare.left, right, Size(columns: room.columns, rows: height))
        sides = Self.cells(above) > Self.cells(beside) ? above : beside
        rows = sides.map { $0.origin.y + $0.band.still.rows }.max() ?? 0
        if sides.isEmpty { return nil }
    }

    /// The stills that the comparison shows now, if it is on top.
    static func wishes(_ state: AppState) -> [PictureWish] {
        guard case .compare(let compare) = state.overlays.last else { return [] }
        let sides = CompareStills(compare, state)?.sides ?? []
        return sides.compactMap { PictureWish($0.place, $0.generation, band: $0.band) }
    }

    private static func beside(_ left: Generation, _ right: Generation, _ room: Size) -> [Side] {
        let column = CompareView.column(room.columns)
        let width = column.map { $0 - 1 } ?? (room.columns - 1) / 2
        let first = column == nil ? 0 : CompareView.nameWidth + 2
        let size = Size(columns: width, rows: room.rows)
        return [
            side(.left, left, size, at: Point(x: first, y: 0)),
            side(.right, right, size, at: Point(x: first + width + 1, y: 0)),
        ].compactMap { $0 }
    }

    private static func above(_ left: Generation, _ right: Generation, _ room: Size) -> [Side] {
        let size = Size(columns: room.columns, rows: room.rows / 2)
        guard let first = side(.left, left, size, at: Point(x: 0, y: 0)) else {
            return [side(.right, right, size, at: Point(x: 0, y: 0))].compactMap { $0 }
        }
        return [first, side(.right, right, size, at: Point(x: 0, y: first.band.still.rows))].compactMap { $0 }
    }

    private static func side(_ place: PicturePlace, _ generation: Generation, _ room: Size, at origin: Point)
        -> Side?
    {
        guard let video = generation.video,
            let band = StillsBand(video, within: room, most: room.columns >= 78 ? 3 : 1),
            band.still.columns >= 8, band.still.rows >= 3
        else { return nil }
        return Side(place: place, generation: generation, video: video, band: band, origin: origin)
    }

    private static func cells(_ sides: [Side]) -> Int {
        sides.reduce(0) { $0 + $1.band.count * $1.band.still.columns * $1.band.still.rows }
    }
}
