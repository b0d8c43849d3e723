import Generations
import Terminal

/// What happens in the details.
enum DetailUpdate {
    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        if action == .back {
            state.focus = state.detail.origin
            return []
        }
        let area = ScreenLayout(state).content(of: ScreenLayout(state).detail)
        let top = PageScroll.top(state.detail.top, after: action, height: max(1, area.height)) {
            DetailView.rows(state, width: area.width).count
        }
        if let top {
            state.detail.top = top
            return []
        }
        let shown = state.detail.generation
        return GenerationUpdate.update(&state, action, on: shown.map { [$0] } ?? [], selected: shown)
    }

    /// Shows a generation and goes there.
    static func open(_ state: inout AppState, _ generation: Generation, from origin: Pane) -> [AppEffect] {
        state.detail.origin = origin == .detail ? state.detail.origin : origin
        state.focus = .detail
        return show(&state, generation)
    }

    /// Shows what a generation was made from, and goes there.
    static func openParent(_ state: inout AppState, of generation: Generation) -> [AppEffect] {
        guard let id = generation.parent else { return [] }
        let known = state.generation(id) ?? state.detail.relations?.parent.flatMap { $0.id == id ? $0 : nil }
        if let known { return open(&state, known, from: state.focus) }
        let origin = state.focus == .detail ? state.detail.origin : state.focus
        state.focus = .detail
        state.detail = DetailState(id: id, origin: origin)
        return [.loadGeneration(id)]
    }

    /// Shows a generation where the details have a place of their own beside the lists.
    static func follow(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        guard ScreenLayout(state).kind == .wide else { return [] }
        return show(&state, generation)
    }

    /// The screen may have grown: what was selected while the details had no place is shown now.
    static func catchUp(_ state: inout AppState) -> [AppEffect] {
        guard state.focus == .history || state.focus == .compose, let selected = state.history.selected,
            state.detail.id != selected.id
        else { return [] }
        return follow(&state, selected)
    }

    /// What was shown is gone.
    static func close(_ state: inout AppState) {
        if state.focus == .detail { state.focus = state.detail.origin }
        state.detail = DetailState(origin: state.detail.origin)
    }

    /// A generation is new or has changed.
    static func changed(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        guard state.detail.id == generation.id else { return [] }
        let isNews = state.detail.generation.map { generation.tells(moreThan: $0) } ?? true
        state.detail.generation = generation
        return isNews ? [.loadGeneration(generation.id)] : []
    }

    static func loaded(_ state: inout AppState, _ generation: Generation, _ timeline: [TimelineEntry]) {
        guard state.detail.id == generation.id else { return }
        // What runs is known better here than in the library.
        if state.runs[generation.id] == nil { state.detail.generation = generation }
        state.detail.timeline = timeline
        state.detail.isLoaded = true
        state.detail.problem = nil
    }

    static func failed(_ state: inout AppState, _ id: GenerationID, reason: String) {
        guard state.detail.id == id else { return }
        state.detail.isLoaded = true
        state.detail.problem = Sanitizing.line(reason, limit: 400)
    }

    private static func show(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        guard state.detail.id != generation.id else {
            state.detail.generation = generation
            return []
        }
        let origin = state.detail.origin
        state.detail = DetailState(id: generation.id, generation: generation, origin: origin)
        return [.loadGeneration(generation.id)]
    }
}
