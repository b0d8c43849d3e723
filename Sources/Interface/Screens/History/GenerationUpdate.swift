import Generations
import Terminal

/// What can be done with generations of the past, wherever they are shown.
enum GenerationUpdate {
    /// Does what a key asks for; nil when it means nothing for a generation.
    ///
    /// - Parameters:
    ///   - targets: what is marked, else what is selected.
    ///   - selected: what keys that need one act on, whatever is marked.
    static func update(
        _ state: inout AppState,
        _ action: UserAction,
        on targets: [Generation],
        selected: Generation?
    ) -> [AppEffect]? {
        switch action {
        case .undoChange: return MarksUpdate.undo(&state)
        case .redoChange: return MarksUpdate.redo(&state)
        default: break
        }
        guard isForOne(action) || isForMany(action) else { return nil }
        guard let selected = selected ?? targets.first else {
            return action == .loadAll ? loadExample(&state) : []
        }
        return isForMany(action)
            ? perform(&state, action, on: targets) : perform(&state, action, on: selected)
    }

    /// For somebody who has made nothing yet: one example after the other.
    private static func loadExample(_ state: inout AppState) -> [AppEffect] {
        let examples = HistoryWords.examples
        let last = examples.firstIndex(of: state.compose.editor.text) ?? examples.count - 1
        ComposeUpdate.load(&state, prompt: examples[(last + 1) % examples.count], base: nil, parent: nil)
        return []
    }

    private static func isForOne(_ action: UserAction) -> Bool {
        switch action {
        case .loadAll, .loadPrompt, .loadSeed, .remix, .openVideo, .playHere, .choosePlayer, .showDetail,
            .showParent, .cancelRun, .vary, .chooseProvider:
            true
        default: false
        }
    }

    private static func isForMany(_ action: UserAction) -> Bool {
        switch action {
        case .runAgain, .toggleFavorite, .editLabels, .delete, .restore, .deleteForGood, .copy, .compare,
            .pipe:
            true
        default: false
        }
    }

    private static func perform(
        _ state: inout AppState,
        _ action: UserAction,
        on generation: Generation
    ) -> [AppEffect] {
        switch action {
        case .loadAll, .loadPrompt, .loadSeed, .remix: load(&state, action, generation)
        case .openVideo: return open(&state, generation)
        case .playHere: return PlayUpdate.toggle(&state, generation)
        case .choosePlayer: return PlayersUpdate.open(&state, generation)
        case .showDetail: return DetailUpdate.open(&state, generation, from: state.focus)
        case .showParent: return DetailUpdate.openParent(&state, of: generation)
        case .chooseProvider: return ProvidersUpdate.open(&state, generation)
        case .vary: return VaryUpdate.open(&state, generation)
        case .cancelRun:
            return state.runs[generation.id].map { RunsUpdate.askToCancel(&state, $0) } ?? []
        default: break
        }
        return []
    }

    private static func perform(
        _ state: inout AppState,
        _ action: UserAction,
        on targets: [Generation]
    ) -> [AppEffect] {
        switch action {
        case .runAgain: return askToRun(&state, targets)
        case .toggleFavorite: return MarksUpdate.toggleFavorite(&state, targets)
        case .editLabels: return LabelsUpdate.open(&state, targets)
        case .delete: return MarksUpdate.delete(&state, targets)
        case .restore: return MarksUpdate.restore(&state, targets)
        case .deleteForGood: return MarksUpdate.askToPurge(&state, targets)
        case .copy: state.overlays.append(.copy(targets))
        case .pipe: return PipeUpdate.open(&state, targets)
        case .compare: return CompareUpdate.open(&state, targets)
        default: break
        }
        return []
    }

    private static func load(_ state: inout AppState, _ action: UserAction, _ generation: Generation) {
        var request = generation.request
        let draftWords = replacedDraft(state)
        switch action {
        case .loadPrompt:
            ComposeUpdate.load(&state, prompt: request.prompt, base: nil, parent: generation.id)
            return state.say("Loaded the prompt of \(generation.id).\(draftWords)")
        case .loadSeed:
            var base = state.compose.base ?? state.setup.template
            base.parameters.seed = request.parameters.seed
            ComposeUpdate.load(&state, prompt: nil, base: base, parent: state.compose.parent)
            state.say("Loaded the seed of \(generation.id).")
        case .remix:
            request.parameters.seed = nil
            let difference = difference(state, request)
            ComposeUpdate.load(&state, prompt: request.prompt, base: request, parent: generation.id)
            state.say("Loaded \(generation.id) without its seed\(difference)\(draftWords)")
        default:
            let difference = difference(state, request)
            ComposeUpdate.load(&state, prompt: request.prompt, base: request, parent: generation.id)
            state.say("Loaded \(generation.id) with its seed\(difference)\(draftWords)")
        }
    }

    /// How a draft that a load replaces comes back; empty when there is none.
    private static func replacedDraft(_ state: AppState) -> String {
        guard !state.compose.editor.isEmpty else { return "" }
        return " \(state.key(.undo, in: .prompt)) brings your draft back."
    }

    /// What a request asks for that the prompt did not ask for until now, as the end of a sentence.
    private static func difference(_ state: AppState, _ request: GenerationRequest) -> String {
        let now = state.compose.base ?? state.setup.template
        let changes = ComparedFact.parameters(now, request).filter { !$0.isSame && $0.name != "seed" }
        guard !changes.isEmpty else { return "." }
        return "; other than before: \(changes.map(\.change).joined(separator: ", "))."
    }

    private static func askToRun(_ state: inout AppState, _ targets: [Generation]) -> [AppEffect] {
        let runs = targets.sorted { $0.id < $1.id }.map { PlannedRun(request: $0.request, parent: $0.id) }
        var places: [String] = []
        for run in runs {
            let place = state.setup.place(of: run.request)
            if !places.contains(place) { places.append(place) }
        }
        let price = "at \(Strings.list(places)). \(runs.count == 1 ? "It" : "Each") may be billed."
        var question = "Run \(Strings.count(runs.count, "run")) again, each with its own seed?"
        var lines = ["\(Strings.count(runs.count, "new run")) \(price)"]
        if let only = targets.first, targets.count == 1 {
            let seed = only.request.parameters.seed.map { "with the same seed, \($0)" } ?? "with a new seed"
            question = "Run \(only.id) again, \(seed)?"
            lines = ["\(only.request.model) \(price)"]
        }
        state.overlays.append(.confirm(ConfirmState(question: question, lines: lines, yes: .runAll(runs))))
        return []
    }

    private static func open(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        generation.seen.map { [.openVideo(generation.id, path: $0.path)] } ?? []
    }
}

extension RunWords {
    /// Why there is no video to open.
    static func noVideo(_ state: GenerationState) -> String {
        switch state {
        case .failed: "it failed"
        case .cancelled: "it was cancelled"
        case .succeeded: "its file is not known"
        default: "it has not ended"
        }
    }
}
