import Generations
import Terminal

/// What happens in the history.
enum HistoryUpdate {
    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        if state.history.isTyping, let effects = filterKey(&state, action) { return effects }
        switch action {
        case .moveUp: return move(&state, by: -1)
        case .moveDown: return move(&state, by: 1)
        case .movePageUp: return move(&state, by: -page(state))
        case .movePageDown: return move(&state, by: page(state))
        case .moveTop: return move(&state, by: -state.history.items.count)
        case .moveBottom: return move(&state, by: state.history.items.count)
        case .filter:
            state.history.isTyping = true
            return []
        case .back: return back(&state)
        default: return GenerationUpdate.update(&state, action, on: state.history.selected)
        }
    }

    /// Puts text into the search field and searches.
    static func type(_ state: inout AppState, _ character: Character) -> [AppEffect] {
        state.history.field.type(character)
        return search(&state)
    }

    static func paste(_ state: inout AppState, _ text: String) -> [AppEffect] {
        state.history.field.paste(Sanitizing.line(text, limit: 1_000))
        return search(&state)
    }

    /// Reads the first page of what is searched for.
    static func search(_ state: inout AppState) -> [AppEffect] {
        ask(&state, before: nil)
    }

    /// Goes to the search field from anywhere.
    static func startSearch(_ state: inout AppState) -> [AppEffect] {
        state.overlays = []
        state.focus = .history
        state.history.isTyping = true
        return state.history.isLoaded ? [] : search(&state)
    }

    /// A page has come; one that nobody waits for any more is left alone.
    static func loaded(_ state: inout AppState, _ lookup: HistoryLookup, _ part: HistoryPart) -> [AppEffect] {
        guard state.history.lookup == lookup else { return [] }
        state.history.lookup = nil
        state.history.problem = nil
        state.history.take(part, isFirst: lookup.before == nil)
        // What runs is known better here than in the library.
        for run in state.runs.runs where state.history.index(of: run.id) != nil {
            state.history.put(run.generation, mayInsert: false)
        }
        showSelection(&state)
        guard let selected = state.history.selected, state.detail.id == nil || state.focus == .history else {
            return []
        }
        return DetailUpdate.follow(&state, selected)
    }

    static func failed(_ state: inout AppState, _ lookup: HistoryLookup, reason: String) {
        guard state.history.lookup == lookup else { return }
        state.history.lookup = nil
        state.history.isLoaded = true
        state.history.problem = Sanitizing.line(reason, limit: 400)
    }

    /// A generation is new or has changed.
    static func changed(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        guard generation.deletedAt == nil else {
            state.history.remove(generation.id)
            showSelection(&state)
            return []
        }
        let isKnown = state.history.index(of: generation.id) != nil
        guard state.history.isLoaded else { return [] }
        if !isKnown, !state.history.query.isEmpty { return search(&state) }
        let selection = state.history.selection
        if state.focus == .history { state.history.followsNewest = false }
        state.history.put(generation, mayInsert: state.history.query.isEmpty)
        showSelection(&state)
        guard state.history.selection != selection, let selected = state.history.selected else { return [] }
        return DetailUpdate.follow(&state, selected)
    }

    /// Keeps the selected row in view.
    static func showSelection(_ state: inout AppState) {
        let height = ScreenLayout(state).historyRows
        let history = state.history
        state.history.window.show(history.selectedIndex ?? 0, of: history.items.count, height: height)
    }

    private static func filterKey(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        switch action {
        case .choose:
            state.history.isTyping = false
            return []
        case .moveUp, .moveDown, .movePageUp, .movePageDown, .back: return nil
        default:
            var field = state.history.field
            guard field.perform(action) else { return nil }
            let isChanged = field.characters != state.history.field.characters
            state.history.field = field
            return isChanged ? search(&state) : []
        }
    }

    private static func back(_ state: inout AppState) -> [AppEffect] {
        if state.history.isTyping || !state.history.query.isEmpty {
            state.history.isTyping = false
            guard !state.history.query.isEmpty else { return [] }
            state.history.field = TextEditor()
            return search(&state)
        }
        state.focus = .compose
        return []
    }

    private static func move(_ state: inout AppState, by rows: Int) -> [AppEffect] {
        let count = state.history.items.count
        guard count > 0 else { return [] }
        let index = min(max(0, (state.history.selectedIndex ?? 0) + rows), count - 1)
        state.history.selection = state.history.items[index].id
        state.history.followsNewest = false
        showSelection(&state)
        var effects = DetailUpdate.follow(&state, state.history.items[index])
        if index >= count - page(state) - 1 { effects += more(&state) }
        return effects
    }

    private static func page(_ state: AppState) -> Int {
        max(1, ScreenLayout(state).historyRows - 1)
    }

    /// Reads the page that follows, unless one is under way.
    private static func more(_ state: inout AppState) -> [AppEffect] {
        guard let next = state.history.next, state.history.lookup == nil else { return [] }
        return ask(&state, before: next)
    }

    private static func ask(_ state: inout AppState, before: GenerationID?) -> [AppEffect] {
        let lookup = HistoryLookup(
            number: state.nextNumber(),
            text: state.history.query,
            before: before,
            limit: HistoryState.pageSize
        )
        state.history.lookup = lookup
        return [.loadHistory(lookup)]
    }
}
