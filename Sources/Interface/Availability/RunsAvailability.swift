import Generations

/// Which actions the selected run allows.
enum RunsAvailability {
    static func of(_ action: UserAction, _ state: AppState) -> Availability {
        guard let verb = verb(action) else { return .available }
        guard let run = state.runs.selected else {
            return .because("Nothing runs: there is nothing to \(verb).")
        }
        switch action {
        case .retryNow: return retryNow(run, state)
        case .toggleHold: return toggleHold(run)
        case .moveRunUp, .moveRunDown: return unbegun(run, "it has no place in the queue any more")
        case .chooseProvider: return ProvidersAvailability.of(run.generation)
        case .editRun: return unbegun(run, "it cannot be changed any more")
        default: return .available
        }
    }

    /// The actions that need a run, as words behind "to".
    private static func verb(_ action: UserAction) -> String? {
        switch action {
        case .showDetail: "show"
        case .retryNow: "ask again"
        case .toggleHold: "hold"
        case .cancelRun: "cancel"
        case .copy: "copy"
        case .moveRunUp, .moveRunDown: "move"
        case .editRun: "edit"
        case .showLog: "show the log of"
        case .chooseProvider: "ask another provider for"
        default: nil
        }
    }

    private static func unbegun(_ run: Run, _ reason: String) -> Availability {
        switch run.generation.state {
        case .queued where run.generation.openJob == nil, .held(.user) where run.generation.openJob == nil:
            .available
        case .queued, .held, .waiting: .because("\(run.id) was sent before: \(reason).")
        case .failed: .because("\(run.id) has failed: \(reason).")
        default: .because("\(run.id) is under way: \(reason).")
        }
    }

    private static func retryNow(_ run: Run, _ state: AppState) -> Availability {
        switch run.generation.state {
        case .waiting: .available
        case .queued where run.generation.heldBack != nil: .available
        case .held: .because("\(run.id) is held: \(state.key(.toggleHold, in: .runs)) lets it go on.")
        case .failed: .because("\(run.id) has failed: \(runAgain(state)).")
        default: .because("\(run.id) does not wait for another try.")
        }
    }

    /// The way to another run of what has failed.
    private static func runAgain(_ state: AppState) -> String {
        let (details, again) = (state.key(.showDetail, in: .runs), state.key(.runAgain, in: .detail))
        return "\(details) shows it, and \(again) there runs it again"
    }

    private static func toggleHold(_ run: Run) -> Availability {
        switch run.generation.state {
        case .held, .queued, .waiting: .available
        case .failed: .because("\(run.id) has failed: there is nothing to hold.")
        default: .because("\(run.id) is under way: it can be cancelled, not held.")
        }
    }
}
