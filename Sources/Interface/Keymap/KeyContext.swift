/// A situation in which keys have a meaning. Several hold at once; the innermost one that knows a key wins.
enum KeyContext: String, CaseIterable, Sendable {
    /// A text has the keys: letters are text.
    case prompt, filter, nameInput, labelsInput, varyInput, commandList, helpSearch, parameters, variables,
        savedSearch
    /// A list or a page has the keys: letters are commands.
    case runs, history, detail, savedPrompts, help, copy, compare, players, confirm, runList, runLog
    /// In every list.
    case browsing
    /// In every pane.
    case everywhere

    var title: String {
        switch self {
        case .prompt: "Prompt"
        case .filter: "Searching the history"
        case .nameInput: "Naming a prompt"
        case .labelsInput: "Tags and note"
        case .varyInput: "Varying"
        case .commandList: "List of commands"
        case .helpSearch: "Searching the help"
        case .parameters: "Parameters"
        case .variables: "Variables"
        case .runList: "The runs of a prompt"
        case .runs: "Runs"
        case .history: "History"
        case .detail: "Detail"
        case .savedPrompts: "Saved prompts"
        case .savedSearch: "Searching the saved prompts"
        case .help: "Help"
        case .copy: "Copying"
        case .compare: "Comparing"
        case .runLog: "Log of a run"
        case .players: "Choosing a player"
        case .confirm: "A question"
        case .browsing: "In every list"
        case .everywhere: "Everywhere"
        }
    }

    /// Whether keys that are no commands become text.
    var isTyping: Bool {
        switch self {
        case .prompt, .filter, .nameInput, .labelsInput, .varyInput, .commandList, .helpSearch, .parameters,
            .variables, .savedSearch:
            true
        default: false
        }
    }
}

extension AppState {
    /// The situations that hold now, innermost first.
    var contexts: [KeyContext] {
        switch overlays.last {
        case .confirm: [.confirm]
        case .help(let help) where help.isTyping: [.helpSearch, .everywhere]
        case .help: [.help, .browsing, .everywhere]
        case .savedPrompts where savedPrompts.isTyping: [.savedSearch, .everywhere]
        case .savedPrompts: [.savedPrompts, .browsing, .everywhere]
        case .savingPrompt: [.nameInput, .everywhere]
        case .commands: [.commandList, .everywhere]
        case .compare: [.compare, .browsing, .everywhere]
        case .labels: [.labelsInput, .everywhere]
        case .vary: [.varyInput, .everywhere]
        case .copy: [.copy, .everywhere]
        case .parameters: [.parameters, .everywhere]
        case .variables: [.variables, .everywhere]
        case .runList: [.runList, .browsing, .everywhere]
        case .runLog: [.runLog, .browsing, .everywhere]
        case .players: [.players, .browsing, .everywhere]
        case nil: paneContexts
        }
    }

    private var paneContexts: [KeyContext] {
        switch focus {
        case .compose: [.prompt, .everywhere]
        case .runs: [.runs, .browsing, .everywhere]
        case .history where history.isTyping: [.filter, .everywhere]
        case .history: [.history, .browsing, .everywhere]
        case .detail: [.detail, .browsing, .everywhere]
        }
    }
}
