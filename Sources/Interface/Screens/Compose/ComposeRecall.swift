import Generations

/// Going through earlier prompts and back to the draft. However far one goes, it is one step for undo.
enum ComposeRecall {
    /// The most earlier prompts that one search brings.
    static let limit = 200

    /// The next older prompt; the first time, asks for those that contain what is typed, or for all.
    static func older(_ state: inout AppState, matching: Bool) -> [AppEffect] {
        if let recall = state.compose.recall, recall.text.isEmpty || matching {
            guard let found = recall.found else { return [] }
            let next = recall.index.map { $0 + 1 } ?? 0
            guard next < found.count else {
                state.say("This is the oldest one\(matchWords(recall)).")
                return []
            }
            show(&state, next)
            return []
        }
        if state.compose.recall?.index != nil { takeBack(&state) }
        let draft = state.compose.editor.text
        let number = state.nextNumber()
        let text = matching ? draft : ""
        state.compose.recall = Recall(number: number, text: text, draft: draft)
        return [.recallPrompts(number: number, containing: text, limit: limit)]
    }

    /// The next newer prompt, or the draft.
    static func newer(_ state: inout AppState) -> [AppEffect] {
        guard let recall = state.compose.recall, let index = recall.index else { return [] }
        if index > 0 {
            show(&state, index - 1)
        } else {
            takeBack(&state)
            state.compose.recall?.index = nil
        }
        return []
    }

    /// The earlier prompts have been looked up.
    static func recalled(_ state: inout AppState, number: Int, _ found: [Generation]) {
        guard let recall = state.compose.recall, recall.number == number, recall.found == nil else {
            return
        }
        let others = found.filter { $0.request.prompt != recall.draft }
        state.compose.recall?.found = others
        guard !others.isEmpty else {
            state.compose.recall = nil
            let isAny = recall.text.isEmpty
            state.say(isAny ? "There are no earlier prompts." : "No earlier prompt contains this text.")
            return
        }
        show(&state, 0)
    }

    /// Takes the parameters of the prompt that is shown as well.
    static func takeParameters(_ state: inout AppState) {
        guard let recall = state.compose.recall, let index = recall.index, let found = recall.found else {
            return state.say("Up brings an earlier prompt; then this takes its parameters too.")
        }
        let side = state.compose.side
        state.compose.base = found[index].request
        state.compose.parent = found[index].id
        state.compose.loaded = LoadedSeed(found[index].id, found[index].request)
        state.compose.editor.history.recordSide(from: side, to: state.compose.side, withLast: true)
        state.compose.draftChangedAt = state.now.uptime
        state.say("These are the prompt and the parameters of \(found[index].id).")
    }

    /// Puts the draft back as it was.
    static func takeBack(_ state: inout AppState) {
        let step = state.compose.editor.undo()
        if let side = step?.sideBefore { state.compose.side = side }
        state.compose.draftChangedAt = state.now.uptime
    }

    private static func show(_ state: inout AppState, _ index: Int) {
        guard let recall = state.compose.recall, let found = recall.found, found.indices.contains(index)
        else {
            return
        }
        if recall.index != nil { takeBack(&state) }
        state.compose.recall?.index = index
        state.compose.editor.setText(PromptTemplate.escaped(found[index].request.prompt))
        state.compose.draftChangedAt = state.now.uptime
        state.compose.isTouched = true
        let key = state.keymap.label(of: .recallParameters, in: [.prompt]).map {
            " \($0): its parameters too."
        }
        state.say(
            "Earlier prompt \(index + 1) of \(found.count)\(matchWords(recall)).\(key ?? "") Down: back."
        )
    }

    private static func matchWords(_ recall: Recall) -> String {
        recall.text.isEmpty ? "" : " with “\(recall.text.prefix(40))”"
    }
}
