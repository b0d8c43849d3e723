import Generations
import Terminal

/// What keys do in every pane.
enum GlobalUpdate {
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect] {
        switch action {
        case .nextPane: return go(&state, to: neighbour(state, 1))
        case .previousPane: return go(&state, to: neighbour(state, -1))
        case .goToPrompt: return go(&state, to: .compose)
        case .goToRuns: return go(&state, to: .runs)
        case .goToHistory: return go(&state, to: .history)
        case .goToDetail: return go(&state, to: .detail)
        case .showHelp: HelpUpdate.open(&state)
        case .showCommands: CommandListUpdate.open(&state)
        case .showSavedPrompts: return SavedPromptsUpdate.open(&state)
        case .searchHistory: return HistoryUpdate.startSearch(&state)
        case .showModels: return ModelsUpdate.open(&state)
        case .showStatistics: return StatisticsUpdate.open(&state)
        case .showLog: return RunLogUpdate.open(&state)
        case .refresh: return refresh(&state)
        case .enlarge: resize(&state, by: 1)
        case .shrink: resize(&state, by: -1)
        case .toggleMouse: return MouseUpdate.toggle(&state)
        case .repaint: return [.terminal(.repaint)]
        case .suspend: return ComposeUpdate.saveDraft(&state) + [.terminal(.suspend)]
        case .stop: return stop(&state)
        case .back: return back(&state)
        case .quit: return quit(&state)
        default: break
        }
        return []
    }

    /// Makes the focused pane larger or smaller by one step.
    private static func resize(_ state: inout AppState, by step: Int) {
        state.paneSize = PaneSize(rawValue: state.paneSize.rawValue + step) ?? state.paneSize
        HistoryUpdate.showSelection(&state)
    }

    /// Quits, or asks first when something would be lost.
    static func quit(_ state: inout AppState) -> [AppEffect] {
        guard state.runs.ownCounts.active > 0 else { return ComposeUpdate.saveDraft(&state) + [.quit] }
        state.overlays = [.confirm(quitQuestion(state.runs.ownCounts))]
        return []
    }

    /// What the question says stays true while it is asked.
    static func askAnewToQuit(_ state: inout AppState) {
        let asked = state.overlays.firstIndex { overlay in
            guard case .confirm(let confirm) = overlay else { return false }
            return confirm.yes == .quit
        }
        if let asked { state.overlays[asked] = .confirm(quitQuestion(state.runs.ownCounts)) }
    }

    private static func quitQuestion(_ counts: RunCounts) -> ConfirmState {
        var lines = [
            "\(Strings.count(counts.active, "run is", "runs are")) under way: a direct request ends with the "
                + "program,",
            "and what the server has begun may still be billed.",
        ]
        if counts.active == 0 { lines = ["What was under way has ended."] }
        let rest = counts.waiting + counts.queued + counts.held
        if rest > 0 {
            lines.append("\(Strings.count(rest, "other goes", "others go")) on at the next start.")
        }
        return ConfirmState(question: "Quit?", lines: lines, yes: .quit)
    }

    private static func go(_ state: inout AppState, to pane: Pane) -> [AppEffect] {
        state.overlays = []
        state.history.isTyping = false
        if pane == .detail {
            if state.focus != .detail { state.detail.origin = state.focus == .runs ? .runs : .history }
            guard let generation = shown(state) else { return [] }
            return DetailUpdate.open(&state, generation, from: state.detail.origin)
        }
        state.focus = pane
        return []
    }

    /// The generation whose details come up: the selected one of the list that one comes from.
    static func shown(_ state: AppState) -> Generation? {
        switch state.focus {
        case .runs: state.runs.selected?.generation ?? state.history.selected
        case .history: state.history.selected
        case .compose, .detail: state.detail.generation ?? state.history.selected
        }
    }

    /// Details are among the panes where they have a place of their own, and while they are shown.
    private static func neighbour(_ state: AppState, _ step: Int) -> Pane {
        let hasDetail = ScreenLayout(state).kind == .wide && state.detail.id != nil || state.focus == .detail
        let panes: [Pane] = hasDetail ? Pane.allCases : [.compose, .runs, .history]
        let index = panes.firstIndex(of: state.focus) ?? 0
        return panes[(index + step + panes.count) % panes.count]
    }

    private static func refresh(_ state: inout AppState) -> [AppEffect] {
        let detail = state.detail.id.map { [AppEffect.loadGeneration($0)] } ?? []
        return HistoryUpdate.search(&state) + detail
    }

    /// Stops the innermost thing; a run only after a yes.
    private static func stop(_ state: inout AppState) -> [AppEffect] {
        if !state.overlays.isEmpty {
            state.overlays.removeLast()
            return []
        }
        if state.focus == .history, state.history.isTyping || !state.history.query.isEmpty {
            return HistoryUpdate.update(&state, .back) ?? []
        }
        if state.focus == .runs, let run = state.runs.selected, !run.generation.state.isFinal {
            return RunsUpdate.askToCancel(&state, run)
        }
        if state.isQuitArmed { return quit(&state) }
        state.isQuitArmed = true
        let runs = state.runs.ownCounts.active + state.runs.ownCounts.waiting
        let text = runs > 0 ? ": \(Strings.count(runs, "run is", "runs are")) under way." : "."
        state.say("Nothing to stop here. \(state.key(.stop)) again quits\(text)")
        return []
    }

    private static func back(_ state: inout AppState) -> [AppEffect] {
        if !state.overlays.isEmpty {
            state.overlays.removeLast()
        } else if state.paneSize == .full {
            state.paneSize = .normal
        } else {
            state.focus = .compose
        }
        return []
    }
}
