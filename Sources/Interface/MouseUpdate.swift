import Terminal

/// What the mouse does: a press chooses a pane, the wheel moves in it.
enum MouseUpdate {
    static func update(_ state: inout AppState, _ mouse: MouseEvent) -> [AppEffect] {
        switch mouse.kind {
        case .wheelUp: return AppUpdate.update(&state, .user(.moveUp))
        case .wheelDown: return AppUpdate.update(&state, .user(.moveDown))
        case .released: return []
        case .pressed: break
        }
        guard state.overlays.isEmpty, let pane = ScreenLayout(state).pane(at: mouse.position) else {
            return []
        }
        switch pane {
        case .compose: return AppUpdate.update(&state, .user(.goToPrompt))
        case .runs: return AppUpdate.update(&state, .user(.goToRuns))
        case .history: return AppUpdate.update(&state, .user(.goToHistory))
        case .detail: return AppUpdate.update(&state, .user(.goToDetail))
        }
    }
}
