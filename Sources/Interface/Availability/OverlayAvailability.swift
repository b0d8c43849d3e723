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
        guard case .copy(let id) = state.overlays.last, let generation = state.generation(id) else {
            return .available
        }
        switch action {
        case .copyPath where generation.video == nil: return .because("\(id) has no file.")
        case .copySeed where generation.request.parameters.seed == nil: return .because("\(id) has no seed.")
        default: return .available
        }
    }
}
