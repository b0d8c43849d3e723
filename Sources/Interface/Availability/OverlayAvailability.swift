import Generations

/// Which actions are possible in what lies above the panes.
enum OverlayAvailability {
    static func of(_ action: UserAction, in context: KeyContext, _ state: AppState) -> Availability {
        switch context {
        case .savedPrompts: savedPrompts(action, state)
        case .copy: copy(action, state)
        case .statistics: statistics(action, state)
        case .models: models(action, state)
        case .providers: providers(action, state)
        default: .available
        }
    }

    private static func savedPrompts(_ action: UserAction, _ state: AppState) -> Availability {
        switch action {
        case .undoChange where state.savedPrompts.deleted.isEmpty:
            .because("No saved prompt was deleted since the start.")
        case .choose, .runAgain, .delete, .editSaved, .renameSaved, .duplicateSaved:
            state.savedPrompts.selected == nil ? nothingSaved(state) : .available
        default: .available
        }
    }

    private static func nothingSaved(_ state: AppState) -> Availability {
        if state.savedPrompts.prompts == nil { return .because("The saved prompts are still being read.") }
        if !state.savedPrompts.field.isEmpty { return .because("No saved prompt has these words.") }
        return .because(
            "No prompt is saved yet: \(state.key(.savePrompt, in: .prompt)) in the prompt saves one."
        )
    }

    private static func statistics(_ action: UserAction, _ state: AppState) -> Availability {
        guard action == .choose, case .statistics(let page) = state.overlays.last, page.rows.isEmpty else {
            return .available
        }
        return .because("There is no model to list the runs of yet.")
    }

    private static func models(_ action: UserAction, _ state: AppState) -> Availability {
        switch action {
        case .choose, .toggleStar, .chooseProvider:
            state.models.selected == nil ? .because("There is no model to choose here.") : .available
        default: .available
        }
    }

    private static func providers(_ action: UserAction, _ state: AppState) -> Availability {
        guard action == .choose, case .providers(let box) = state.overlays.last else { return .available }
        guard let offer = box.selected else { return .because("There is no provider to choose yet.") }
        return ProviderWords.reason(offer, for: box.task).map { .because($0) } ?? .available
    }

    private static func copy(_ action: UserAction, _ state: AppState) -> Availability {
        guard case .copy(let targets) = state.overlays.last else { return .available }
        let isKnown = action == .copyJSON || CopyUpdate.what(action) == nil
        guard !isKnown, targets.allSatisfy({ CopyUpdate.text(action, $0) == nil }) else { return .available }
        let (names, verb) = (MarksUpdate.names(targets), targets.count == 1 ? "has" : "have")
        return .because("\(names) \(verb) no \(CopyUpdate.what(action) ?? "such thing").")
    }
}
