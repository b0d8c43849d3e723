import Generations
import Terminal

/// What happens to the runs.
enum RunsUpdate {
    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        switch action {
        case .moveUp: return move(&state, by: -1)
        case .moveDown: return move(&state, by: 1)
        case .movePageUp: return move(&state, by: -5)
        case .movePageDown: return move(&state, by: 5)
        case .moveTop: return move(&state, by: -state.runs.count)
        case .moveBottom: return move(&state, by: state.runs.count)
        case .showDetail:
            return onSelected(&state) { state, run in
                DetailUpdate.open(&state, run.generation, from: .runs)
            }
        case .retryNow: return onSelected(&state, retryNow)
        case .toggleHold: return onSelected(&state, toggleHold)
        case .cancelRun: return onSelected(&state, askToCancel)
        case .moveRunUp: return onSelected(&state) { moveInQueue(&$0, $1, .up) }
        case .moveRunDown: return onSelected(&state) { moveInQueue(&$0, $1, .down) }
        case .editRun: return onSelected(&state, RunEditing.begin)
        case .chooseProvider: return onSelected(&state) { ProvidersUpdate.open(&$0, $1.generation) }
        case .holdQueue: return [.holdQueue(!state.runs.isQueueHeld)]
        case .copy:
            return onSelected(&state) { state, run in
                state.overlays.append(.copy([run.generation]))
                return []
            }
        default: return nil
        }
    }

    /// Selects a run.
    static func select(_ state: inout AppState, _ id: GenerationID) -> [AppEffect] {
        guard let run = state.runs[id] else { return [] }
        state.runs.selection = id
        return DetailUpdate.follow(&state, run.generation)
    }

    /// Something happened to a generation.
    static func happened(_ state: inout AppState, _ event: GenerationEvent) -> [AppEffect] {
        let generation = event.generation
        let old = state.runs[generation.id]
        let start = old?.start ?? event.since.uptime - .seconds(generation.clocks.total)
        let run = Run(generation: generation, since: event.since, start: start, owner: event.owner)
        RunEditing.happened(&state, generation)
        askAnew(&state, generation)
        let log = RunLogUpdate.changed(state, generation, from: old?.generation)
        defer { GlobalUpdate.askAnewToQuit(&state) }
        defer { if let news = event.news { state.tell(news, generation.state.isFinal ? .info : .warning) } }
        // The engine's last word on what another program has: that one's own news of it may be newer.
        if event.news != nil, event.owner != nil, old?.owner != nil { return log }
        // What became of a job is told after its run has ended here.
        if event.news != nil, generation.state.isFinal { return log }
        switch generation.state {
        case .succeeded:
            state.runs.remove(generation.id)
            if event.owner == nil { state.runs.session.done += 1 }
            state.tell(RunWords.saved(generation, state), .good)
        case .cancelled:
            state.runs.remove(generation.id)
            guard !RunEditing.isReplaced(state, generation.id) else { return log }
            if event.owner == nil { state.runs.session.cancelled += 1 }
            state.tell("\(generation.id) is cancelled.\(CancelWords.after(old?.generation))", .info)
        case .failed(let failure):
            state.runs.put(run)
            if event.owner == nil { state.runs.session.failed += 1 }
            state.tell(failed(generation, failure, state), .bad)
        default:
            state.runs.put(run)
            return log + [state.runs.usual.question(generation.request)].compactMap { $0 }
        }
        // What is usual has changed with it.
        let usual =
            generation.state == .succeeded ? [AppEffect.loadUsual(RunLikeness(generation.request))] : []
        return log + usual + (event.owner == nil ? OutsideUpdate.ended(state, generation) : [])
    }

    private static func failed(_ generation: Generation, _ failure: GenerationFailure, _ state: AppState)
        -> String
    {
        let (away, other) = (state.key(.cancelRun, in: .runs), state.key(.chooseProvider, in: .runs))
        let offer = ProviderHint.isMeant(generation) ? "\(other) in the runs asks another provider, and " : ""
        let rest = offer.isEmpty ? "\(away) in the runs puts it away." : "\(away) puts it away."
        return "\(generation.id) failed: \(HistoryWords.reason(failure)). \(offer)\(rest)"
    }

    /// Tells the engine to look when a wait is over and nothing has happened: a timer that slept with the machine
    /// may be late.
    static func overdue(_ state: AppState) -> [AppEffect] {
        guard state.runs.counts.waiting > 0 else { return [] }
        let isOverdue = state.runs.notableRuns.contains { run in
            guard case .waiting(let wait) = run.generation.state else { return false }
            return state.now.uptime - wait.until.uptime >= .seconds(1)
        }
        return isOverdue ? [.wake] : []
    }

    /// The queue is held, or goes on.
    static func queueHeld(_ state: inout AppState, _ isHeld: Bool) {
        guard state.runs.isQueueHeld != isHeld else { return }
        state.runs.isQueueHeld = isHeld
        let key = state.keymap.label(of: .holdQueue, in: [.runs]) ?? "H"
        state.say(
            isHeld
                ? "The queue is held, also after a restart: nothing new starts. \(key) lets it go on."
                : "The queue goes on.",
            isHeld ? .warning : .info
        )
    }

    private static func moveInQueue(
        _ state: inout AppState,
        _ run: Run,
        _ direction: QueueDirection
    ) -> [AppEffect] {
        return [.moveRun(run.id, direction)]
    }

    /// Asks before a generation is cancelled, and says what that can still stop.
    static func askToCancel(_ state: inout AppState, _ run: Run) -> [AppEffect] {
        guard !run.generation.state.isFinal else {
            state.runs.remove(run.id)
            return []
        }
        state.overlays.append(.confirm(cancelQuestion(run.generation)))
        return []
    }

    private static func cancelQuestion(_ generation: Generation) -> ConfirmState {
        ConfirmState(
            question: "Cancel \(generation.id)?",
            lines: CancelWords.before(generation),
            yes: .cancel(generation.id)
        )
    }

    /// What a question says about a run stays true while it is asked; one about a run that has ended goes.
    private static func askAnew(_ state: inout AppState, _ generation: Generation) {
        let asked = state.overlays.firstIndex { overlay in
            guard case .confirm(let confirm) = overlay else { return false }
            return confirm.yes == .cancel(generation.id)
        }
        guard let asked else { return }
        guard generation.state.isFinal else {
            state.overlays[asked] = .confirm(cancelQuestion(generation))
            return
        }
        state.overlays.remove(at: asked)
    }

    private static func retryNow(_ state: inout AppState, _ run: Run) -> [AppEffect] {
        state.say("Asking again for \(run.id).")
        return [.retryNow(run.id)]
    }

    private static func toggleHold(_ state: inout AppState, _ run: Run) -> [AppEffect] {
        switch run.generation.state {
        case .held(.interruptedSubmit(let failure)):
            state.overlays.append(
                .confirm(
                    ConfirmState(
                        question: "Send \(run.id) again?",
                        lines: [failure.message, failure.hint],
                        yes: .release(run.id)
                    )
                )
            )
            return []
        case .held: return [.release(run.id)]
        default: return [.hold(run.id)]
        }
    }

    private static func move(_ state: inout AppState, by rows: Int) -> [AppEffect] {
        let count = state.runs.count
        let index = min(max(0, (state.runs.selectedIndex ?? 0) + rows), count - 1)
        guard let run = state.runs.runs(in: index..<(index + 1)).first else { return [] }
        state.runs.selection = run.id
        return DetailUpdate.follow(&state, run.generation)
    }

    private static func onSelected(
        _ state: inout AppState,
        _ body: (inout AppState, Run) -> [AppEffect]
    ) -> [AppEffect] {
        state.runs.selected.map { body(&state, $0) } ?? []
    }
}
