/// A situation in which keys have a meaning. Several hold at once; the innermost one that knows a key wins.
enum KeyContext: String, CaseIterable, Sendable {
    /// A text has the keys: letters are text.
    case prompt, filter, nameInput, labelsInput, varyInput, pipeInput, commandList, helpSearch, parameters,
        variables,
        savedSearch, modelSearch
    /// A list or a page has the keys: letters are commands.
    case runs, history, detail, savedPrompts, help, copy, sort, compare, players, confirm, runList, runLog,
        statistics, models, providers
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
        case .pipeInput: "Giving to a command"
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
        case .models: "Models"
        case .modelSearch: "Searching the models"
        case .providers: "Providers of a model"
        case .help: "Help"
        case .copy: "Copying"
        case .sort: "Choosing an order"
        case .compare: "Comparing"
        case .runLog: "Log of a run"
        case .statistics: "Statistics"
        case .players: "Choosing a player"
        case .confirm: "A question"
        case .browsing: "In every list"
        case .everywhere: "Everywhere"
        }
    }

    /// Whether keys that are no commands become text.
    var isTyping: Bool {
        switch self {
        case .prompt, .filter, .nameInput, .labelsInput, .varyInput, .pipeInput, .commandList, .helpSearch,
            .parameters, .variables, .savedSearch, .modelSearch:
            true
        default: false
        }
    }
}

extension KeyContext {
    /// The wider situations that hold with this one, innermost first.
    var outer: [KeyContext] {
        switch self {
        case .confirm, .everywhere: []
        case .browsing, .copy, .sort: [.everywhere]
        default: isTyping ? [.everywhere] : [.browsing, .everywhere]
        }
    }
}

extension AppState {
    /// The situations that hold now, innermost first.
    var contexts: [KeyContext] { [context] + context.outer }

    /// What a sentence calls the key of an action where a situation holds.
    func key(_ action: UserAction, in context: KeyContext) -> String {
        keymap.name(of: action, in: [context] + context.outer)
    }

    /// What a sentence calls the key of an action where the keys are now.
    func key(_ action: UserAction) -> String { keymap.name(of: action, in: contexts) }

    private var context: KeyContext {
        switch overlays.last {
        case .confirm: .confirm
        case .help(let help): help.isTyping ? .helpSearch : .help
        case .savedPrompts: savedPrompts.isTyping ? .savedSearch : .savedPrompts
        case .models: models.isTyping ? .modelSearch : .models
        case .providers: .providers
        case .savingPrompt: .nameInput
        case .commands: .commandList
        case .compare: .compare
        case .labels: .labelsInput
        case .vary: .varyInput
        case .copy: .copy
        case .sort: .sort
        case .pipe: .pipeInput
        case .parameters: .parameters
        case .variables: .variables
        case .runList: .runList
        case .runLog: .runLog
        case .statistics: .statistics
        case .players: .players
        case nil: paneContext
        }
    }

    private var paneContext: KeyContext {
        switch focus {
        case .compose: .prompt
        case .runs: .runs
        case .history: history.isTyping ? .filter : .history
        case .detail: .detail
        }
    }
}
