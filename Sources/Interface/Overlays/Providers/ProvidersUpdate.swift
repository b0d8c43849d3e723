import Generations
import Terminal

/// What happens in the small list of a model's providers.
enum ProvidersUpdate {
    /// Asks who else could make a run.
    static func open(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        let request = generation.request
        if generation.isMakingKeyframe, let keyframe = generation.keyframe {
            return open(&state, .again(generation), keyframe.model, .textToImage)
        }
        let task = generation.keyframe == nil ? request.task : .imageToVideo
        return open(&state, .again(generation), request.model, task)
    }

    /// Asks who serves a model; nothing without a model.
    static func open(_ state: inout AppState, _ listing: ModelListing?) -> [AppEffect] {
        guard let listing else { return [] }
        let task = listing.task.flatMap(InferenceTask.init) ?? .textToVideo
        return open(&state, .prompt(listing), listing.model, task)
    }

    private static func open(
        _ state: inout AppState,
        _ purpose: ProvidersState.Purpose,
        _ model: ModelID,
        _ task: InferenceTask
    ) -> [AppEffect] {
        let number = state.nextNumber()
        let box = ProvidersState(purpose: purpose, model: model, task: task, number: number)
        state.overlays.append(.providers(box))
        return [.loadOffers(model, task, number: number)]
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ box: ProvidersState, _ action: UserAction) -> [AppEffect]? {
        var box = box
        let last = max(0, (box.offers?.offers.count ?? 0) - 1)
        switch action {
        case .moveUp, .movePageUp: box.index = max(0, box.index - (action == .moveUp ? 1 : 5))
        case .moveDown, .movePageDown: box.index = min(last, box.index + (action == .moveDown ? 1 : 5))
        case .moveTop: box.index = 0
        case .moveBottom: box.index = last
        case .refresh: return reload(&state, box)
        case .back, .stop, .chooseProvider:
            state.overlays.removeLast()
            return []
        case .choose: return choose(&state, box)
        default: return nil
        }
        state.replaceOverlay(.providers(box))
        return []
    }

    /// The Hub has answered; the first provider that can be asked and was not is chosen.
    static func loaded(_ state: inout AppState, number: Int, _ offers: ModelOffers) {
        guard case .providers(var box) = state.overlays.last, box.number == number else { return }
        let other = offers.offers.firstIndex { $0.isUsable && $0.provider != box.refused }
        (box.offers, box.task, box.problem, box.index) = (offers, offers.task, nil, other ?? 0)
        state.replaceOverlay(.providers(box))
    }

    static func failed(_ state: inout AppState, number: Int, reason: String) {
        guard case .providers(var box) = state.overlays.last, box.number == number else { return }
        box.problem = Sanitizing.line(reason, limit: 400)
        state.replaceOverlay(.providers(box))
    }

    private static func reload(_ state: inout AppState, _ box: ProvidersState) -> [AppEffect] {
        var box = box
        box.number = state.nextNumber()
        box.problem = nil
        state.replaceOverlay(.providers(box))
        return [.loadOffers(box.model, box.task, number: box.number)]
    }

    /// A run may be billed, so it is asked once more; the prompt only remembers.
    private static func choose(_ state: inout AppState, _ box: ProvidersState) -> [AppEffect] {
        guard let offer = box.selected else { return [] }
        state.overlays.removeLast()
        switch box.purpose {
        case .again(let generation):
            ask(&state, generation, offer.provider)
            return []
        case .prompt(let listing):
            ModelChoice.take(&state, listing, provider: offer.provider)
            return [.rememberModel(listing.model)]
        }
    }

    private static func ask(_ state: inout AppState, _ generation: Generation, _ provider: String) {
        var request = generation.request
        if generation.isMakingKeyframe, let keyframe = generation.keyframe {
            request.keyframeModel = "\(keyframe.model):\(provider)"
        } else {
            request.provider = provider
        }
        let run = PlannedRun(request: request, parent: generation.id)
        let seed = request.parameters.seed.map { "With the same seed, \($0)." } ?? "With a new seed."
        let question = "Run \(generation.id) again by \(provider)?"
        var lines = ["\(request.model), as a new run. \(seed)", "It may be billed."]
        if let job = generation.openJob {
            lines.insert("\(job.provider) still has \(generation.id), which may be billed too:", at: 1)
            lines.insert("cancel it first if you do not want both.", at: 2)
        }
        state.overlays.append(
            .confirm(ConfirmState(question: question, lines: lines, yes: .runAll([run])))
        )
    }
}
