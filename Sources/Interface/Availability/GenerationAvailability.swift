import Generations

/// Which actions a generation of the past allows, in the history and in the details.
enum GenerationAvailability {
    /// - Parameters:
    ///   - generation: the selected one.
    ///   - targets: what is marked, else the selected one.
    static func of(
        _ action: UserAction,
        on generation: Generation?,
        _ targets: [Generation],
        _ state: AppState
    ) -> Availability {
        switch action {
        case .undoChange where state.marks.undoable.isEmpty:
            return .because("Nothing to undo: no mark was changed since the start.")
        case .redoChange where state.marks.redoable.isEmpty:
            return .because("Nothing to do again: nothing was taken back.")
        case .compare where !targets.isEmpty: return CompareUpdate.availability(state, targets)
        case .delete, .deleteForGood: return delete(targets, state)
        case .restore: return restore(targets, state)
        case .toggleFolding where state.history.isTrash:
            return .because("In the trash every take has its own row.")
        case .toggleFolding where state.history.order != .newest:
            return .because("Every take has its own row unless the newest come first.")
        case .mark, .markRange, .markAll:
            return state.history.items.isEmpty ? .because("There is nothing to mark.") : .available
        default: break
        }
        guard needsGeneration(action) else { return .available }
        guard let generation else { return nothingSelected(action, state) }
        return of(action, on: generation, state)
    }

    private static func delete(_ targets: [Generation], _ state: AppState) -> Availability {
        guard !targets.isEmpty else { return nothingSelected(.delete, state) }
        guard !targets.contains(where: \.state.isFinal) else { return .available }
        let (verb, them) = targets.count == 1 ? ("has", "it") : ("have", "them")
        let (names, cancel) = (MarksUpdate.names(targets), state.key(.cancelRun, in: .runs))
        return .because("\(names) \(verb) not ended: \(cancel) in the runs cancels \(them) first.")
    }

    private static func restore(_ targets: [Generation], _ state: AppState) -> Availability {
        guard !targets.isEmpty else { return nothingSelected(.restore, state) }
        guard !targets.contains(where: { $0.deletedAt != nil }) else { return .available }
        let verb = targets.count == 1 ? "is" : "are"
        return .because(
            "\(MarksUpdate.names(targets)) \(verb) not in the trash. Ctrl-R lists the trash, after the other parts."
        )
    }

    private static func needsGeneration(_ action: UserAction) -> Bool {
        switch action {
        case .loadAll, .loadPrompt, .loadSeed, .remix, .runAgain, .openVideo, .playHere, .choosePlayer,
            .showDetail, .showLog, .showParent,
            .toggleFavorite, .editLabels, .copy, .compare, .pipe, .vary, .cancelRun, .chooseProvider:
            true
        default: false
        }
    }

    /// In an empty history, loading everything loads an example.
    private static func nothingSelected(_ action: UserAction, _ state: AppState) -> Availability {
        guard state.history.items.isEmpty else { return .because("Nothing is selected.") }
        guard state.history.query.isEmpty else {
            return .because(
                "Nothing is selected: nothing matches the search. \(state.key(.back, in: .history)) ends it."
            )
        }
        if state.history.scope == .trash { return .because("Nothing is selected: the trash is empty.") }
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
        case .openVideo where generation.seen == nil, .choosePlayer where generation.seen == nil:
            return .because("\(id) has no video: \(RunWords.noVideo(generation.state)).")
        case .showParent where generation.parent == nil:
            return .because("\(id) was made from no other.")
        case .chooseProvider: return ProvidersAvailability.of(generation)
        case .playHere: return PlayAvailability.of(generation, state)
        case .cancelRun where generation.state.isFinal || state.runs[id] == nil:
            return .because("\(id) does not run.")
        default: return .available
        }
    }
}
