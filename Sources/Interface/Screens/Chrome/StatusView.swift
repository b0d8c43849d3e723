import Terminal

/// The last two lines: what the program has to say, and the keys that matter now.
enum StatusView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let (state, theme) = (context.state, context.theme)
        let inset = context.layout.hasBorders ? 1 : 0
        if let message = state.message {
            let area = context.layout.message.inset(horizontal: inset, vertical: 0)
            frame.put(message.text, in: area, style: theme.style(of: message.tone), mark: context.mark)
        }
        let area = context.layout.hints.inset(horizontal: inset, vertical: 0)
        drawHints(hints(state), context, in: area, &frame)
    }

    /// The hints of the situations that hold, innermost first, each action once.
    static func hints(_ state: AppState) -> [(key: String, text: String)] {
        var seen: Set<UserAction> = []
        let rows = state.contexts.flatMap { state.keymap.bindings(in: $0) }
        let hints = rows.filter { !$0.hint.isEmpty && seen.insert($0.action).inserted }
            .map { (key: $0.keys.first?.label ?? "", text: hint(of: $0, state)) }
        guard !state.overlays.isEmpty || state.history.isTyping && state.focus == .history else { return hints }
        let back = state.keymap.label(of: .back, in: [.everywhere]) ?? "Esc"
        return hints.filter { $0.key != "Tab" } + [(key: back, text: "back")]
    }

    private static func hint(of binding: KeyBinding, _ state: AppState) -> String {
        guard binding.action == .toggleHold, state.runs.selected?.isHeld == true else { return binding.hint }
        return "let go on"
    }

    /// As many hints as fit, none of them cut.
    private static func drawHints(
        _ hints: [(key: String, text: String)], _ context: ViewContext, in area: Rect, _ frame: inout Frame
    ) {
        var x = area.x
        for hint in hints {
            let columns = CharacterWidth.columns(of: "\(hint.key) \(hint.text)")
            if x + columns > area.right { continue }
            frame.put(hint.key, at: Point(x: x, y: area.y), style: context.theme.key)
            let start = x + CharacterWidth.columns(of: hint.key) + 1
            frame.put(hint.text, at: Point(x: start, y: area.y), style: context.theme.dim)
            x += columns + 3
        }
    }
}
