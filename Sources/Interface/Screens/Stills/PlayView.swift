import Generations
import Terminal

/// The picture of the short loop that is due now.
enum PlayView {
    /// Draws it over an area; false when nothing plays there.
    static func draw(_ context: ViewContext, in area: Rect, _ frame: inout Frame) -> Bool {
        let state = context.state
        guard let play = state.play, play.startedAt != nil, play.wish.id == state.detail.id,
            case .shown(let colors) = state.setup.pictures,
            case .pictures(let pictures) = state.stills[play.wish.key], !pictures.isEmpty
        else { return false }
        let key = play.wish.key
        let size = Size(columns: min(area.width, key.width), rows: min(area.height, key.height / 2))
        let rect = Rect(
            x: area.x + (area.width - size.columns) / 2,
            y: area.y + (area.height - size.rows) / 2,
            width: size.columns,
            height: size.rows
        )
        let picture = pictures[play.index(of: pictures.count, now: state.now.uptime)]
        frame.draw(picture, in: rect, clip: area, colors: colors == .full ? .reduced : colors)
        return true
    }
}
