import Generations
import Terminal

/// What happens on the page with a run's log.
enum RunLogUpdate {
    /// Opens the log of what is selected where the keys are.
    static func open(_ state: inout AppState) -> [AppEffect] {
        guard let generation = shown(state) else {
            state.say("Nothing is selected: there is no log to show.", .warning)
            return []
        }
        state.overlays.append(.runLog(RunLogState(id: generation.id)))
        return [.loadLog(generation.id)]
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ log: RunLogState, _ action: UserAction) -> [AppEffect]? {
        switch action {
        case .back, .stop, .showLog:
            state.overlays.removeLast()
            return []
        case .refresh: return [.loadLog(log.id)]
        default: break
        }
        let height = ScreenLayout(state).overlayRows
        let top = PageScroll.top(log.top, after: action, height: height) {
            RunLogView.rows(state, log).count
        }
        guard let top else { return nil }
        var log = log
        log.top = top
        state.replaceOverlay(.runLog(log))
        return []
    }

    /// The log has come; one that is not looked at any more is left alone.
    static func loaded(
        _ state: inout AppState,
        _ id: GenerationID,
        _ exchanges: [Exchange],
        _ timeline: [TimelineEntry]
    ) {
        change(&state, id) { log in
            log.exchanges = exchanges
            log.timeline = timeline
            log.problem = nil
        }
    }

    static func failed(_ state: inout AppState, _ id: GenerationID, reason: String) {
        change(&state, id) { $0.problem = Sanitizing.line(reason, limit: 400) }
    }

    /// A generation has changed: its open log has more to tell.
    static func changed(_ state: AppState, _ generation: Generation, from old: Generation?) -> [AppEffect] {
        // Each time that a job is asked for is an exchange more.
        let isPolled = generation.state == .running && generation.job != nil
        guard isPolled || old.map({ generation.tells(moreThan: $0) }) ?? true else { return [] }
        let isShown = state.overlays.contains { overlay in
            if case .runLog(let log) = overlay { log.id == generation.id } else { false }
        }
        return isShown ? [.loadLog(generation.id)] : []
    }

    private static func change(
        _ state: inout AppState,
        _ id: GenerationID,
        _ body: (inout RunLogState) -> Void
    ) {
        for (index, overlay) in state.overlays.enumerated() {
            guard case .runLog(var log) = overlay, log.id == id else { continue }
            body(&log)
            state.overlays[index] = .runLog(log)
        }
    }

    private static func shown(_ state: AppState) -> Generation? {
        switch state.focus {
        case .runs: state.runs.selected?.generation
        case .history: state.history.selected
        case .detail: state.detail.generation
        case .compose: nil
        }
    }
}

extension Generation {
    /// Whether more is written down of it than when it stood there: another state, or news of its job.
    func tells(moreThan old: Generation) -> Bool {
        state.status != old.state.status || jobStatus != old.jobStatus || job != old.job
            || provider != old.provider || keyframe != old.keyframe
    }
}
