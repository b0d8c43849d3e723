import Generations
import Terminal

/// A small box in the middle of the screen: what it says, and where its lines stand.
struct OverlayBox {
    var title: String
    var lines: [StyledText]
    var minimumWidth = 0

    /// As large as its lines, or as the room there is.
    func rect(in layout: ScreenLayout) -> Rect {
        let body = layout.body
        let widest = lines.map(\.columns).max() ?? 0
        let content = max(widest, CharacterWidth.columns(of: title) + 4, minimumWidth)
        let width = min(body.width, content + 4)
        let height = min(body.height, lines.count + 2)
        return Rect(
            x: body.x + (body.width - width) / 2,
            y: Self.top(height: height, layout),
            width: width,
            height: height
        )
    }

    /// In the middle, or as near to it as no border is on a border of a pane.
    private static func top(height: Int, _ layout: ScreenLayout) -> Int {
        let body = layout.body
        let middle = body.y + (body.height - height) / 2
        guard layout.hasBorders else { return middle }
        let panes = [layout.compose, layout.parameters, layout.runs, layout.history, layout.detail]
        let borders = Set(panes.filter { !$0.isEmpty && $0 != body }.flatMap { [$0.y, $0.bottom - 1] })
        let highest = max(body.y, body.bottom - height)
        let free = (body.y...highest).filter { !borders.contains($0) && !borders.contains($0 + height - 1) }
        return free.min { abs($0 - middle) < abs($1 - middle) } ?? middle
    }

    /// What is inside its border.
    static func inside(_ rect: Rect) -> Rect { rect.inset(horizontal: 2, vertical: 1) }

    /// The lines that so many rows show. Where not all fit, the last one does: it says how to answer.
    func shown(rows: Int) -> [Int] {
        if lines.count <= rows { return Array(lines.indices) }
        return Array(lines.indices.prefix(max(0, rows - 1))) + lines.indices.suffix(min(1, max(0, rows)))
    }
}

extension OverlayBox {
    /// The box of what is chosen from or answered; nil for everything else above the panes.
    init?(_ overlay: Overlay, _ context: ViewContext) {
        switch overlay {
        case .confirm(let confirm): self = ConfirmView.box(confirm, context)
        case .players(let players):
            self.init(title: "Open \(players.id) with", lines: PlayersView.lines(players, context.theme))
        case .providers(let box): self = ProvidersView.box(box, context)
        case .copy(let targets):
            self.init(title: "Copy from \(MarksUpdate.names(targets))", lines: CopyView(context).lines)
        case .sort: self.init(title: "List the history", lines: SortUpdate.lines(context.state))
        default: return nil
        }
    }

    /// The line of the box on top that is there, and how far to the right in it; nil beside it.
    static func line(at point: Point, _ state: AppState) -> (index: Int, column: Int)? {
        let context = ViewContext(state: state, layout: ScreenLayout(state))
        guard let overlay = state.overlays.last, let box = OverlayBox(overlay, context) else { return nil }
        let area = inside(box.rect(in: context.layout))
        guard area.contains(point) else { return nil }
        let shown = box.shown(rows: area.height)
        guard shown.indices.contains(point.y - area.y) else { return nil }
        return (shown[point.y - area.y], point.x - area.x)
    }
}
