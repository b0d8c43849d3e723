import Generations

/// Which actions are possible in what lies above the panes.
enum OverlayAvailability {
    static func of(_ action: UserAction, in context: KeyContext, _ state: AppState) -> Availability {
        switch context {
        case .savedPrompts: savedPrompts(action, state)
        case .copy: copy(action, state)
        default: .available
        }
    }

    private static func savedPrompts(_ action: UserAction, _ state: AppState) -> Availability {
        switch action {
        case .choose, .runAgain, .delete:
            state.savedPrompts.selected == nil
                ? .because("No prompt is saved yet: Ctrl-S in the prompt saves one.") : .available
        default: .available
        }
    }

    private static func copy(_ action: UserAction, _ state: AppState) -> Availability {
        guard case .copy(let targets) = state.overlays.last else { return .available }
        let isKnown = action == .copyJSON || CopyUpdate.what(action) == nil
        guard !isKnown, targets.allSatisfy({ CopyUpdate.text(action, $0) == nil }) else { return .available }
        let (names, verb) = (MarksUpdate.names(targets), targets.count == 1 ? "has" : "have")
        return .because("\(names) \(verb) no \(CopyUpdate.what(action) ?? "such thing").")
    }
}
