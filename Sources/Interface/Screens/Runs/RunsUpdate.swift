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
        case .moveTop: return move(&state, by: -state.runs.runs.count)
        case .moveBottom: return move(&state, by: state.runs.runs.count)
        case .showDetail:
            return onSelected(&state) { state, run in
                DetailUpdate.open(&state, run.generation, from: .runs)
            }
        case .retryNow: return onSelected(&state, retryNow)
        case .toggleHold: return onSelected(&state, toggleHold)
        case .cancelRun: return onSelected(&state, askToCancel)
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
        let run = Run(generation: generation, since: event.since, start: start)
        switch generation.state {
        case .succeeded:
            state.runs.remove(generation.id)
            state.runs.session.done += 1
            state.say(RunWords.saved(generation), .good)
        case .cancelled:
            state.runs.remove(generation.id)
            state.runs.session.cancelled += 1
            state.say("\(generation.id) is cancelled.")
        case .failed(let failure):
            state.runs.put(run)
            state.runs.session.failed += 1
            state.say(
                "\(generation.id) failed: \(HistoryWords.reason(failure)). x in the runs puts it away.",
                .bad
            )
        default:
            state.runs.put(run)
            return []
        }
        return state.setup.ringsBell && state.isUnattended ? [.terminal(.bell)] : []
    }

    /// Asks before a generation is cancelled, and says what that can still stop.
    static func askToCancel(_ state: inout AppState, _ run: Run) -> [AppEffect] {
        guard !run.generation.state.isFinal else {
            state.runs.remove(run.id)
            state.message = nil
            return []
        }
        state.overlays.append(
            .confirm(
                ConfirmState(
                    question: "Cancel \(run.id)?",
                    lines: RunWords.whatCancelStops(run.generation),
                    yes: .cancel(run.id)
                )
            )
        )
        return []
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
        let count = state.runs.runs.count
        guard count > 0 else { return [] }
        let index = min(max(0, (state.runs.selectedIndex ?? 0) + rows), count - 1)
        state.runs.selection = state.runs.runs[index].id
        return DetailUpdate.follow(&state, state.runs.runs[index].generation)
    }

    private static func onSelected(
        _ state: inout AppState,
        _ body: (inout AppState, Run) -> [AppEffect]
    ) -> [AppEffect] {
        state.runs.selected.map { body(&state, $0) } ?? []
    }
}
