import Terminal

/// What happens on the help page.
enum HelpUpdate {
    static func open(_ state: inout AppState) {
        if case .help = state.overlays.last { return }
        state.overlays.append(.help(HelpState(contexts: state.contexts)))
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ help: HelpState, _ action: UserAction) -> [AppEffect]? {
        var help = help
        switch action {
        case .filter: help.isTyping = true
        case .choose where help.isTyping: help.isTyping = false
        case .back, .stop:
            guard help.isTyping || !help.field.isEmpty else {
                state.overlays.removeLast()
                return []
            }
            help = HelpState(contexts: help.contexts)
        case .showHelp:
            state.overlays.removeLast()
            return []
        default:
            let top = PageScroll.top(help.top, after: action, height: HelpView.height(state)) {
                HelpView.lines(state, help).count
            }
            guard top != nil || help.isTyping && help.field.perform(action) else { return nil }
            help.top = top ?? 0
        }
        replace(&state, help)
        return []
    }

    static func insert(_ state: inout AppState, _ help: HelpState, _ text: String) {
        var help = help
        help.field.paste(Sanitizing.line(text, limit: 200))
        help.top = 0
        replace(&state, help)
    }

    private static func replace(_ state: inout AppState, _ help: HelpState) {
        var help = help
        let count = HelpView.lines(state, help).count
        help.top = PageScroll.clamped(help.top, rows: count, height: HelpView.height(state))
        state.replaceOverlay(.help(help))
    }
}
