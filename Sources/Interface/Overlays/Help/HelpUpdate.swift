/// What happens on the help page.
enum HelpUpdate {
    static func open(_ state: inout AppState) {
        let contexts = state.contexts
        if case .help = state.overlays.last { return }
        state.overlays.append(.help(HelpState(contexts: contexts)))
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ help: HelpState, _ action: UserAction) -> [AppEffect]? {
        let height = ScreenLayout(state).overlayRows
        let last = max(0, HelpText.rows(state.keymap, contexts: help.contexts).count - height)
        let top: Int
        switch action {
        case .moveUp: top = help.top - 1
        case .moveDown: top = help.top + 1
        case .movePageUp: top = help.top - height
        case .movePageDown: top = help.top + height
        case .moveTop: top = 0
        case .moveBottom: top = last
        case .back:
            state.overlays.removeLast()
            return []
        default: return nil
        }
        var help = help
        help.top = min(max(0, top), last)
        state.overlays[state.overlays.count - 1] = .help(help)
        return []
    }
}
