import Generations
import Terminal

/// What happens in the small menu of orders.
enum SortUpdate {
    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        if action == .back || action == .stop {
            state.overlays.removeLast()
            return []
        }
        guard let order = order(action) else { return nil }
        state.overlays.removeLast()
        guard order != state.history.order else {
            state.say("The history is listed \(HistoryWords.title(order)) already.")
            return []
        }
        state.history.order = order
        state.history.opening = [:]
        state.say("Listed \(HistoryWords.title(order)).")
        return [.keepOrder(order)] + HistoryUpdate.search(&state)
    }

    /// The order of the last time has come.
    static func remembered(_ state: inout AppState, _ order: HistoryOrder) -> [AppEffect] {
        guard order != state.history.order else { return [] }
        state.history.order = order
        return HistoryUpdate.search(&state)
    }

    /// The rows of the menu, the order that holds marked.
    static func lines(_ state: AppState) -> [StyledText] {
        choices(state).map { binding in
            let isChosen = order(binding.action) == state.history.order
            return StyledText(isChosen ? "* " : "  ", state.theme.accent)
                .with(binding.keys.first?.label ?? "", state.theme.key)
                .with("  \(binding.help)", isChosen ? state.theme.strong : state.theme.text)
        }
    }

    /// What a row of the menu does; nil beside them.
    static func action(line: Int, _ state: AppState) -> UserAction? {
        let choices = choices(state)
        return choices.indices.contains(line) ? choices[line].action : nil
    }

    private static func choices(_ state: AppState) -> [KeyBinding] {
        state.keymap.bindings(in: .sort).filter { order($0.action) != nil }
    }

    private static func order(_ action: UserAction) -> HistoryOrder? {
        switch action {
        case .sortNewest: .newest
        case .sortOldest: .oldest
        case .sortLongestRun: .longestRun
        case .sortLongestWait: .longestWait
        case .sortModel: .model
        default: nil
        }
    }
}
