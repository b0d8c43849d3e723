import Generations
import Terminal

/// What happens in the input for a command.
enum PipeUpdate {
    static func open(_ state: inout AppState, _ targets: [Generation]) -> [AppEffect] {
        state.overlays.append(.pipe(PipeState(targets: targets)))
        return []
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ pipe: PipeState, _ action: UserAction) -> [AppEffect]? {
        var pipe = pipe
        switch action {
        case .choose: return run(&state, pipe)
        case .moveUp: recall(&pipe, state, by: 1)
        case .moveDown: recall(&pipe, state, by: -1)
        default: return InputBox.update(&state, action)
        }
        state.replaceOverlay(.pipe(pipe))
        return []
    }

    /// Runs the command beside everything else; what came of it is said when it has ended.
    private static func run(_ state: inout AppState, _ pipe: PipeState) -> [AppEffect] {
        let command = pipe.field.text
        guard !command.allSatisfy(\.isWhitespace) else {
            state.say("A command is needed, such as: jq -r .prompt", .warning)
            return []
        }
        state.overlays.removeLast()
        state.pipedCommands.removeAll { $0 == command }
        state.pipedCommands.insert(command, at: 0)
        state.pipedCommands = Array(state.pipedCommands.prefix(PipeState.limit))
        let names = MarksUpdate.names(pipe.targets)
        state.say("Giving \(names) to “\(command)”.")
        return [.pipe(pipe.targets.map(\.id), command: command, names: names)]
    }

    /// Puts a former command, or an empty line after the last one, into the field.
    private static func recall(_ pipe: inout PipeState, _ state: AppState, by step: Int) {
        let index = (pipe.recalled ?? -1) + step
        guard index >= -1, index < state.pipedCommands.count, index >= 0 || pipe.recalled != nil else {
            return
        }
        if pipe.recalled == nil { pipe.typed = pipe.field }
        pipe.recalled = index < 0 ? nil : index
        pipe.field = index < 0 ? pipe.typed : TextEditor(state.pipedCommands[index])
    }
}
