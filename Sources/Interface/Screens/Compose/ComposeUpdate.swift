import Generations
import Terminal

/// What happens in the prompt.
enum ComposeUpdate {
    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        switch action {
        case .send: return send(&state)
        case .newline: newline(&state)
        case .moveUp: return moveRow(&state, by: -1)
        case .moveDown: return moveRow(&state, by: 1)
        case .movePageUp: moveToEdge(&state, isStart: true)
        case .movePageDown: moveToEdge(&state, isStart: false)
        case .moveTop: move(&state, to: 0)
        case .moveBottom: move(&state, to: .max)
        case .recallOlder: return ComposeRecall.older(&state, matching: false)
        case .recallParameters: ComposeRecall.takeParameters(&state)
        case .openEditor: return openEditor(&state)
        case .undo, .redo: undo(&state, isRedo: action == .redo)
        case .recallNewer: return ComposeRecall.newer(&state)
        case .savePrompt: return SavedPromptsUpdate.askName(&state)
        case .editParameters: return ParameterFormUpdate.open(&state)
        case .showRunList: return ComposeUpdate.showRuns(&state)
        case .leavePrompt: state.focus = .history
        case .back: return back(&state)
        default: return editingKey(&state, action)
        }
        return []
    }

    /// Puts a typed character in.
    static func type(_ state: inout AppState, _ character: Character) {
        edit(&state) { $0.type(character) }
    }

    /// Puts pasted text in, whole, as one step; it never sends.
    static func paste(_ state: inout AppState, _ text: String) {
        let clean = PastedText.clean(text)
        edit(&state) { $0.paste(clean) }
        guard clean.utf8.count > PastedText.large else { return }
        let undo = state.keymap.label(of: .undo, in: [.prompt]) ?? "Ctrl-_"
        let size = Strings.bytes(Int64(clean.utf8.count))
        state.say("Pasted \(size), \(clean.count) characters. \(undo) takes it back.")
    }

    /// Takes a draft that was kept, unless the user has already begun.
    static func take(_ state: inout AppState, _ draft: Draft) {
        guard !state.compose.isTouched, state.compose.editor.isEmpty else { return }
        state.compose.editor = TextEditor(draft.prompt, cursor: draft.cursor)
        state.compose.editor.history = UndoText.history(draft.undo, of: draft.prompt, state.setup.template)
        if draft.parameters != VideoParameters() {
            state.compose.base = state.setup.template
            state.compose.base?.parameters = draft.parameters
        }
    }

    /// Loads a prompt or what belongs to it, in one step that undo takes back. What was sent as it stands is loaded
    /// so that it stands for itself: its braces are escaped. A template keeps them.
    static func load(
        _ state: inout AppState,
        prompt: String?,
        base: GenerationRequest?,
        parent: GenerationID?,
        isTemplate: Bool = false
    ) {
        let side = state.compose.side
        let before = state.compose.editor.text
        if let prompt {
            edit(&state) { $0.setText(isTemplate ? prompt : PromptTemplate.escaped(prompt)) }
            state.compose.savedName = nil
        }
        let isNew = before != state.compose.editor.text
        if let base { (state.compose.base, state.compose.refused) = (base, [:]) }
        state.compose.parent = parent
        state.compose.loaded = LoadedSeed(parent, base)
        state.compose.editor.history.recordSide(from: side, to: state.compose.side, withLast: isNew)
        state.overlays = []
        state.paneSize = .normal
        state.focus = .compose
        touch(&state)
    }

    /// Saves the draft when the user has paused, and forgets what can no longer be taken back.
    static func tick(_ state: inout AppState) -> [AppEffect] {
        if let sent = state.compose.sent, !isFresh(sent, state) {
            state.compose.sent = nil
            if state.message?.newsUntil == nil { state.message = nil }
        }
        guard let changed = state.compose.draftChangedAt, state.now.uptime - changed >= .seconds(1) else {
            return []
        }
        return saveDraft(&state)
    }

    /// Saves the draft now if it has changed.
    static func saveDraft(_ state: inout AppState) -> [AppEffect] {
        guard state.compose.draftChangedAt != nil else { return [] }
        state.compose.draftChangedAt = nil
        return [.saveDraft(state.compose.draft)]
    }

    /// Puts the cursor where the mouse points to.
    static func point(_ state: inout AppState, to offset: Int) {
        move(&state, to: offset)
    }

    // MARK: Editing

    private static func editingKey(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        var editor = state.compose.editor
        guard editor.perform(action) else { return nil }
        let isChanged = editor.characters != state.compose.editor.characters
        state.compose.editor = editor
        state.compose.goalColumn = nil
        if isChanged {
            touch(&state)
        }
        return []
    }

    static func edit(_ state: inout AppState, _ change: (inout TextEditor) -> Void) {
        change(&state.compose.editor)
        state.compose.goalColumn = nil
        touch(&state)
    }

    /// Who takes the whole text away begins something new: it comes from no take any more, and has no take's seed.
    private static func letGo(_ state: inout AppState) {
        guard state.compose.editor.isEmpty, state.compose.parent != nil else { return }
        let side = state.compose.side
        state.compose.base = withoutSeed(state.compose.base, state.compose)
        state.compose.parent = nil
        state.compose.editor.history.recordSide(from: side, to: state.compose.side, withLast: true)
    }

    /// A request that does not go on with the seed of the take that it was loaded from.
    static func withoutSeed(_ request: GenerationRequest?, _ compose: ComposeState) -> GenerationRequest? {
        guard var request, let loaded = compose.loaded, loaded.parent == compose.parent,
            loaded.seed == request.parameters.seed
        else { return request }
        request.parameters.seed = nil
        return request
    }

    static func touch(_ state: inout AppState) {
        state.compose.draftChangedAt = state.now.uptime
        state.compose.isTouched = true
        state.compose.recall = nil
        letGo(&state)
    }

    private static func newline(_ state: inout AppState) {
        let isEscaped = state.setup.enter == .newline && state.compose.editor.endsWithBackslash
        edit(&state) { editor in
            if isEscaped { editor.remove((editor.cursor - 1)..<editor.cursor) }
            editor.insert("\n", isTyped: true)
        }
    }

    private static func undo(_ state: inout AppState, isRedo: Bool) {
        state.compose.editor.kills.endRun()
        guard let step = isRedo ? state.compose.editor.redo() : state.compose.editor.undo() else {
            return state.say(isRedo ? "There is nothing to make again." : "There is nothing to take back.")
        }
        if let side = isRedo ? step.sideAfter : step.sideBefore { state.compose.side = side }
        state.compose.goalColumn = nil
        touch(&state)
    }

    // MARK: Moving

    private static func moveRow(_ state: inout AppState, by step: Int) -> [AppEffect] {
        let text = rows(state, around: state.compose.editor.cursor)
        let place = text.place(of: state.compose.editor.cursor)
        if step < 0, text.hasStart, place.row == 0 {
            return ComposeRecall.older(&state, matching: true)
        }
        if step > 0, text.hasEnd, place.row == text.rows.count - 1 { return ComposeRecall.newer(&state) }
        let column = state.compose.goalColumn ?? place.column
        state.compose.editor.kills.endRun()
        state.compose.editor.moveCursor(to: text.offset(atRow: place.row + step, column: column))
        state.compose.goalColumn = column
        return []
    }

    private static func moveToEdge(_ state: inout AppState, isStart: Bool) {
        let editor = state.compose.editor
        let column =
            state.compose.goalColumn ?? rows(state, around: editor.cursor).place(of: editor.cursor).column
        let text = rows(state, around: isStart ? 0 : editor.characters.count)
        state.compose.editor.moveCursor(
            to: text.offset(atRow: isStart ? 0 : text.rows.count - 1, column: column)
        )
        state.compose.goalColumn = column
    }

    /// The rows of the prompt around a place, as they are on the screen.
    private static func rows(_ state: AppState, around offset: Int) -> TextRows {
        TextRows(
            state.compose.editor.characters,
            around: offset,
            width: ScreenLayout(state).promptTextWidth,
            reach: 1
        )
    }

    private static func move(_ state: inout AppState, to offset: Int) {
        state.compose.editor.kills.endRun()
        state.compose.editor.moveCursor(to: offset)
        state.compose.goalColumn = nil
    }
}
