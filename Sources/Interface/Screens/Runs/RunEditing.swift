import Generations

/// A queued run whose request is in the prompt: held meanwhile, and replaced by what is sent.
struct EditedRun: Equatable, Sendable {
    var id: GenerationID
    /// Whether it was held before, and stays so when it is left as it was.
    var wasHeld: Bool
    /// What was in the prompt before.
    var draft: String
    var draftBase: GenerationRequest?
    var draftParent: GenerationID?
    /// What replaces it, once that was sent.
    var ticket: Int?
}

/// Changing a run that has not begun.
enum RunEditing {
    /// Holds a queued run and loads its request into the prompt.
    static func begin(_ state: inout AppState, _ run: Run) -> [AppEffect] {
        let released = state.runs.edited?.id == run.id ? [] : leave(&state)
        let compose = state.compose
        var edited = EditedRun(id: run.id, wasHeld: run.isHeld, draft: compose.editor.text)
        edited.draftBase = compose.base
        edited.draftParent = compose.parent
        let request = run.generation.request
        state.compose.sent = nil
        ComposeUpdate.load(&state, prompt: request.prompt, base: request, parent: run.generation.parent)
        state.runs.edited = edited
        let (send, back) = (state.key(.send, in: .prompt), state.key(.back, in: .prompt))
        state.say(
            "Editing \(run.id), which is held meanwhile. \(send) replaces it, \(back) leaves it as it was."
        )
        return released + (run.isHeld ? [] : [.hold(run.id)])
    }

    /// Leaves the run as it was and puts back what was in the prompt; nil when none is edited.
    static func back(_ state: inout AppState) -> [AppEffect]? {
        guard let edited = state.runs.edited, edited.ticket == nil else { return nil }
        let effects = leave(&state)
        ComposeUpdate.load(&state, prompt: edited.draft, base: nil, parent: edited.draftParent)
        state.compose.base = edited.draftBase
        state.say("\(edited.id) is as it was\(edited.wasHeld ? ", held" : " and goes on").")
        return effects
    }

    /// Lets what is sent from the prompt take the place of the edited run.
    static func replacing(_ state: inout AppState, _ effects: [AppEffect]) -> [AppEffect] {
        guard var edited = state.runs.edited, edited.ticket == nil, let sent = state.compose.sent else {
            return effects
        }
        return effects.map { effect in
            guard case .enqueue(let request, let parent, let ticket) = effect, ticket == sent.ticket else {
                return effect
            }
            edited.ticket = ticket
            state.runs.edited = edited
            state.say("Replacing \(edited.id). \(state.key(.back, in: .prompt)) takes the new one back.")
            return .replace(edited.id, request, parent: parent, ticket: ticket)
        }
    }

    /// What was sent is in the queue, or was refused and is in the prompt again.
    static func answered(_ state: inout AppState, ticket: Int, by generation: Generation?) {
        guard let edited = state.runs.edited, edited.ticket == ticket else { return }
        guard let generation else {
            state.runs.edited?.ticket = nil
            return
        }
        state.runs.edited = nil
        let back = state.key(.back, in: .prompt)
        state.say("\(generation.id) has taken the place of \(edited.id). \(back) takes it back.")
    }

    /// Whether a run ends because another has taken its place.
    static func isReplaced(_ state: AppState, _ id: GenerationID) -> Bool {
        state.runs.edited?.id == id && state.runs.edited?.ticket != nil
    }

    /// A run has ended or begun: then there is nothing to edit any more.
    static func happened(_ state: inout AppState, _ generation: Generation) {
        guard let edited = state.runs.edited, edited.id == generation.id, edited.ticket == nil else { return }
        switch generation.state {
        case .queued, .held: break
        default: state.runs.edited = nil
        }
    }

    private static func leave(_ state: inout AppState) -> [AppEffect] {
        guard let edited = state.runs.edited else { return [] }
        state.runs.edited = nil
        return edited.wasHeld ? [] : [.release(edited.id)]
    }
}
