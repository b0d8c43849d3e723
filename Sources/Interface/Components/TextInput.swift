import Terminal

/// The inputs of the screen: each text that can have the keys.
enum TextInput: Equatable, Sendable {
    case prompt, filter, promptName, commandList, helpSearch, parameters, variables, savedSearch, labels,
        vary,
        pipe, modelSearch

    /// The most characters of a one-line input.
    var longest: Int {
        switch self {
        case .promptName: SavedPromptsUpdate.longestName
        case .vary: 400
        default: 2_000
        }
    }
}

extension AppState {
    /// The input that has the keys; nil when none has.
    var input: TextInput? {
        switch overlays.last {
        case .savingPrompt: .promptName
        case .commands: .commandList
        case .help(let help) where help.isTyping: .helpSearch
        case .parameters: .parameters
        case .variables: .variables
        case .savedPrompts where savedPrompts.isTyping: .savedSearch
        case .models where models.isTyping: .modelSearch
        case .labels: .labels
        case .vary: .vary
        case .pipe: .pipe
        case nil where focus == .compose: .prompt
        case nil where focus == .history && history.isTyping: .filter
        default: nil
        }
    }

    /// The text of an input; nil when it is not there any more.
    subscript(input: TextInput) -> TextEditor? {
        get {
            switch (input, overlays.last) {
            case (.prompt, _): compose.editor
            case (.filter, _): history.field
            case (.savedSearch, _): savedPrompts.field
            case (.modelSearch, _): models.field
            case (.promptName, .savingPrompt(let saving)): saving.field
            case (.commandList, .commands(let list)): list.field
            case (.helpSearch, .help(let help)): help.field
            case (.parameters, .parameters(let form)): form.editor
            case (.variables, .variables(let form)): form.fields[form.index]
            case (.labels, .labels(let labels)): labels.current
            case (.vary, .vary(let vary)): vary.current
            case (.pipe, .pipe(let pipe)): pipe.field
            default: nil
            }
        }
        set {
            guard let editor = newValue else { return }
            switch (input, overlays.last) {
            case (.prompt, _): compose.editor = editor
            case (.filter, _): history.field = editor
            case (.savedSearch, _): savedPrompts.field = editor
            case (.modelSearch, _): models.field = editor
            case (.promptName, .savingPrompt(var saving)):
                saving.field = editor
                replaceOverlay(.savingPrompt(saving))
            case (.commandList, .commands(var list)):
                list.field = editor
                replaceOverlay(.commands(list))
            case (.helpSearch, .help(var help)):
                help.field = editor
                replaceOverlay(.help(help))
            case (.parameters, .parameters(var form)):
                form.editor = editor
                replaceOverlay(.parameters(form))
            case (.variables, .variables(var form)):
                form.fields[form.index] = editor
                replaceOverlay(.variables(form))
            case (.labels, .labels(var labels)):
                labels.current = editor
                replaceOverlay(.labels(labels))
            case (.vary, .vary(var vary)):
                vary.current = editor
                replaceOverlay(.vary(vary))
            case (.pipe, .pipe(var pipe)):
                pipe.field = editor
                replaceOverlay(.pipe(pipe))
            default: break
            }
        }
    }

    /// How the input that has the keys is edited, behind its pane's name; empty unless it is as in vi.
    var editModeTitle: String {
        guard setup.editMode == .vi, let input, let editor = self[input] else { return "" }
        return " \(editor.vi.title)"
    }

    /// An input has another text: what depends on it follows.
    mutating func inputChanged(_ input: TextInput) -> [AppEffect] {
        switch (input, overlays.last) {
        case (.prompt, _): ComposeUpdate.touch(&self)
        case (.filter, _): return HistoryUpdate.search(&self)
        case (.modelSearch, _): ModelsUpdate.typed(&self)
        case (.commandList, .commands(let list)): CommandListUpdate.insert(&self, list, "")
        case (.helpSearch, .help(let help)): HelpUpdate.insert(&self, help, "")
        default: break
        }
        return []
    }

    /// Lets something happen while the input that has the keys has the common kill ring.
    mutating func withSharedKills<Result>(_ body: (inout AppState) -> Result) -> Result {
        guard let input, var editor = self[input] else { return body(&self) }
        if editor.kills != kills {
            editor.kills = kills
            editor.kills.endRun()
            self[input] = editor
        }
        let result = body(&self)
        if let editor = self[input] { kills = editor.kills }
        return result
    }
}

extension Key {
    /// The character that a key sends when it is taken literally; nil for one that sends several.
    var literal: Character? {
        switch code {
        case .character(let character) where modifiers.isEmpty: character
        case .character(let character) where modifiers == .control: Self.control(character)
        case .tab where modifiers.isEmpty: "\t"
        case .enter where modifiers.isEmpty: "\n"
        case .escape where modifiers.isEmpty: "\u{1b}"
        case .backspace where modifiers.isEmpty: "\u{7f}"
        default: nil
        }
    }

    private static func control(_ character: Character) -> Character? {
        guard let value = character.uppercased().unicodeScalars.first?.value else { return nil }
        if character == " " { return "\0" }
        guard (0x41...0x5f).contains(value), let scalar = Unicode.Scalar(value - 0x40) else { return nil }
        return Character(scalar)
    }
}
