import Generations
import Terminal

/// Stills of a video: pictures where they are at hand, and empty frames of the same size until then.
enum StillsView {
    /// Draws a band of stills from a place on; only what lies in `clip` is drawn.
    static func draw(
        _ video: VideoFile,
        _ band: StillsBand,
        at origin: Point,
        clip: Rect,
        _ context: ViewContext,
        in frame: inout Frame
    ) {
        guard case .shown(let colors) = context.state.setup.pictures else { return }
        let rects = band.rects(at: origin)
        switch context.state.stills[PictureKey(video, .stills(band.count), cells: band.still)] {
        case .pictures(let pictures):
            for (rect, picture) in zip(rects, pictures) {
                frame.draw(picture, in: rect, clip: clip, colors: colors)
            }
        case .problem(let text):
            for (index, line) in WrappedText.rows(text, width: max(8, clip.width)).enumerated() {
                let row = Rect(x: clip.x, y: origin.y + index, width: clip.width, height: 1)
                guard index < band.still.rows, !row.intersection(clip).isEmpty else { continue }
                frame.put(line, in: row, style: context.theme.dim, mark: context.mark)
            }
        case nil:
            for rect in rects { drawFrame(rect, clip: clip, context, in: &frame) }
        }
    }

    /// Four corners where a picture will be.
    private static func drawFrame(_ rect: Rect, clip: Rect, _ context: ViewContext, in frame: inout Frame) {
        let corners = [
            ("╭", Point(x: rect.x, y: rect.y)), ("╮", Point(x: rect.right - 1, y: rect.y)),
            ("╰", Point(x: rect.x, y: rect.bottom - 1)), ("╯", Point(x: rect.right - 1, y: rect.bottom - 1)),
        ]
        for (corner, place) in corners where clip.contains(place) {
            frame.put(corner, at: place, style: context.theme.border)
        }
    }
}
