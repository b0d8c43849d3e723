import Generations
import Terminal

/// What the mouse does: a press chooses, a double one opens, the wheel moves what it is over, a border is dragged.
enum MouseUpdate {
    static func update(_ state: inout AppState, _ mouse: MouseEvent) -> [AppEffect] {
        state.pendingKeys = []
        switch mouse.kind {
        case .wheelUp: return wheel(&state, .moveUp, mouse.position)
        case .wheelDown: return wheel(&state, .moveDown, mouse.position)
        case .released:
            guard let divider = state.mouse.divider else { return [] }
            state.mouse.divider = nil
            return DividerUpdate.move(&state, divider, to: mouse.position)
        case .pressed: return press(&state, mouse.position)
        }
    }

    /// Leaves the mouse to the terminal, or takes it back.
    static func toggle(_ state: inout AppState) -> [AppEffect] {
        state.mouse = MouseState(isOn: !state.mouse.isOn)
        let key = state.key(.toggleMouse, in: .everywhere)
        state.say(
            state.mouse.isOn
                ? "The mouse works here again. Shift and drag selects text in most terminals."
                : "The mouse is the terminal's: drag selects text. \(key) takes it back."
        )
        return [.terminal(.mouse(state.mouse.isOn))]
    }

    // MARK: Presses

    private static func press(_ state: inout AppState, _ point: Point) -> [AppEffect] {
        let last = state.mouse.lastPress
        let isDouble =
            last.map { $0.position.y == point.y && state.now.uptime - $0.uptime < MouseState.doubleTime }
            ?? false
        state.mouse.lastPress =
            isDouble ? nil : MouseState.Press(position: point, uptime: state.now.uptime)
        state.mouse.divider = nil
        guard state.overlays.isEmpty else { return pressOverlay(&state, point, isDouble: isDouble) }
        let layout = ScreenLayout(state)
        if layout.kind == .tabs, layout.header.contains(point) {
            let pane = TabsView.tabs(state, width: layout.header.width).first { $0.columns.contains(point.x) }
            return pane.map { go(&state, to: $0.pane) } ?? []
        }
        state.mouse.divider = layout.divider(at: point)
        let shown = layout.pane(at: point)
        guard let pane = layout.kind == .tabs && layout.body.contains(point) ? state.focus : shown else {
            return []
        }
        return press(&state, pane, point, isDouble: isDouble)
    }

    private static func press(
        _ state: inout AppState,
        _ pane: Pane,
        _ point: Point,
        isDouble: Bool
    ) -> [AppEffect] {
        // What is under the pointer is what was drawn there before the press changed anything.
        let id = MouseTargets.generation(at: point, in: pane, state)
        let offset = MouseTargets.promptOffset(at: point, state)
        var effects = state.focus == pane ? [] : go(&state, to: pane)
        switch pane {
        case .compose: if let offset { ComposeUpdate.point(&state, to: offset) }
        case .runs:
            if let id { effects += RunsUpdate.select(&state, id) }
        case .history:
            state.history.isTyping = false
            if let id { effects += HistoryUpdate.select(&state, id) }
        case .detail: break
        }
        guard isDouble, id != nil, pane == .runs || pane == .history else { return effects }
        return effects + AppUpdate.update(&state, .user(.showDetail))
    }

    private static func pressOverlay(_ state: inout AppState, _ point: Point, isDouble: Bool) -> [AppEffect] {
        if let line = OverlayBox.line(at: point, state) { return pressBox(&state, line.index, line.column) }
        guard let index = MouseTargets.overlayRow(at: point, state) else { return [] }
        switch state.overlays.last {
        case .statistics(var page):
            page.index = index
            state.replaceOverlay(.statistics(page))
        case .models:
            state.models.selection = state.models.rows[index].model
        case .runList(var list):
            list.index = index
            state.replaceOverlay(.runList(list))
        case .commands(var list):
            list.index = index
            state.replaceOverlay(.commands(list))
        case .savedPrompts:
            guard let prompts = state.savedPrompts.prompts, prompts.indices.contains(index) else { return [] }
            state.savedPrompts.selection = prompts[index].name
        default: return []
        }
        return isDouble ? AppUpdate.update(&state, .user(.choose)) : []
    }

    /// Chooses the item of a small box, or gives the answer, that was pressed.
    private static func pressBox(_ state: inout AppState, _ line: Int, _ column: Int) -> [AppEffect] {
        switch state.overlays.last {
        case .confirm(let confirm):
            let context = ViewContext(state: state, layout: ScreenLayout(state))
            guard line == ConfirmView.box(confirm, context).lines.count - 1,
                let answer = ConfirmView.answer(at: column, state.keymap)
            else { return [] }
            return AppUpdate.update(&state, .user(answer))
        case .copy:
            let menu = CopyView(ViewContext(state: state, layout: ScreenLayout(state)))
            let action = menu.action(line: line, column: column)
            return action.map { AppUpdate.update(&state, .user($0)) } ?? []
        case .sort:
            let action = SortUpdate.action(line: line, state)
            return action.map { AppUpdate.update(&state, .user($0)) } ?? []
        case .providers(var box):
            let context = ViewContext(state: state, layout: ScreenLayout(state))
            guard let index = ProvidersView.index(line: line, box, context) else { return [] }
            box.index = index
            state.replaceOverlay(.providers(box))
            return []
        case .players(var players):
            players.index = line
            state.replaceOverlay(.players(players))
            return AppUpdate.update(&state, .user(.choose))
        default: return []
        }
    }

    private static func go(_ state: inout AppState, to pane: Pane) -> [AppEffect] {
        switch pane {
        case .compose: AppUpdate.update(&state, .user(.goToPrompt))
        case .runs: AppUpdate.update(&state, .user(.goToRuns))
        case .history: AppUpdate.update(&state, .user(.goToHistory))
        case .detail: AppUpdate.update(&state, .user(.goToDetail))
        }
    }

    // MARK: Wheel

    /// Moves what is under the pointer; the focus stays where it is.
    private static func wheel(_ state: inout AppState, _ action: UserAction, _ point: Point) -> [AppEffect] {
        guard state.overlays.isEmpty else { return AppUpdate.update(&state, .user(action)) }
        let layout = ScreenLayout(state)
        let pane = layout.kind == .tabs ? state.focus : layout.pane(at: point)
        switch pane {
        case .runs: return RunsUpdate.update(&state, action) ?? []
        case .history: return HistoryUpdate.update(&state, action) ?? []
        case .detail: return DetailUpdate.update(&state, action) ?? []
        // In the prompt it only moves: going past the ends would bring other prompts.
        case .compose: return []
        case nil: return []
        }
    }
}
