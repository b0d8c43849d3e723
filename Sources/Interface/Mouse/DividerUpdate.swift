import Terminal

/// Moving the borders between panes.
enum DividerUpdate {
    /// Puts a border where the mouse let go of it, within bounds that leave every pane its rows.
    static func move(_ state: inout AppState, _ divider: PaneDivider, to point: Point) -> [AppEffect] {
        let body = ScreenLayout(state).body
        guard body.width > 0, body.height > 0 else { return [] }
        let across = min(750, max(250, (point.x + 1 - body.x) * 1_000 / body.width))
        let down = (point.y + 1 - body.y) * 1_000 / body.height
        let before = state.dividers
        switch divider {
        case .columns: state.dividers.columns = across
        case .belowPrompt: state.dividers.prompt = min(700, max(100, down))
        case .belowRuns:
            let prompt = ScreenLayout(state).compose.height * 1_000 / body.height
            state.dividers.runs = min(700, max(100, down - prompt))
        case .belowHistory: state.dividers.history = min(800, max(200, down))
        }
        guard state.dividers != before else { return [] }
        HistoryUpdate.showSelection(&state)
        return [.saveDividers(state.dividers)]
    }

    /// Puts the borders where they were left, unless the user has moved one by now.
    static func take(_ state: inout AppState, _ dividers: PaneDividers) {
        guard state.dividers == PaneDividers() else { return }
        state.dividers = dividers
        HistoryUpdate.showSelection(&state)
    }
}

extension ScreenLayout {
    /// The border that is there, if it is one that can be moved.
    func divider(at point: Point) -> PaneDivider? {
        guard hasBorders, body.contains(point) else { return nil }
        switch kind {
        case .wide:
            guard !compose.isEmpty, !history.isEmpty else { return nil }
            if point.x == compose.right - 1 || point.x == history.x { return .columns }
            if point.x < compose.right {
                return point.y == runs.y || point.y == runs.y - 1 ? .belowPrompt : nil
            }
            return point.y == detail.y || point.y == detail.y - 1 ? .belowHistory : nil
        case .stacked:
            guard !compose.isEmpty, !runs.isEmpty, !history.isEmpty else { return nil }
            if point.y == runs.y || point.y == runs.y - 1 { return .belowPrompt }
            return point.y == history.y || point.y == history.y - 1 ? .belowRuns : nil
        default: return nil
        }
    }
}
