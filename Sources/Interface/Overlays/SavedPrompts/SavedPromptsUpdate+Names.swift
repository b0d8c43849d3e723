import Generations
import Terminal

/// Naming: saving what stands in the prompt, renaming and copying what is saved.
extension SavedPromptsUpdate {
    /// The most characters of a name that the library takes.
    static let longestName = 100

    /// Asks for the name under which the prompt is saved; the one that it was loaded from is there already.
    static func askName(_ state: inout AppState) -> [AppEffect] {
        guard !state.compose.editor.isTooLong else {
            state.say(state.compose.editor.tooLong.message, .warning)
            return []
        }
        guard !state.compose.editor.words.prompt.allSatisfy(\.isWhitespace) else {
            state.say("The prompt is empty: there is nothing to save.", .warning)
            return []
        }
        let field = TextEditor(state.compose.savedName ?? "")
        state.overlays.append(.savingPrompt(SavingPromptState(field: field)))
        return [.listSavedPrompts]
    }

    /// Saves the prompt as it is now. Words that stand for several things stay words; the others are kept apart.
    static func save(_ state: inout AppState, _ name: String) -> [AppEffect] {
        let editor = state.compose.editor
        var request = state.compose.base ?? state.setup.template
        var prompt = editor.words.prompt
        if editor.words.words.allSatisfy({ $0.name != "runs" && PromptTemplate($0.value).isPlain }) {
            _ = editor.words.apply(to: &request, template: state.setup.template)
        } else {
            prompt = editor.text
        }
        let model = request.model == state.setup.template.model ? nil : request.model
        state.compose.savedName = name
        return [.savePrompt(name: name, prompt: prompt, model: model, parameters: request.parameters)]
    }

    /// Does what a key asks for while the name is typed; nil when it means nothing here.
    static func update(
        _ state: inout AppState,
        _ saving: SavingPromptState,
        _ action: UserAction
    ) -> [AppEffect]? {
        action == .choose ? finish(&state, saving) : InputBox.update(&state, action)
    }

    private static func finish(_ state: inout AppState, _ saving: SavingPromptState) -> [AppEffect] {
        let name = saving.field.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty else {
            state.say("A name is needed. \(state.key(.back, in: .nameInput)) goes back.", .warning)
            return []
        }
        let same = state.savedPrompts.prompts?.first { $0.name.lowercased() == name.lowercased() }
        switch saving.purpose {
        case .draft:
            state.overlays.removeLast()
            guard let same else { return save(&state, name) }
            ask(&state, "Replace “\(same.name)”?", [same.prompt], .savePrompt(same.name))
            return []
        case .rename(let old):
            if let same, same.name != old { return taken(&state, same.name) }
            state.overlays.removeLast()
            return name == old ? [] : [.renameSavedPrompt(name: old, newName: name)]
        case .duplicate(let saved):
            if let same { return taken(&state, same.name) }
            state.overlays.removeLast()
            state.savedPrompts.selection = name
            return [
                .savePrompt(
                    name: name,
                    prompt: saved.prompt,
                    model: saved.model,
                    parameters: saved.parameters
                )
            ]
        }
    }

    private static func taken(_ state: inout AppState, _ name: String) -> [AppEffect] {
        state.say("“\(name)” is there already: another name is needed.", .warning)
        return []
    }
}
