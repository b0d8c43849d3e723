/// What happens in the list of commands.
enum CommandListUpdate {
    static func open(_ state: inout AppState) {
        state.overlays = [.commands(CommandListState(contexts: state.contexts))]
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
        case .back, .stop:
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
        let matches = list.matches(state.keymap)
        guard matches.indices.contains(list.index) else {
            state.say("No command has these words.", .warning)
            return []
        }
        state.overlays.removeLast()
        return AppUpdate.update(&state, .user(matches[list.index].action))
    }

    private static func replace(_ state: inout AppState, _ list: CommandListState) {
        var list = list
        let count = list.matches(state.keymap).count
        list.index = min(max(0, list.index), max(0, count - 1))
        list.window.show(list.index, of: count, height: ScreenLayout(state).overlayRows - 1)
        state.overlays[state.overlays.count - 1] = .commands(list)
    }
}
