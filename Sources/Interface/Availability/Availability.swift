/// Whether something can be done now, and if not, why not in one sentence.
enum Availability: Equatable, Sendable {
    case available
    case because(String)

    /// Why it cannot be done; nil when it can.
    var reason: String? {
        switch self {
        case .available: nil
        case .because(let sentence): sentence
        }
    }

    var isAvailable: Bool { self == .available }
}

extension AppState {
    /// Whether an action can be done in the situations that hold now. What is refused here never reaches an update.
    func availability(of action: UserAction) -> Availability {
        availability(of: action, in: contexts)
    }

    /// Whether an action can be done where these situations hold, innermost first.
    func availability(of action: UserAction, in contexts: [KeyContext]) -> Availability {
        for context in contexts {
            let availability = availability(of: action, in: context)
            if !availability.isAvailable { return availability }
        }
        return .available
    }

    /// What one situation says of an action. Each part of the screen speaks for its own actions only.
    func availability(of action: UserAction, in context: KeyContext) -> Availability {
        switch context {
        case .prompt: ComposeAvailability.of(action, self)
        case .runs: RunsAvailability.of(action, self)
        case .history: GenerationAvailability.of(action, on: history.selected, history.targets, self)
        case .detail:
            GenerationAvailability.of(
                action,
                on: detail.generation,
                detail.generation.map { [$0] } ?? [],
                self
            )
        case .filter: .available
        case .savedPrompts, .nameInput, .labelsInput, .varyInput, .pipeInput, .commandList, .copy, .sort,
            .compare, .help,
            .helpSearch,
            .confirm, .players, .parameters, .variables, .runList, .savedSearch, .runLog, .statistics,
            .models, .modelSearch, .providers:
            OverlayAvailability.of(action, in: context, self)
        case .browsing: BrowsingAvailability.of(action, self)
        case .everywhere: GlobalAvailability.of(action, self)
        }
    }
}
