package import Generations
import Terminal

/// The screen's whole behaviour: what happened goes in, the state changes, and what is to be done comes out.
package enum AppUpdate {
    /// What is to be done before anything has happened.
    package static func start(_ state: inout AppState) -> [AppEffect] {
        [.loadDraft, .loadDividers] + HistoryUpdate.search(&state)
    }

    /// Takes in what happened and returns what is to be done.
    package static func update(_ state: inout AppState, _ action: AppAction) -> [AppEffect] {
        state.withSharedKills { state in
            let effects = MessageUpdate.around(&state, action) { take(&$0, action) }
            PlayUpdate.follow(&state)
            return effects + StillsUpdate.follow(&state) + OutsideUpdate.follow(&state)
        }
    }

    private static func take(_ state: inout AppState, _ action: AppAction) -> [AppEffect] {
        switch action {
        case .terminal(let event): terminal(&state, event)
        case .user(let action): user(&state, action)
        case .text(let character): insert(&state, String(character), isTyped: true)
        case .generation(let event):
            changed(&state) + RunsUpdate.happened(&state, event) + spread(&state, event.generation)
                + RelationsUpdate.ended(&state, event.generation)
        case .result(let result): ResultUpdate.update(&state, result)
        case .tick:
            ComposeUpdate.tick(&state) + RunsUpdate.overdue(state)
                + ModelsLoading.askIfDue(&state, at: state.now.uptime)
        }
    }

    private static func changed(_ state: inout AppState) -> [AppEffect] {
        if state.setup.motion == .none { state.changedAt = state.now }
        return []
    }

    /// Takes in the time, which every clock on the screen shows from then on.
    package static func setTime(_ state: inout AppState, _ now: Moment) {
        state.now = now
    }

    /// A generation has changed: every pane that shows it takes it in.
    static func spread(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        HistoryUpdate.changed(&state, generation) + DetailUpdate.changed(&state, generation)
    }

    // MARK: Terminal

    private static func terminal(_ state: inout AppState, _ event: TerminalEvent) -> [AppEffect] {
        PlayUpdate.interrupt(&state, event)
        switch event {
        case .key(let key): return KeyUpdate.press(&state, key)
        case .paste(let text): return insert(&state, text, isTyped: false)
        case .resized(let size):
            state.size = size
            if ScreenLayout(state).kind != .wide, state.focus == .detail, state.detail.id == nil {
                state.focus = .history
            }
            HistoryUpdate.showSelection(&state)
            return [.terminal(.repaint)] + DetailUpdate.catchUp(&state)
        case .mouse(let mouse): return MouseUpdate.update(&state, mouse)
        case .focusGained: state.isUnattended = false
        case .focusLost: state.isUnattended = true
        case .resumed:
            state.outside = OutsideState()
            return [.terminal(.repaint)]
        case .terminationRequested: return ComposeUpdate.saveDraft(&state)
        }
        return []
    }

    /// Text goes to whatever is typed into; elsewhere a paste goes nowhere, and says so.
    static func insert(_ state: inout AppState, _ text: String, isTyped: Bool) -> [AppEffect] {
        state.isQuitArmed = false
        state.pendingKeys = []
        state.isLiteralNext = false
        switch state.overlays.last {
        case .savingPrompt, .labels, .vary, .pipe, .variables: InputBox.insert(&state, text)
        case .savedPrompts where state.savedPrompts.isTyping: SavedPromptsUpdate.insert(&state, text)
        case .models where state.models.isTyping: ModelsUpdate.insert(&state, text)
        case .parameters(let form): return ParameterFormUpdate.insert(&state, form, text)
        case .commands(let list): CommandListUpdate.insert(&state, list, Sanitizing.line(text, limit: 200))
        case .help(let help) where help.isTyping: HelpUpdate.insert(&state, help, text)
        case nil: return insertIntoPane(&state, text, isTyped: isTyped)
        default: state.say("There is nothing to type into here.")
        }
        return []
    }

    private static func insertIntoPane(
        _ state: inout AppState,
        _ text: String,
        isTyped: Bool
    ) -> [AppEffect] {
        switch state.focus {
        case .history where state.history.isTyping:
            if isTyped, let character = text.first { return HistoryUpdate.type(&state, character) }
            return HistoryUpdate.paste(&state, text)
        case .compose:
            if isTyped, let character = text.first {
                ComposeUpdate.type(&state, character)
            } else {
                ComposeUpdate.paste(&state, text)
            }
        default: state.say("Pasted text goes into the prompt: \(state.key(.goToPrompt)) goes there.")
        }
        return []
    }

    // MARK: Keys

    static func user(_ state: inout AppState, _ action: UserAction) -> [AppEffect] {
        if action != .stop { state.isQuitArmed = false }
        if let reason = state.availability(of: action).reason {
            state.say(reason, .warning)
            return []
        }
        let before = state
        let effects = perform(&state, action)
        if effects.isEmpty, state == before { state.say(WithoutEffect.sentence(action, state)) }
        return effects
    }

    private static func perform(_ state: inout AppState, _ action: UserAction) -> [AppEffect] {
        if let effects = overlay(&state, action) { return effects }
        if state.overlays.isEmpty, let effects = pane(&state, action) { return effects }
        return GlobalUpdate.update(&state, action)
    }

    private static func overlay(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        switch state.overlays.last {
        case .confirm(let confirm) where action != .repaint && action != .suspend:
            ConfirmUpdate.update(&state, confirm, action)
        case .help(let help): HelpUpdate.update(&state, help, action)
        case .savedPrompts: SavedPromptsUpdate.update(&state, action)
        case .models: ModelsUpdate.update(&state, action)
        case .providers(let box): ProvidersUpdate.update(&state, box, action)
        case .savingPrompt(let saving): SavedPromptsUpdate.update(&state, saving, action)
        case .commands(let list): CommandListUpdate.update(&state, list, action)
        case .copy(let targets): CopyUpdate.update(&state, targets, action)
        case .labels(let labels): LabelsUpdate.update(&state, labels, action)
        case .compare(let compare): CompareUpdate.update(&state, compare, action)
        case .parameters(let form): ParameterFormUpdate.update(&state, form, action)
        case .variables(let form): VariableFormUpdate.update(&state, form, action)
        case .runList(let list): RunListUpdate.update(&state, list, action)
        case .runLog(let log): RunLogUpdate.update(&state, log, action)
        case .players(let players): PlayersUpdate.update(&state, players, action)
        case .vary(let vary): VaryUpdate.update(&state, vary, action)
        case .statistics(let page): StatisticsUpdate.update(&state, page, action)
        case .pipe(let pipe): PipeUpdate.update(&state, pipe, action)
        case .sort: SortUpdate.update(&state, action)
        case .confirm, nil: nil
        }
    }

    private static func pane(_ state: inout AppState, _ action: UserAction) -> [AppEffect]? {
        switch state.focus {
        case .compose where action == .back && state.compose.sent == nil && state.runs.edited != nil:
            RunEditing.back(&state)
        case .compose: ComposeUpdate.update(&state, action).map { RunEditing.replacing(&state, $0) }
        case .runs: RunsUpdate.update(&state, action)
        case .history: HistoryUpdate.update(&state, action)
        case .detail: DetailUpdate.update(&state, action)
        }
    }
}
