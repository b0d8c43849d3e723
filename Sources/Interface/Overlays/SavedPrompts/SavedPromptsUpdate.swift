import Generations
import Terminal

/// What happens to the saved prompts.
enum SavedPromptsUpdate {
    /// Opens the list.
    static func open(_ state: inout AppState) -> [AppEffect] {
        state.overlays = [.savedPrompts]
        state.savedPrompts.isTyping = false
        return [.listSavedPrompts]
    }

    /// Does what a key asks for in the list; nil when it means nothing here.
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        if state.savedPrompts.isTyping { return search(&state, action) }
        let count = state.savedPrompts.shown.count
        switch action {
        case .moveUp: move(&state, by: -1)
        case .moveDown: move(&state, by: 1)
        case .movePageUp: move(&state, by: -10)
        case .movePageDown: move(&state, by: 10)
        case .moveTop: move(&state, by: -count)
        case .moveBottom: move(&state, by: count)
        case .filter: state.savedPrompts.isTyping = true
        case .sortSaved: sort(&state)
        case .undoChange: return bringBack(&state)
        case .choose, .editSaved, .runAgain, .renameSaved, .duplicateSaved, .delete:
            return state.savedPrompts.selected.map { perform(&state, action, $0) } ?? []
        case .back where !state.savedPrompts.field.isEmpty: clearSearch(&state)
        case .back: state.overlays.removeLast()
        default: return nil
        }
        return []
    }

    /// Puts text into the search.
    static func insert(_ state: inout AppState, _ text: String) {
        state.savedPrompts.field.paste(Sanitizing.line(text, limit: 200))
        searched(&state)
    }

    static func saved(_ state: inout AppState, name: String) -> [AppEffect] {
        let key = state.keymap.label(of: .showSavedPrompts, in: [.everywhere]) ?? ""
        state.say("Saved as “\(name)”. \(key) lists the saved prompts.", .good)
        return [.listSavedPrompts]
    }

    static func renamed(_ state: inout AppState, _ name: String, _ newName: String) -> [AppEffect] {
        if state.savedPrompts.selection == name { state.savedPrompts.selection = newName }
        if state.compose.savedName == name { state.compose.savedName = newName }
        state.savedPrompts.used[newName] = state.savedPrompts.used.removeValue(forKey: name)
        state.say("“\(name)” is now “\(newName)”.", .good)
        return [.listSavedPrompts]
    }

    static func deleted(_ state: inout AppState, name: String) -> [AppEffect] {
        let key = state.keymap.label(of: .undoChange, in: [.savedPrompts]) ?? ""
        state.savedPrompts.deleted += state.savedPrompts.prompts?.filter { $0.name == name } ?? []
        state.say("Deleted “\(name)”. \(key) brings it back.")
        return [.listSavedPrompts]
    }

    static func ask(
        _ state: inout AppState,
        _ question: String,
        _ lines: [String],
        _ yes: ConfirmState.Yes
    ) {
        state.overlays.append(.confirm(ConfirmState(question: question, lines: lines, yes: yes)))
    }

    // MARK: The list

    private static func move(_ state: inout AppState, by rows: Int) {
        let shown = state.savedPrompts.shown
        guard !shown.isEmpty else { return }
        let index = min(max(0, (state.savedPrompts.selectedIndex ?? 0) + rows), shown.count - 1)
        state.savedPrompts.selection = shown[index].name
        showSelection(&state)
    }

    private static func showSelection(_ state: inout AppState) {
        let saved = state.savedPrompts
        let height = SavedPromptsView.rows(ScreenLayout(state), saved)
        state.savedPrompts.window.show(saved.selectedIndex ?? 0, of: saved.shown.count, height: height)
    }

    private static func sort(_ state: inout AppState) {
        let isByName = state.savedPrompts.order == .name
        state.savedPrompts.order = isByName ? .lastUse : .name
        state.say(isByName ? "Sorted by last use or change." : "Sorted by name.")
        showSelection(&state)
    }

    private static func search(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        switch action {
        case .choose: state.savedPrompts.isTyping = false
        case .moveUp: move(&state, by: -1)
        case .moveDown: move(&state, by: 1)
        case .movePageUp: move(&state, by: -10)
        case .movePageDown: move(&state, by: 10)
        case .back, .stop: clearSearch(&state)
        default:
            guard state.savedPrompts.field.perform(action) else { return nil }
            searched(&state)
        }
        return []
    }

    private static func searched(_ state: inout AppState) {
        state.savedPrompts.keepSelection(near: 0)
        showSelection(&state)
    }

    private static func clearSearch(_ state: inout AppState) {
        state.savedPrompts.isTyping = false
        state.savedPrompts.field = TextEditor()
        searched(&state)
    }

    // MARK: One of them

    private static func perform(_ state: inout AppState, _ action: UserAction, _ saved: SavedPrompt)
        -> [AppEffect]
    {
        switch action {
        case .choose: load(&state, saved, "Loaded “\(saved.name)”.")
        case .editSaved:
            let key = state.key(.savePrompt, in: .prompt)
            load(&state, saved, "Change “\(saved.name)”; \(key) saves it under this name again.")
            state.compose.savedName = saved.name
        case .runAgain: return run(&state, saved)
        case .renameSaved: name(&state, .rename(saved.name), saved.name)
        case .duplicateSaved: name(&state, .duplicate(saved), saved.name + " 2")
        case .delete: ask(&state, "Delete “\(saved.name)”?", [saved.prompt], .deleteSavedPrompt(saved.name))
        default: break
        }
        return []
    }

    private static func name(_ state: inout AppState, _ purpose: SavingPromptState.Purpose, _ text: String) {
        state.overlays.append(.savingPrompt(SavingPromptState(purpose: purpose, field: TextEditor(text))))
    }

    private static func load(_ state: inout AppState, _ saved: SavedPrompt, _ sentence: String) {
        state.savedPrompts.used[saved.name] = state.now.date
        let base = base(saved, state.setup)
        ComposeUpdate.load(&state, prompt: saved.prompt, base: base, parent: nil, isTemplate: true)
        let names = PromptTemplate(saved.prompt).variables.map { "{\($0)}" }.joined(separator: " ")
        state.say(
            names.isEmpty ? sentence : "\(sentence) \(state.key(.send, in: .prompt)) asks for \(names)."
        )
    }

    /// Runs one after it was shown; its variables are asked for first.
    private static func run(_ state: inout AppState, _ saved: SavedPrompt) -> [AppEffect] {
        state.savedPrompts.used[saved.name] = state.now.date
        let plan = SendPlan(text: saved.prompt, base: base(saved, state.setup))
        return ComposeUpdate.go(&state, SendOrder(plan: plan, savedName: saved.name, isAsking: true))
    }

    private static func base(_ saved: SavedPrompt, _ setup: Setup) -> GenerationRequest {
        var request = setup.template
        request.model = saved.model ?? request.model
        request.parameters = saved.parameters.filled(from: request.parameters)
        return request
    }

    private static func bringBack(_ state: inout AppState) -> [AppEffect] {
        guard let saved = state.savedPrompts.deleted.popLast() else { return [] }
        state.savedPrompts.selection = saved.name
        return [
            .savePrompt(
                name: saved.name,
                prompt: saved.prompt,
                model: saved.model,
                parameters: saved.parameters
            )
        ]
    }
}
