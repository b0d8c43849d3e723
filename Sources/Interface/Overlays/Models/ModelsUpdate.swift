import Generations
import Terminal

/// What happens in the list of models.
enum ModelsUpdate {
    /// Opens the list, reads what is known here, and asks the Hub unless it has answered that already.
    static func open(_ state: inout AppState) -> [AppEffect] {
        state.overlays = [.models]
        state.models.isTyping = false
        let isAnswered = state.models.answer?.query == state.models.query && !state.models.isFallback
        return [.loadKnownModels] + (isAnswered ? [] : ModelsLoading.ask(&state))
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        if state.models.isTyping { return search(&state, action) }
        switch action {
        case .moveUp: return move(&state, by: -1)
        case .moveDown: return move(&state, by: 1)
        case .movePageUp: return move(&state, by: -page(state))
        case .movePageDown: return move(&state, by: page(state))
        case .moveTop: return move(&state, by: -state.models.rows.count)
        case .moveBottom: return move(&state, by: state.models.rows.count)
        case .filter: state.models.isTyping = true
        case .choose: return choose(&state)
        case .toggleStar: return star(&state)
        case .chooseProvider: return ProvidersUpdate.open(&state, state.models.selected)
        case .nextTask, .nextProvider, .toggleWarm, .toggleStarredOnly, .sort:
            change(&state.models, action)
            return changed(&state)
        case .refresh: return [.loadKnownModels] + ModelsLoading.again(&state)
        case .back where !state.models.field.isEmpty:
            state.models.field = TextEditor()
            return changed(&state)
        case .back, .stop, .showModels: state.overlays.removeLast()
        default: return nil
        }
        return []
    }

    /// Puts text into the search.
    static func insert(_ state: inout AppState, _ text: String) {
        state.models.field.paste(Sanitizing.line(text, limit: 200))
        typed(&state)
    }

    /// The search has another text: what is known here follows at once, the Hub when typing has paused.
    static func typed(_ state: inout AppState) {
        state.models.dueAt = state.now.uptime + ModelsLoading.pause
        showSelection(&state)
    }

    /// Keeps the selected row in view.
    static func showSelection(_ state: inout AppState) {
        let rows = state.models.rows
        let index = rows.firstIndex { $0.model == state.models.selection } ?? 0
        state.models.window.show(index, of: rows.count, height: ModelsView.listed(state))
    }

    // MARK: Moving

    private static func page(_ state: AppState) -> Int { max(1, ModelsView.listed(state) - 1) }

    /// Near the end of what has come, what follows is asked for.
    private static func move(_ state: inout AppState, by rows: Int) -> [AppEffect] {
        let listed = state.models.rows
        guard !listed.isEmpty else { return [] }
        let index = listed.firstIndex { $0.model == state.models.selection } ?? 0
        let new = min(max(0, index + rows), listed.count - 1)
        state.models.selection = listed[new].model
        showSelection(&state)
        return listed.count - new <= ModelsLoading.reach ? ModelsLoading.more(&state) : []
    }

    // MARK: What is listed

    private static func search(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        switch action {
        case .choose:
            state.models.isTyping = false
            return ModelsLoading.askIfDue(&state, at: .seconds(Int64.max))
        case .moveUp: return move(&state, by: -1)
        case .moveDown: return move(&state, by: 1)
        case .movePageUp: return move(&state, by: -page(state))
        case .movePageDown: return move(&state, by: page(state))
        case .back, .stop:
            state.models.isTyping = false
            state.models.field = TextEditor()
            return changed(&state)
        default:
            let before = state.models.field.characters
            guard state.models.field.perform(action) else { return nil }
            if state.models.field.characters != before { typed(&state) }
            return []
        }
    }

    private static func change(_ models: inout ModelsState, _ action: UserAction) {
        switch action {
        case .nextTask: models.task = next(models.task)
        case .nextProvider: models.provider = nextProvider(models)
        case .toggleWarm: models.isWarm.toggle()
        case .toggleStarredOnly: models.isStarredOnly.toggle()
        case .sort: models.order = next(models.order)
        default: break
        }
        // What limits the Hub's list brings it back.
        if action != .toggleStarredOnly { models.isStarredOnly = false }
    }

    private static func changed(_ state: inout AppState) -> [AppEffect] {
        state.models.window = ListWindow()
        showSelection(&state)
        let isAnswered = state.models.answer?.query == state.models.query && !state.models.isFallback
        return isAnswered || state.models.isStarredOnly ? [] : ModelsLoading.ask(&state)
    }

    /// The one after a value; the first one after the last.
    private static func next<Value: CaseIterable & Equatable>(_ value: Value) -> Value {
        let all = Array(Value.allCases)
        let index = all.firstIndex(of: value) ?? 0
        return all[(index + 1) % all.count]
    }

    /// Every provider after another, and after the last one whichever it is.
    private static func nextProvider(_ models: ModelsState) -> InferenceProvider? {
        let all = InferenceProvider.allCases
        guard let provider = models.provider, let index = all.firstIndex(of: provider) else {
            return all.first
        }
        return all.indices.contains(index + 1) ? all[index + 1] : nil
    }

    // MARK: One of them

    private static func star(_ state: inout AppState) -> [AppEffect] {
        guard let model = state.models.selected?.model else { return [] }
        let isOn = !state.models.isStarred(model)
        state.models.selection = model
        state.models.known.starred.removeAll { $0 == model }
        if isOn { state.models.known.starred.insert(model, at: 0) }
        showSelection(&state)
        state.say(isOn ? "\(model) has a star." : "\(model) has no star any more.")
        return [.starModel(model, isOn)]
    }

    /// Makes the prompt's requests with the model, also those that follow.
    private static func choose(_ state: inout AppState) -> [AppEffect] {
        guard let listing = state.models.selected else { return [] }
        state.models.selection = listing.model
        ModelChoice.take(&state, listing, provider: nil)
        return [.rememberModel(listing.model)]
    }
}
