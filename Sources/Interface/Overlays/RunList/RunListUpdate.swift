import Generations

/// What happens in the list of runs that a prompt makes.
enum RunListUpdate {
    /// Opens the list, and asks how long runs like these took.
    static func open(_ state: inout AppState, _ order: SendOrder, _ requests: [GenerationRequest])
        -> [AppEffect]
    {
        state.overlays.append(.runList(RunListState(order: order, requests: requests)))
        return [requests.first.flatMap { state.runs.usual.question($0) }].compactMap { $0 }
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ list: RunListState, _ action: UserAction) -> [AppEffect]? {
        var list = list
        switch action {
        case .confirm: return send(&state, list)
        case .back, .stop, .refuse:
            state.overlays.removeLast()
            return []
        case .leaveOut:
            list.leftOut.formSymmetricDifference([list.index])
            list.index += 1
        case .choose:
            let yes = state.keymap.label(of: .confirm, in: [.runList]) ?? ""
            state.say("Nothing is sent yet: \(yes) sends \(Strings.count(list.chosen.count, "run")).")
        case .moveUp: list.index -= 1
        case .moveDown: list.index += 1
        case .movePageUp: list.index -= 10
        case .movePageDown: list.index += 10
        case .moveTop: list.index = 0
        case .moveBottom: list.index = list.requests.count - 1
        default: return nil
        }
        list.index = min(max(0, list.index), max(0, list.requests.count - 1))
        list.window.show(list.index, of: list.requests.count, height: RunListView.rows(ScreenLayout(state)))
        state.replaceOverlay(.runList(list))
        return []
    }

    private static func send(_ state: inout AppState, _ list: RunListState) -> [AppEffect] {
        let chosen = list.chosen
        guard !chosen.isEmpty else {
            state.say("All are left out: there is nothing to send.", .warning)
            return []
        }
        if list.order.savedName == nil { state.overlays = [] } else { state.overlays.removeLast() }
        return ComposeUpdate.send(&state, list.order, chosen)
    }
}
