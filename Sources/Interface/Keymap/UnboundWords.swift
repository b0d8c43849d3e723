import Terminal

/// What is said of a key that does nothing here: where it does something, else where the keys are listed.
enum UnboundWords {
    static func sentence(_ key: Key, _ state: AppState) -> String {
        if case .confirm = state.overlays.last { return answer(key, state) }
        let width = ScreenLayout(state).message.width - 2
        let sentences = elsewhere(key, state)
        if let short = sentences.last {
            return sentences.first { CharacterWidth.columns(of: $0) <= width } ?? short
        }
        let help = state.key(.showHelp, in: .everywhere)
        return
            "\(key.label) does nothing here (\(state.contexts.first?.title ?? "")). \(help) shows the keys."
    }

    /// A question knows two answers.
    private static func answer(_ key: Key, _ state: AppState) -> String {
        let (yes, no) = (state.key(.confirm, in: .confirm), state.key(.refuse, in: .confirm))
        return "\(key.label) is no answer: \(yes) or \(no)."
    }

    /// The sentences that name another pane, the longest first; empty when no pane knows the key.
    private static func elsewhere(_ key: Key, _ state: AppState) -> [String] {
        guard state.overlays.isEmpty else { return [] }
        for (pane, context, way) in panes where pane != state.focus {
            guard case .action(let action) = state.keymap.match([key], in: [context]),
                let binding = state.keymap.bindings(in: context).first(where: { $0.action == action }),
                pane != .compose || !binding.hint.isEmpty
            else { continue }
            let step = state.keymap.label(of: way, in: state.contexts).map { " (\($0))" } ?? ""
            let there = "in \(pane.place)\(step)"
            let words = binding.help.prefix { !";:,".contains($0) }
            return [
                "\(key.label) does nothing in \(state.focus.place); \(there): \(words).",
                "\(key.label) \(there): \(words).", "\(key.label) works \(there).",
            ]
        }
        return []
    }

    private static let panes: [(Pane, KeyContext, UserAction)] = [
        (.runs, .runs, .goToRuns), (.history, .history, .goToHistory), (.detail, .detail, .goToDetail),
        (.compose, .prompt, .goToPrompt),
    ]
}

extension Pane {
    /// The pane within a sentence.
    fileprivate var place: String {
        switch self {
        case .compose: "the prompt"
        case .runs: "the runs"
        case .history: "the history"
        case .detail: "the details"
        }
    }
}
