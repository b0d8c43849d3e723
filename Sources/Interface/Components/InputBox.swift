import Terminal

/// What a small box with inputs does with keys that are no commands of its own, and with text.
enum InputBox {
    /// Edits the input that has the keys, or closes the box; nil when the key means nothing here.
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        if action == .back || action == .stop {
            state.overlays.removeLast()
            return []
        }
        guard let input = state.input, var editor = state[input], editor.perform(action) else { return nil }
        state[input] = editor
        return []
    }

    /// Puts text into the input that has the keys, as far as there is room; an input has one line.
    static func insert(_ state: inout AppState, _ text: String) {
        guard let input = state.input, var editor = state[input] else { return }
        let room = max(0, input.longest - editor.characters.count)
        editor.paste(String(Sanitizing.line(text).prefix(room)))
        state[input] = editor
    }

    /// The line below the inputs that says how to go on.
    static func hint(_ context: ViewContext, in place: KeyContext, _ what: String = "saves") -> StyledText {
        let (choose, back) = (context.state.key(.choose, in: place), context.state.key(.back, in: place))
        return StyledText("\(choose) \(what), \(back) goes back.", context.theme.dim)
    }
}
