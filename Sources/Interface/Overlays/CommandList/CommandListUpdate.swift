/// What happens in the list of commands.
enum CommandListUpdate {
    /// How many commands are remembered as used.
    static let memory = 12

    static func open(_ state: inout AppState) {
        if case .commands = state.overlays.last { return }
        var contexts = state.contexts
        if case .help(let help) = state.overlays.last {
            contexts = help.contexts
            state.overlays.removeLast()
        }
        state.overlays.append(.commands(CommandListState(contexts: contexts)))
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(
        _ state: inout AppState,
        _ list: CommandListState,
        _ action: UserAction
    ) -> [AppEffect]? {
        var list = list
        switch action {
        case .choose: return choose(&state, list)
        case .moveUp: list.index -= 1
        case .moveDown: list.index += 1
        case .movePageUp: list.index -= 10
        case .movePageDown: list.index += 10
        case .back, .stop, .showCommands:
            state.overlays.removeLast()
            return []
        default:
            guard list.field.perform(action) else { return nil }
            list.index = 0
        }
        replace(&state, list)
        return []
    }

    static func insert(_ state: inout AppState, _ list: CommandListState, _ text: String) {
        var list = list
        list.field.paste(text)
        list.index = 0
        replace(&state, list)
    }

    private static func choose(_ state: inout AppState, _ list: CommandListState) -> [AppEffect] {
        let entries = list.entries(state)
        guard entries.indices.contains(list.index) else {
            state.say(
                "No command has these words. \(state.key(.deleteBackward, in: .commandList)) takes back what was typed.",
                .warning
            )
            return []
        }
        let (action, reason) = (entries[list.index].binding.action, entries[list.index].reason)
        if let reason {
            state.say(reason, .warning)
            return []
        }
        state.overlays.removeLast()
        state.recentCommands.removeAll { $0 == action }
        state.recentCommands.insert(action, at: 0)
        state.recentCommands = Array(state.recentCommands.prefix(memory))
        return AppUpdate.update(&state, .user(action))
    }

    private static func replace(_ state: inout AppState, _ list: CommandListState) {
        var list = list
        let count = list.entries(state).count
        list.index = min(max(0, list.index), max(0, count - 1))
        list.window.show(list.index, of: count, height: ScreenLayout(state).overlayRows - 1)
        state.replaceOverlay(.commands(list))
    }
}
