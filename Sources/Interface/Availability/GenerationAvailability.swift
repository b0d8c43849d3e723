import Generations

/// Which actions a generation of the past allows, in the history and in the details.
enum GenerationAvailability {
    static func of(_ action: UserAction, on generation: Generation?, _ state: AppState) -> Availability {
        if action == .undelete {
            return state.trash.isEmpty
                ? .because("Nothing was put into the trash since the start.") : .available
        }
        guard needsGeneration(action) else { return .available }
        guard let generation else { return nothingSelected(action, state) }
        return of(action, on: generation, state)
    }

    private static func needsGeneration(_ action: UserAction) -> Bool {
        switch action {
        case .loadAll, .loadPrompt, .loadSeed, .remix, .runAgain, .openVideo, .showDetail, .toggleFavorite,
            .delete, .copy, .cancelRun:
            true
        default: false
        }
    }

    /// In an empty history, loading everything loads an example.
    private static func nothingSelected(_ action: UserAction, _ state: AppState) -> Availability {
        guard state.history.items.isEmpty else { return .because("Nothing is selected.") }
        guard state.history.query.isEmpty else {
            return .because("Nothing is selected: nothing matches the search. Esc ends it.")
        }
        if action == .loadAll { return .available }
        return .because("Nothing is selected: nothing was made yet.")
    }

    private static func of(_ action: UserAction, on generation: Generation, _ state: AppState)
        -> Availability
    {
        let id = generation.id
        switch action {
        case .loadSeed where generation.request.parameters.seed == nil:
            return .because("\(id) has no seed.")
        case .openVideo where generation.video == nil:
            return .because("\(id) has no video: \(RunWords.noVideo(generation.state)).")
        case .delete where !generation.state.isFinal:
            return .because("\(id) has not ended: x in the runs cancels it first.")
        case .cancelRun where generation.state.isFinal || state.runs[id] == nil:
            return .because("\(id) does not run.")
        default: return .available
        }
    }
}
