import Generations

/// What happens while two generations are compared.
enum CompareUpdate {
    /// Compares two marked ones, the selected with the only marked one, or the selected with its parent.
    static func open(_ state: inout AppState, _ targets: [Generation]) -> [AppEffect] {
        guard let first = targets.first else { return [] }
        if targets.count == 2 {
            state.overlays.append(.compare(CompareState(first, targets[1])))
            return []
        }
        if let other = other(than: first, state) {
            state.overlays.append(.compare(CompareState(first, other)))
            return []
        }
        guard let parent = first.parent else { return [] }
        if let known = state.generation(parent) {
            state.overlays.append(.compare(CompareState(first, known)))
            return []
        }
        state.overlays.append(.compare(CompareState(first, awaiting: parent)))
        return [.loadGeneration(parent)]
    }

    /// Whether two can be found, and if not, what to do.
    static func availability(_ state: AppState, _ targets: [Generation]) -> Availability {
        if targets.count > 2 {
            return .because("Two can be compared, and \(Strings.grouped(targets.count)) are marked.")
        }
        guard targets.count == 1, targets[0].parent == nil, other(than: targets[0], state) == nil else {
            return .available
        }
        return .because(
            "\(targets[0].id) has no parent to compare with: mark two with \(state.key(.mark, in: .history))."
        )
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ compare: CompareState, _ action: UserAction) -> [AppEffect]?
    {
        if action == .back || action == .stop {
            state.overlays.removeLast()
            return []
        }
        let height = ScreenLayout(state).overlayRows
        let top = PageScroll.top(compare.top, after: action, height: height) {
            CompareView.rows(compare, state).count
        }
        guard let top else { return nil }
        var compare = compare
        compare.top = top
        state.replaceOverlay(.compare(compare))
        return []
    }

    /// The parent has come.
    static func loaded(_ state: inout AppState, _ generation: Generation) {
        guard case .compare(let compare) = state.overlays.last, compare.awaited == generation.id else {
            return
        }
        state.replaceOverlay(.compare(CompareState(compare.left, generation)))
    }

    /// The selected one, when another one is marked.
    private static func other(than generation: Generation, _ state: AppState) -> Generation? {
        guard state.focus == .history, state.history.marked.count == 1, let selected = state.history.selected,
            selected.id != generation.id
        else { return nil }
        return selected
    }
}
