import Terminal

/// Which actions are possible in every pane.
enum GlobalAvailability {
    static func of(_ action: UserAction, _ state: AppState) -> Availability {
        switch action {
        case .goToDetail where GlobalUpdate.shown(state) == nil:
            .because("Nothing to show the details of yet.")
        case .enlarge where state.paneSize == .full:
            .because(
                "This pane has the whole screen already. \(state.key(.shrink, in: .browsing)) makes it smaller."
            )
        case .shrink where state.paneSize == .normal:
            .because(
                "All panes are in view already. \(state.key(.enlarge, in: .browsing)) makes this one larger."
            )
        case .enlarge, .shrink:
            ScreenLayout.kind(of: state.size) == .tabs
                ? .because(
                    "One pane at a time fits on this screen. \(state.key(.nextPane)) goes to the next."
                )
                : .available
        default: .available
        }
    }
}

/// Which actions every list allows.
enum BrowsingAvailability {
    static func of(_ action: UserAction, _ state: AppState) -> Availability {
        guard isMove(action), state.overlays.isEmpty else { return .available }
        switch state.focus {
        case .runs where state.runs.isEmpty: return .because("Nothing runs: the list is empty.")
        case .history where state.history.items.isEmpty:
            let isSearch = !state.history.query.isEmpty
            return .because(isSearch ? "Nothing matches the search." : "The history is empty yet.")
        case .detail where state.detail.generation == nil:
            return .because("Nothing is shown here yet.")
        default: return .available
        }
    }

    private static func isMove(_ action: UserAction) -> Bool {
        switch action {
        case .moveUp, .moveDown, .movePageUp, .movePageDown, .moveTop, .moveBottom: true
        default: false
        }
    }
}
