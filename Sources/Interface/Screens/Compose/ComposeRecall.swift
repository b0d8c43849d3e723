import Generations

/// Going through earlier prompts and back to the draft.
enum ComposeRecall {
    /// The most earlier prompts that one search brings.
    static let limit = 200

    /// The next older prompt; the first time, asks for those that contain a text.
    static func older(_ state: inout AppState, containing text: String) -> [AppEffect] {
        guard let recall = state.compose.recall else {
            let number = state.nextNumber()
            state.compose.recall = Recall(
                number: number,
                draft: state.compose.editor.text,
                draftCursor: state.compose.editor.cursor
            )
            return [.recallPrompts(number: number, containing: text, limit: limit)]
        }
        guard let prompts = recall.prompts else { return [] }
        let next = recall.index.map { $0 + 1 } ?? 0
        guard next < prompts.count else {
            state.say(prompts.isEmpty ? "No earlier prompt contains this text." : "This is the oldest one.")
            return []
        }
        show(&state, next)
        return []
    }

    /// The next newer prompt, or the draft.
    static func newer(_ state: inout AppState) -> [AppEffect] {
        guard let recall = state.compose.recall, let index = recall.index else { return [] }
        if index > 0 {
            show(&state, index - 1)
        } else {
            showDraft(&state, recall)
            state.compose.recall?.index = nil
        }
        return []
    }

    /// The earlier prompts have been looked up.
    static func recalled(_ state: inout AppState, number: Int, _ prompts: [String]) {
        guard let recall = state.compose.recall, recall.number == number, recall.prompts == nil else {
            return
        }
        let others = prompts.filter { $0 != recall.draft }
        state.compose.recall?.prompts = others
        guard !others.isEmpty else {
            state.compose.recall = nil
            let isEmpty = recall.draft.isEmpty
            state.say(isEmpty ? "There are no earlier prompts." : "No earlier prompt contains this text.")
            return
        }
        show(&state, 0)
    }

    static func showDraft(_ state: inout AppState, _ recall: Recall) {
        state.compose.editor.setText(recall.draft)
        state.compose.editor.moveCursor(to: recall.draftCursor)
        state.message = nil
    }

    private static func show(_ state: inout AppState, _ index: Int) {
        guard let prompts = state.compose.recall?.prompts, prompts.indices.contains(index) else { return }
        state.compose.recall?.index = index
        state.compose.editor.setText(PromptTemplate.escaped(prompts[index]))
        state.compose.draftChangedAt = state.now.uptime
        state.compose.isTouched = true
        state.say("Earlier prompt \(index + 1) of \(prompts.count). Down goes back to your draft.")
    }
}
