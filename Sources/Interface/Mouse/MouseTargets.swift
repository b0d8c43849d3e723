import Generations
import Terminal

/// What stands under the pointer.
enum MouseTargets {
    /// The generation whose rows are there: the nearest row above that begins with a number tells which.
    static func generation(at point: Point, in pane: Pane, _ state: AppState) -> GenerationID? {
        guard pane == .runs || pane == .history else { return nil }
        let layout = ScreenLayout(state)
        let rect = pane == .runs ? layout.runs : layout.history
        let area = layout.content(of: rect)
        guard area.contains(Point(x: area.x, y: point.y)) else { return nil }
        let frame = AppView.frame(state)
        var y = point.y
        while y >= area.y {
            if let id = number(in: frame, Rect(x: area.x, y: y, width: min(24, area.width), height: 1)) {
                return isListed(id, pane, state) ? id : nil
            }
            // Rows of the history are one line each.
            if pane == .history { return nil }
            y -= 1
        }
        return nil
    }

    /// The place in the prompt's text, for the cursor.
    static func promptOffset(at point: Point, _ state: AppState) -> Int? {
        let layout = ScreenLayout(state)
        let area = layout.content(of: layout.compose)
        guard area.contains(Point(x: area.x, y: point.y)), !state.compose.editor.isEmpty else { return nil }
        let height = max(1, area.height - (layout.parameters.isEmpty ? 1 : 0))
        let editor = state.compose.editor
        let text = TextRows(
            editor.characters,
            around: editor.cursor,
            width: max(1, area.width - 1),
            reach: height
        )
        let top = ComposeView.top(text.place(of: editor.cursor).row, of: text.rows.count, height: height)
        let row = min(text.rows.count - 1, top + point.y - area.y)
        return text.offset(atRow: max(0, row), column: max(0, point.x - area.x))
    }

    /// The row of the list above the panes.
    static func overlayRow(at point: Point, _ state: AppState) -> Int? {
        let layout = ScreenLayout(state)
        let inside =
            layout.hasBorders
            ? layout.overlay.inset(horizontal: 2, vertical: 1)
            : Rect(
                x: layout.overlay.x,
                y: layout.overlay.y + 1,
                width: layout.overlay.width,
                height: layout.overlay.height - 1
            )
        guard inside.contains(Point(x: inside.x, y: point.y)) else { return nil }
        var (window, count, height, first) = (ListWindow(), 0, inside.height, inside.y)
        switch state.overlays.last {
        case .commands(let list):
            (count, window) = (list.entries(state).count, list.window)
            (height, first) = (height - 1, first + 1)
            window.show(list.index, of: count, height: height)
        case .savedPrompts:
            (count, window) = (state.savedPrompts.prompts?.count ?? 0, state.savedPrompts.window)
            window.show(state.savedPrompts.selectedIndex ?? 0, of: count, height: height)
        case .runList(let list):
            (count, window, height) = (list.requests.count, list.window, max(0, height - 3))
            window.show(list.index, of: count, height: height)
        case .models: return ModelsView.index(at: point.y - first, in: inside, state.models)
        case .statistics(let page):
            return StatisticsView.index(at: point.y - first, in: inside, page)
        default: return nil
        }
        let rows = window.rows(of: count, height: height)
        let index = rows.lowerBound + point.y - first
        return rows.contains(index) ? index : nil
    }

    private static func number(in frame: Frame, _ row: Rect) -> GenerationID? {
        let text = (row.x..<row.right).map { frame[$0, row.y].text }.joined()
        guard let sign = text.firstIndex(of: "#") else { return nil }
        return Int64(text[text.index(after: sign)...].prefix { $0.isNumber }).map { GenerationID($0) }
    }

    private static func isListed(_ id: GenerationID, _ pane: Pane, _ state: AppState) -> Bool {
        pane == .runs ? state.runs[id] != nil : state.history.index(of: id) != nil
    }
}
