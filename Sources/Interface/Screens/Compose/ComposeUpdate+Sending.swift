import Generations

/// Sending a prompt, and taking it back.
extension ComposeUpdate {
    static func send(_ state: inout AppState) -> [AppEffect] {
        let editor = state.compose.editor
        if editor.cursor > 0, editor.characters[editor.cursor - 1] == "\\" {
            state.compose.editor.replace((editor.cursor - 1)..<editor.cursor, with: "\n", kind: .other)
            state.compose.draftChangedAt = state.now.uptime
            return []
        }
        let (request, problems) = state.compose.request(state.setup)
        if let problem = problems.first {
            state.say("Not sent. \(problem.message)", .warning)
            return []
        }
        let ticket = state.nextNumber()
        let parent = state.compose.parent
        state.compose.sent = SentPrompt(ticket: ticket, text: editor.text, at: state.now.uptime)
        state.compose.base = request
        state.compose.parent = nil
        state.compose.recall = nil
        state.compose.goalColumn = nil
        state.compose.editor.setText("")
        state.compose.draftChangedAt = state.now.uptime
        state.say("Starting. Esc takes it back.")
        return [.enqueue(request, parent: parent, ticket: ticket)] + saveDraft(&state)
    }

    /// The library has given a request its number.
    static func enqueued(_ state: inout AppState, ticket: Int, _ generation: Generation) -> [AppEffect] {
        guard var sent = state.compose.sent, sent.ticket == ticket else {
            state.say("\(generation.id) is on its way.")
            return []
        }
        sent.id = generation.id
        state.compose.sent = sent
        if sent.isTakenBack { return takeBack(&state, sent) }
        state.say("\(generation.id) is starting. Esc takes it back.")
        return []
    }

    /// A request was not taken: what was typed comes back.
    static func refused(_ state: inout AppState, ticket: Int, reason: String) {
        if let sent = state.compose.sent, sent.ticket == ticket {
            restore(&state, sent)
            state.compose.sent = nil
        }
        state.say("Not sent. \(reason)", .bad)
    }

    static func isFresh(_ sent: SentPrompt, _ state: AppState) -> Bool {
        Clocks.elapsed(since: sent.at, now: state.now) < SentPrompt.grace
    }

    static func back(_ state: inout AppState) -> [AppEffect] {
        if let sent = state.compose.sent, isFresh(sent, state) { return takeBack(&state, sent) }
        if let recall = state.compose.recall {
            ComposeRecall.showDraft(&state, recall)
            state.compose.recall = nil
        }
        state.message = nil
        return []
    }

    private static func takeBack(_ state: inout AppState, _ sent: SentPrompt) -> [AppEffect] {
        guard let id = sent.id else {
            state.compose.sent?.isTakenBack = true
            state.say("Taking it back.")
            return []
        }
        restore(&state, sent)
        state.compose.sent = nil
        state.say("Took \(id) back. The server may have begun with it.", .warning)
        return [.cancel(id)]
    }

    private static func restore(_ state: inout AppState, _ sent: SentPrompt) {
        guard state.compose.editor.isEmpty else { return }
        state.compose.editor.setText(sent.text)
        state.compose.draftChangedAt = state.now.uptime
    }
}
