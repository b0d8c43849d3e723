import Generations
import Terminal

/// What happens on the page with statistics.
enum StatisticsUpdate {
    /// Opens the page and asks for its figures.
    static func open(_ state: inout AppState) -> [AppEffect] {
        let number = state.nextNumber()
        state.overlays.append(.statistics(StatisticsState(number: number)))
        return [.loadStatistics(number: number)]
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ page: StatisticsState, _ action: UserAction)
        -> [AppEffect]?
    {
        var page = page
        let screenful = max(1, StatisticsView.listed(state) - 1)
        switch action {
        case .moveUp: page.index -= 1
        case .moveDown: page.index += 1
        case .movePageUp: page.index -= screenful
        case .movePageDown: page.index += screenful
        case .moveTop: page.index = 0
        case .moveBottom: page.index = page.rows.count - 1
        case .choose: return list(&state, page)
        case .refresh: return reload(&state, page)
        case .back, .stop, .showStatistics:
            state.overlays.removeLast()
            return []
        default: return nil
        }
        replace(&state, page)
        return []
    }

    /// The figures have come; those of a page that is closed are left alone.
    static func loaded(_ state: inout AppState, number: Int, _ statistics: RunStatistics) {
        guard case .statistics(var page) = state.overlays.last, page.number == number else { return }
        page.statistics = statistics
        page.problem = nil
        replace(&state, page)
    }

    static func failed(_ state: inout AppState, number: Int, reason: String) {
        guard case .statistics(var page) = state.overlays.last, page.number == number else { return }
        page.problem = Sanitizing.line(reason, limit: 400)
        state.replaceOverlay(.statistics(page))
    }

    private static func reload(_ state: inout AppState, _ page: StatisticsState) -> [AppEffect] {
        var page = page
        page.number = state.nextNumber()
        state.replaceOverlay(.statistics(page))
        return [.loadStatistics(number: page.number)]
    }

    /// Lists the runs of the chosen model in the history.
    private static func list(_ state: inout AppState, _ page: StatisticsState) -> [AppEffect] {
        guard page.rows.indices.contains(page.index) else { return [] }
        state.overlays = []
        state.focus = .history
        state.history.isTyping = false
        state.history.scope = .all
        state.history.field = TextEditor("model:\(page.rows[page.index].model.rawValue)")
        return HistoryUpdate.search(&state)
    }

    private static func replace(_ state: inout AppState, _ page: StatisticsState) {
        var page = page
        let count = page.rows.count
        page.index = min(max(0, page.index), max(0, count - 1))
        page.window.show(page.index, of: count, height: StatisticsView.listed(state))
        state.replaceOverlay(.statistics(page))
    }
}
