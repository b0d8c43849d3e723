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
        let height = HelpView.height(state)
        switch action {
        case .moveUp: help.top -= 1
        case .moveDown: help.top += 1
        case .movePageUp: help.top -= height
        case .movePageDown: help.top += height
        case .moveTop: help.top = 0
        case .moveBottom: help.top = .max / 2
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
            guard help.isTyping, help.field.perform(action) else { return nil }
            help.top = 0
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
        help.top = min(max(0, help.top), max(0, count - HelpView.height(state)))
        state.overlays[state.overlays.count - 1] = .help(help)
    }
}
