import Generations
import Terminal

/// How a question looks.
enum ConfirmView {
    /// An answer: what it asks for, its key, and the word for it.
    struct Answer {
        var action: UserAction
        var key: String
        var word: String

        var columns: Int { CharacterWidth.columns(of: "\(key) \(word)") }
    }

    private static let gap = 4

    static func box(_ confirm: ConfirmState, _ context: ViewContext) -> OverlayBox {
        let width = min(72, context.layout.body.width - 4)
        let texts = confirm.lines.filter { !$0.isEmpty }.flatMap { line in
            WrappedText.rows(Sanitizing.line(line, limit: 600), width: max(8, width - 4)).prefix(4)
                .map { StyledText($0, context.theme.text) }
        }
        var row = StyledText()
        for (index, answer) in answers(context.state.keymap).enumerated() {
            row.append(String(repeating: " ", count: index == 0 ? 0 : gap))
            row.append(answer.key, context.theme.key)
            row.append(" \(answer.word)", context.theme.dim)
        }
        return OverlayBox(title: confirm.question, lines: texts + [StyledText(), row])
    }

    /// The answer that stands at a column of the last line; nil between them.
    static func answer(at column: Int, _ keymap: Keymap) -> UserAction? {
        var start = 0
        for answer in answers(keymap) {
            if (start..<(start + answer.columns)).contains(column) { return answer.action }
            start += answer.columns + gap
        }
        return nil
    }

    private static func answers(_ keymap: Keymap) -> [Answer] {
        [(UserAction.confirm, "yes"), (.refuse, "no")].map { action, word in
            Answer(action: action, key: keymap.label(of: action, in: [.confirm]) ?? "", word: word)
        }
    }
}
