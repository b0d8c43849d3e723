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
        case .moveTop: return move(&state, by: -state.history.rowCount)
        case .moveBottom: return move(&state, by: state.history.rowCount)
        case .filter:
            state.history.isTyping = true
            return []
        case .mark: return HistoryMarks.toggle(&state)
        case .markRange: return HistoryMarks.toggleRange(&state)
        case .markAll: return HistoryMarks.markAll(&state)
        case .openFamily: return HistoryFolds.open(&state)
        case .closeFamily: return HistoryFolds.close(&state)
        case .toggleFolding: return HistoryFolds.toggle(&state)
        case .sort:
            state.overlays.append(.sort)
            return []
        case .back: return back(&state)
        default:
            let history = state.history
            return GenerationUpdate.update(
                &state,
                action,
                on: history.targets,
                selected: history.selected
            )
        }
    }

    /// Selects a row.
    static func select(_ state: inout AppState, _ id: GenerationID) -> [AppEffect] {
        guard let index = state.history.index(of: id) else { return [] }
        state.history.selection = id
        state.history.followsNewest = false
        showSelection(&state)
        return DetailUpdate.follow(&state, state.history.items[index])
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

    /// Goes to the search field from anywhere.
    ///
    /// There already, it goes on to the next part of the history; what is typed and what is selected stay.
    static func startSearch(_ state: inout AppState) -> [AppEffect] {
        let isThere = state.overlays.isEmpty && state.focus == .history && state.history.isTyping
        if isThere { return nextScope(&state) }
        state.overlays = []
        state.focus = .history
        state.history.isTyping = true
        return state.history.isLoaded ? [] : search(&state)
    }

    /// Keeps the selected row in view.
    static func showSelection(_ state: inout AppState) {
        let height = ScreenLayout(state).historyRows
        let history = state.history
        state.history.window.show(history.selectedRow ?? 0, of: history.rowCount, height: height)
    }

    static func move(_ state: inout AppState, by rows: Int) -> [AppEffect] {
        let count = state.history.rowCount
        guard count > 0 else { return [] }
        let index = min(max(0, (state.history.selectedRow ?? 0) + rows), count - 1)
        guard let row = state.history.row(at: index) else { return [] }
        state.history.selection = row.generation.id
        state.history.followsNewest = false
        HistoryMarks.extendRange(&state)
        showSelection(&state)
        var effects = DetailUpdate.follow(&state, row.generation)
        if index >= count - page(state) - 1 { effects += more(&state) }
        return effects
    }

    private static func filterKey(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        switch action {
        case .choose:
            state.history.isTyping = false
            return []
        case .complete: return HistoryCompletion.complete(&state)
        case .moveUp, .moveDown, .movePageUp, .movePageDown, .back: return nil
        default:
            var field = state.history.field
            guard field.perform(action) else { return nil }
            let isChanged = field.characters != state.history.field.characters
            state.history.field = field
            return isChanged ? search(&state) : []
        }
    }

    /// One step back: out of the search field, then the marks, then the search, then the pane.
    private static func back(_ state: inout AppState) -> [AppEffect] {
        if !state.history.isTyping, !state.history.marked.isEmpty || state.history.isMarkingAll {
            HistoryMarks.clear(&state)
            return []
        }
        if state.history.isTyping || !state.history.isWhole {
            state.history.isTyping = false
            guard !state.history.isWhole else { return [] }
            if !state.history.query.isEmpty {
                state.history.field = TextEditor()
            } else {
                state.history.scope = .all
            }
            return search(&state)
        }
        state.focus = .compose
        return []
    }

    private static func nextScope(_ state: inout AppState) -> [AppEffect] {
        let scopes = HistoryWords.scopes(state)
        let index = scopes.firstIndex(of: state.history.scope) ?? scopes.count - 1
        state.history.scope = scopes[(index + 1) % scopes.count]
        state.say(
            "Listing \(HistoryWords.title(state.history.scope)). \(state.key(.searchHistory, in: .filter)): the next part."
        )
        return search(&state)
    }

    private static func page(_ state: AppState) -> Int {
        max(1, ScreenLayout(state).historyRows - 1)
    }
}
