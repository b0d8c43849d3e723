import Generations
import Terminal

/// What happens to the saved prompts.
enum SavedPromptsUpdate {
    /// The most characters of a name that the library takes.
    static let longestName = 100

    /// Opens the list.
    static func open(_ state: inout AppState) -> [AppEffect] {
        state.overlays = [.savedPrompts]
        return [.listSavedPrompts]
    }

    /// Asks for the name under which the prompt is saved.
    static func askName(_ state: inout AppState) -> [AppEffect] {
        guard !ParameterWords(state.compose.editor.text).prompt.allSatisfy(\.isWhitespace) else {
            state.say("The prompt is empty: there is nothing to save.", .warning)
            return []
        }
        state.overlays.append(.savingPrompt(SavingPromptState()))
        return [.listSavedPrompts]
    }

    /// Saves the prompt as it is now.
    static func save(_ state: inout AppState, _ name: String) -> [AppEffect] {
        let (request, _) = state.compose.request(state.setup)
        let model = request.model == state.setup.template.model ? nil : request.model
        return [
            .savePrompt(name: name, prompt: request.prompt, model: model, parameters: request.parameters)
        ]
    }

    /// Does what a key asks for in the list; nil when it means nothing here.
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        let count = state.savedPrompts.prompts?.count ?? 0
        switch action {
        case .moveUp: move(&state, by: -1)
        case .moveDown: move(&state, by: 1)
        case .movePageUp: move(&state, by: -10)
        case .movePageDown: move(&state, by: 10)
        case .moveTop: move(&state, by: -count)
        case .moveBottom: move(&state, by: count)
        case .choose, .runAgain, .delete: return perform(&state, action)
        case .back: state.overlays.removeLast()
        default: return nil
        }
        return []
    }

    /// Does what a key asks for while the name is typed; nil when it means nothing here.
    static func update(
        _ state: inout AppState,
        _ saving: SavingPromptState,
        _ action: UserAction
    ) -> [AppEffect]? {
        var saving = saving
        switch action {
        case .choose: return finish(&state, saving.field.text)
        case .back, .stop: state.overlays.removeLast()
        default:
            guard saving.field.perform(action) else { return nil }
            replace(&state, saving)
        }
        return []
    }

    /// Puts text into the name; a name has one line.
    static func insert(_ state: inout AppState, _ saving: SavingPromptState, _ text: String) {
        var saving = saving
        let room = longestName - saving.field.characters.count
        saving.field.paste(String(Sanitizing.line(text).prefix(max(0, room))))
        replace(&state, saving)
    }

    static func saved(_ state: inout AppState, name: String) -> [AppEffect] {
        state.say("Saved the prompt as “\(name)”. Alt-S lists them.", .good)
        return [.listSavedPrompts]
    }

    private static func finish(_ state: inout AppState, _ text: String) -> [AppEffect] {
        let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty else {
            state.say("A name is needed. Esc goes back.", .warning)
            return []
        }
        state.overlays.removeLast()
        let same = state.savedPrompts.prompts?.first { $0.name.lowercased() == name.lowercased() }
        guard let same else { return save(&state, name) }
        state.overlays.append(
            .confirm(
                ConfirmState(
                    question: "Replace “\(same.name)”?",
                    lines: [same.prompt],
                    yes: .savePrompt(same.name)
                )
            )
        )
        return []
    }

    private static func replace(_ state: inout AppState, _ saving: SavingPromptState) {
        state.overlays[state.overlays.count - 1] = .savingPrompt(saving)
    }

    private static func move(_ state: inout AppState, by rows: Int) {
        guard let prompts = state.savedPrompts.prompts, !prompts.isEmpty else { return }
        let index = min(max(0, (state.savedPrompts.selectedIndex ?? 0) + rows), prompts.count - 1)
        state.savedPrompts.selection = prompts[index].name
        let height = ScreenLayout(state).overlayRows
        state.savedPrompts.window.show(index, of: prompts.count, height: height)
    }

    private static func perform(_ state: inout AppState, _ action: UserAction) -> [AppEffect] {
        guard let saved = state.savedPrompts.selected else { return [] }
        switch action {
        case .choose: load(&state, saved)
        case .delete: ask(&state, "Delete “\(saved.name)”?", [saved.prompt], .deleteSavedPrompt(saved.name))
        default: askToRun(&state, saved)
        }
        return []
    }

    private static func load(_ state: inout AppState, _ saved: SavedPrompt) {
        let request = request(saved, state.setup)
        ComposeUpdate.load(&state, prompt: saved.prompt, base: request, parent: nil)
        let hasVariables = saved.prompt.contains("{") && saved.prompt.contains("}")
        state.say("Loaded “\(saved.name)”." + (hasVariables ? " Replace what stands in braces." : ""))
    }

    private static func askToRun(_ state: inout AppState, _ saved: SavedPrompt) {
        guard !saved.prompt.contains("{") else { return load(&state, saved) }
        let request = request(saved, state.setup)
        if let problem = request.problems().first { return state.say(problem.message, .warning) }
        let line = "\(request.model) at \(state.setup.destination). It may be billed."
        ask(&state, "Run “\(saved.name)”?", [line], .run(request, parent: nil))
    }

    private static func request(_ saved: SavedPrompt, _ setup: Setup) -> GenerationRequest {
        var request = setup.template
        request.prompt = saved.prompt
        request.model = saved.model ?? request.model
        request.parameters = saved.parameters.filled(from: request.parameters)
        return request
    }

    private static func ask(
        _ state: inout AppState,
        _ question: String,
        _ lines: [String],
        _ yes: ConfirmState.Yes
    ) {
        state.overlays.append(.confirm(ConfirmState(question: question, lines: lines, yes: yes)))
    }
}
