import Generations
import Terminal

/// What can be done with one generation of the past, wherever it is shown.
enum GenerationUpdate {
    /// Does what a key asks for; nil when it means nothing for a generation.
    static func update(_ state: inout AppState, _ action: UserAction, on generation: Generation?)
        -> [AppEffect]?
    {
        if action == .undelete { return undelete(&state) }
        guard isKnown(action) else { return nil }
        guard let generation else {
            return action == .loadAll ? loadExample(&state) : []
        }
        return perform(&state, action, on: generation)
    }

    /// For somebody who has made nothing yet: one example after the other.
    private static func loadExample(_ state: inout AppState) -> [AppEffect] {
        let examples = HistoryWords.examples
        let last = examples.firstIndex(of: state.compose.editor.text) ?? examples.count - 1
        ComposeUpdate.load(&state, prompt: examples[(last + 1) % examples.count], base: nil, parent: nil)
        return []
    }

    private static func isKnown(_ action: UserAction) -> Bool {
        switch action {
        case .loadAll, .loadPrompt, .loadSeed, .remix, .runAgain, .openVideo, .showDetail, .toggleFavorite,
            .delete, .copy, .cancelRun:
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
        case .runAgain: return askToRun(&state, generation)
        case .openVideo: return open(&state, generation)
        case .showDetail: return DetailUpdate.open(&state, generation, from: state.focus)
        case .toggleFavorite: return [.setFavorite(generation.id, !generation.isFavorite)]
        case .delete: return delete(&state, generation)
        case .copy: state.overlays.append(.copy(generation.id))
        case .cancelRun:
            return state.runs[generation.id].map { RunsUpdate.askToCancel(&state, $0) } ?? []
        default: break
        }
        return []
    }

    private static func load(_ state: inout AppState, _ action: UserAction, _ generation: Generation) {
        var request = generation.request
        switch action {
        case .loadPrompt:
            ComposeUpdate.load(&state, prompt: request.prompt, base: nil, parent: generation.id)
            return state.say("Loaded the prompt of \(generation.id).")
        case .loadSeed:
            var base = state.compose.base ?? state.setup.template
            base.parameters.seed = request.parameters.seed
            ComposeUpdate.load(&state, prompt: nil, base: base, parent: state.compose.parent)
            state.say("Loaded the seed of \(generation.id).")
        case .remix:
            request.parameters.seed = nil
            ComposeUpdate.load(&state, prompt: request.prompt, base: request, parent: generation.id)
            state.say("Loaded \(generation.id) without its seed.")
        default:
            ComposeUpdate.load(&state, prompt: request.prompt, base: request, parent: generation.id)
            state.say("Loaded \(generation.id) with its seed.")
        }
    }

    private static func askToRun(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        let seed = generation.request.parameters.seed.map { "with the same seed, \($0)" } ?? "with a new seed"
        state.overlays.append(
            .confirm(
                ConfirmState(
                    question: "Run \(generation.id) again, \(seed)?",
                    lines: ["\(generation.request.model) at \(state.setup.destination). It may be billed."],
                    yes: .run(generation.request, parent: generation.id)
                )
            )
        )
        return []
    }

    private static func open(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        generation.video.map { [.openVideo(generation.id, path: $0.path)] } ?? []
    }

    private static func delete(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        state.trash.append(generation.id)
        state.history.remove(generation.id)
        HistoryUpdate.showSelection(&state)
        state.say("Put \(generation.id) into the trash. z brings it back.")
        return [.delete(generation.id)]
    }

    private static func undelete(_ state: inout AppState) -> [AppEffect] {
        guard let id = state.trash.popLast() else { return [] }
        state.say("Brought \(id) back.")
        return [.undelete(id)]
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
