import Generations

/// Sending a prompt, and taking it back.
extension ComposeUpdate {
    static func send(_ state: inout AppState) -> [AppEffect] {
        let editor = state.compose.editor
        if state.setup.enter == .send, editor.endsWithBackslash {
            state.compose.editor.replace((editor.cursor - 1)..<editor.cursor, with: "\n", kind: .other)
            state.compose.draftChangedAt = state.now.uptime
            return []
        }
        if editor.isTooLong {
            state.say("Not sent. \(editor.tooLong.message)", .warning)
            return []
        }
        // No command is longer, and a long text is not put together for it.
        if editor.characters.count < 20, editor.text.hasPrefix("/"),
            PlainCommand.isCommand(String(editor.text.dropFirst()))
        {
            let help = state.key(.showHelp, in: .everywhere)
            state.say(
                "Not sent: \(editor.text) is a command of --plain. Here \(help) shows the keys.",
                .warning
            )
            return []
        }
        return go(&state, SendOrder(plan: state.compose.plan))
    }

    /// Shows everything that Enter would send, without sending it.
    static func showRuns(_ state: inout AppState) -> [AppEffect] {
        var order = SendOrder(plan: state.compose.plan)
        order.isAsking = true
        order.plan.values = state.compose.variableValues
        return show(&state, order)
    }

    /// Goes on with an order: asks for its variables, shows its runs where there are several, or sends it.
    static func go(_ state: inout AppState, _ order: SendOrder) -> [AppEffect] {
        let variables = order.plan.openVariables
        if !variables.isEmpty {
            if let problem = order.plan.first(state.setup).problems.first {
                state.say("Not sent. \(problem.message)", .warning)
                return []
            }
            VariableFormUpdate.open(&state, order, variables)
            return []
        }
        return show(&state, order)
    }

    private static func show(_ state: inout AppState, _ order: SendOrder) -> [AppEffect] {
        switch order.plan.requests(state.setup) {
        case .failure(let problem):
            state.say("Not sent. \(problem.message)", .warning)
            return []
        case .success(let requests):
            guard requests.count > 1 || order.isAsking else { return send(&state, order, requests) }
            return RunListUpdate.open(&state, order, requests)
        }
    }

    /// Sends what was shown, or what is only one.
    static func send(
        _ state: inout AppState,
        _ order: SendOrder,
        _ requests: [GenerationRequest]
    ) -> [AppEffect] {
        let ticket = state.nextNumber()
        let parent = order.plan.parent
        let start: AppEffect =
            requests.count == 1
            ? .enqueue(requests[0], parent: parent, ticket: ticket)
            : .enqueueSeries(requests, parent: parent, ticket: ticket)
        let many = requests.count == 1 ? "Starting." : "Starting \(requests.count) runs."
        guard order.savedName == nil else {
            state.say(many)
            return [start]
        }
        state.history.followsNewest = true
        state.compose.sent = SentPrompt(
            ticket: ticket,
            text: order.plan.text,
            side: state.compose.side,
            at: state.now.uptime
        )
        state.compose.base = withoutSeed(order.plan.nextBase(state.setup), state.compose)
        state.compose.parent = nil
        state.compose.savedName = nil
        state.compose.recall = nil
        state.compose.goalColumn = nil
        state.compose.editor.setText("")
        state.compose.draftChangedAt = state.now.uptime
        state.say(
            "\(many) \(state.key(.back, in: .prompt)) takes \(requests.count == 1 ? "it" : "them") back."
        )
        return [start] + saveDraft(&state)
    }

    /// The library has given a request its number, or several theirs.
    static func enqueued(
        _ state: inout AppState,
        ticket: Int,
        _ generations: [Generation],
        reason: String? = nil
    ) -> [AppEffect] {
        let names = Self.names(generations.map(\.id))
        if let reason { state.say("Only \(names) went. \(reason)", .bad) }
        guard var sent = state.compose.sent, sent.ticket == ticket else {
            if reason == nil { state.say("\(names) \(generations.count == 1 ? "is" : "are") on the way.") }
            return []
        }
        sent.ids = generations.map(\.id)
        state.compose.sent = sent
        if sent.isTakenBack { return takeBack(&state, sent) }
        let isOne = generations.count == 1
        let back = state.key(.back, in: .prompt)
        let words =
            isOne ? "is on its way. \(back) takes it back." : "are on their way. \(back) takes them back."
        if reason == nil { state.say("\(names) \(words)") }
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
            if recall.index != nil { ComposeRecall.takeBack(&state) }
            state.compose.recall = nil
        }
        return []
    }

    private static func takeBack(_ state: inout AppState, _ sent: SentPrompt) -> [AppEffect] {
        guard !sent.ids.isEmpty else {
            state.compose.sent?.isTakenBack = true
            state.say("Taking it back.")
            return []
        }
        restore(&state, sent)
        state.compose.sent = nil
        state.say("Took \(names(sent.ids)) back. The server may have begun with it.", .warning)
        return sent.ids.map { .cancel($0) }
    }

    private static func restore(_ state: inout AppState, _ sent: SentPrompt) {
        guard state.compose.editor.isEmpty else { return }
        state.compose.editor.setText(sent.text)
        state.compose.side = sent.side
        state.compose.draftChangedAt = state.now.uptime
    }

    /// `#7`, or `#7 to #12`.
    private static func names(_ ids: [GenerationID]) -> String {
        guard let first = ids.first, let last = ids.last else { return "Nothing" }
        return ids.count == 1 ? "\(first)" : "\(first) to \(last)"
    }
}

/// A plan on its way to be sent, with where it comes from.
struct SendOrder: Equatable, Sendable {
    var plan: SendPlan
    /// The saved prompt that is run; nil for the prompt in the editor.
    var savedName: String?
    /// Shown before it is sent, also when it is one run only.
    var isAsking = false
}
