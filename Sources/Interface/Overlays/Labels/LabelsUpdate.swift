import Generations
import Terminal

/// What happens in the input for tags and notes.
enum LabelsUpdate {
    static func open(_ state: inout AppState, _ targets: [Generation]) -> [AppEffect] {
        state.overlays.append(.labels(LabelsState(targets)))
        return []
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ labels: LabelsState, _ action: UserAction) -> [AppEffect]? {
        var labels = labels
        switch action {
        case .choose: return finish(&state, labels)
        case .nextField: labels.field = labels.field == .tags ? .note : .tags
        default: return InputBox.update(&state, action)
        }
        state.replaceOverlay(.labels(labels))
        return []
    }

    private static func finish(_ state: inout AppState, _ labels: LabelsState) -> [AppEffect] {
        let words = TagWords(labels.tags.text)
        if let problem = words.problem {
            state.say(problem, .warning)
            return []
        }
        state.overlays.removeLast()
        let targets = labels.targets.map { state.generation($0.id) ?? $0 }
        return MarksUpdate.label(
            &state,
            targets,
            adding: words.adding,
            removing: words.removing,
            note: labels.changedNote
        )
    }
}
