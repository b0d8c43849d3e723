import Generations

/// What happens to a question.
enum ConfirmUpdate {
    static func update(_ state: inout AppState, _ confirm: ConfirmState, _ action: UserAction) -> [AppEffect]
    {
        switch action {
        case .confirm:
            state.overlays.removeLast()
            return perform(&state, confirm.yes)
        case .refuse, .back, .stop:
            state.overlays.removeLast()
        default: break
        }
        return []
    }

    private static func perform(_ state: inout AppState, _ yes: ConfirmState.Yes) -> [AppEffect] {
        switch yes {
        case .cancel(let id):
            state.say("Cancelling \(id).")
            return [.cancel(id)]
        case .release(let id): return [.release(id)]
        case .run(let request, let parent):
            state.say("Starting.")
            return [.enqueue(request, parent: parent, ticket: state.nextNumber())]
        case .runAll(let runs):
            state.say(runs.count == 1 ? "Starting." : "Starting \(Strings.count(runs.count, "run")).")
            let parents = Set(runs.map(\.parent))
            if runs.count > 1, parents.count == 1 {
                return [
                    .enqueueSeries(runs.map(\.request), parent: runs[0].parent, ticket: state.nextNumber())
                ]
            }
            return runs.map { .enqueue($0.request, parent: $0.parent, ticket: state.nextNumber()) }
        case .purge(let ids): return [.purge(ids)]
        case .deleteSavedPrompt(let name): return [.deleteSavedPrompt(name: name)]
        case .savePrompt(let name): return SavedPromptsUpdate.save(&state, name)
        case .quit: return ComposeUpdate.saveDraft(&state) + [.quit]
        }
    }
}
