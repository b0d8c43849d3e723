import Terminal

/// Keys while the inputs are edited as in vi.
enum ViUpdate {
    /// Does what a key asks for; nil when it goes its usual way.
    static func press(_ state: inout AppState, _ key: Key) -> [AppEffect]? {
        guard state.setup.editMode == .vi, let input = state.input, var editor = state[input] else {
            return nil
        }
        if editor.vi.mode == .insert {
            guard key == Key(.escape) else {
                editor.vi.openChange?.typed.append(key)
                state[input] = editor
                return nil
            }
            editor.leaveInsert()
            return change(&state, input, to: editor)
        }
        guard let character = character(of: key) else {
            guard key == Key(.escape), !editor.vi.keys.isEmpty || editor.vi.isVisual else { return nil }
            if editor.vi.keys.isEmpty { editor.vi.mode = .normal }
            editor.vi.keys = []
            return change(&state, input, to: editor)
        }
        editor.vi.keys.append(character)
        let keys = editor.vi.keys
        let outcome = ViParser.parse(keys, isVisual: editor.vi.isVisual)
        if outcome != .incomplete { editor.vi.keys = [] }
        state[input] = editor
        switch outcome {
        case .incomplete: return []
        case .command(let command): return run(&state, input, command)
        case .invalid:
            state.say("\(String(keys)) is no command of \(editor.vi.title.lowercased()) mode; i types text.")
            return []
        }
    }

    /// Keeps the cursor on a character after keys that went their usual way.
    static func settle(_ state: inout AppState) {
        guard state.setup.editMode == .vi, let input = state.input, var editor = state[input],
            editor.vi.mode == .normal
        else { return }
        editor.settle()
        if editor != state[input] { state[input] = editor }
    }

    /// The key as the parser reads it; nil for keys that have no meaning in normal mode.
    private static func character(of key: Key) -> Character? {
        switch key {
        case .control("r"): "\u{12}"
        case Key(.backspace): "h"
        default:
            if case .character(let character) = key.code, key.modifiers.isEmpty { character } else { nil }
        }
    }

    private static func run(_ state: inout AppState, _ input: TextInput, _ command: ViCommand) -> [AppEffect]
    {
        guard var editor = state[input] else { return [] }
        let times = command.count ?? 1
        switch command.verb {
        case .undo, .redo: return user(&state, command.verb == .undo ? .undo : .redo, times)
        case .searchHistory: return AppUpdate.user(&state, .searchHistory)
        case .showCommands: return AppUpdate.user(&state, .showCommands)
        case .move(.up) where !editor.vi.isVisual: return user(&state, .moveUp, times)
        case .move(.down) where !editor.vi.isVisual: return user(&state, .moveDown, times)
        case .insert(.below) where input != .prompt: editor.run(ViCommand(verb: .insert(.lineEnd)))
        case .insert(.above) where input != .prompt: editor.run(ViCommand(verb: .insert(.lineStart)))
        case .repeatChange: editor.repeatChange(count: command.count)
        default: editor.run(command)
        }
        return change(&state, input, to: editor)
    }

    private static func user(_ state: inout AppState, _ action: UserAction, _ times: Int) -> [AppEffect] {
        var effects: [AppEffect] = []
        for _ in 0..<min(times, 1_000) { effects += AppUpdate.user(&state, action) }
        settle(&state)
        return effects
    }

    private static func change(_ state: inout AppState, _ input: TextInput, to editor: TextEditor)
        -> [AppEffect]
    {
        let isChanged = state[input]?.characters != editor.characters
        state[input] = editor
        if input == .prompt { state.compose.goalColumn = nil }
        return isChanged ? state.inputChanged(input) : []
    }
}
