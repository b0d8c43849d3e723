import Generations
import Terminal

/// The last two lines: what the program has to say, and the keys that matter now.
enum StatusView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let (state, theme) = (context.state, context.theme)
        let inset = context.layout.hasBorders ? 1 : 0
        let area = context.layout.message.inset(horizontal: inset, vertical: 0)
        let hintArea = context.layout.hints.inset(horizontal: inset, vertical: 0)
        if !state.pendingKeys.isEmpty {
            let begun = KeySequence(state.pendingKeys).label
            let rest = state.isLiteralNext ? "the next key is a character" : "Esc drops it"
            frame.put("\(begun) …  (\(rest))", in: area, style: theme.key, mark: context.mark)
        } else if let message = state.message ?? CommandListView.reason(state) {
            let rows = MessageRows.rows(message.text, width: area.width, mark: context.mark)
            for (row, text) in zip([area, hintArea], rows) {
                frame.put(text, in: row, style: theme.style(of: message.tone), mark: context.mark)
            }
            if rows.count > 1 { return }
        }
        drawHints(hints(state), context, in: hintArea, &frame)
    }

    /// A key and what it does, in a word or two.
    struct Hint: Equatable {
        var key: String
        var text: String
        /// Shown before others where there is no room for all.
        var isEssential = false
        /// Whether it can be done now; what cannot keeps its place, greyed.
        var isAvailable = true

        var columns: Int { CharacterWidth.columns(of: "\(key) \(text)") }
    }

    /// The hints of the situations that hold, innermost first, each action once.
    static func hints(_ state: AppState) -> [Hint] {
        let isInside = !state.overlays.isEmpty || state.focus == .history && state.history.isTyping
        let contexts = isInside ? Array(state.contexts.prefix(1)) : state.contexts
        var seen: Set<UserAction> = []
        let rows = contexts.flatMap { state.keymap.bindings(in: $0) }.filter { isShown($0, state) }
        let hints = rows.filter { !$0.hint.isEmpty && seen.insert($0.action).inserted }.enumerated()
            .map { index, binding in
                Hint(
                    key: binding.keys.first?.label ?? "",
                    text: hint(of: binding, state),
                    isEssential: index == 0 || isEssential(binding),
                    isAvailable: state.availability(of: binding.action, in: binding.context).isAvailable
                )
            }
        if case .confirm = state.overlays.last { return hints }
        let marked = state.history.marked.count
        if marked > 0, state.overlays.isEmpty, state.focus == .history, !state.history.isTyping {
            return [Hint(key: Strings.grouped(marked), text: "marked", isEssential: true)] + hints
        }
        let back = state.keymap.label(of: .back, in: [.everywhere]) ?? "Esc"
        return isInside ? hints + [Hint(key: back, text: "back", isEssential: true)] : hints
    }

    /// Whether a key is shown before others where there is no room for all.
    private static func isEssential(_ binding: KeyBinding) -> Bool {
        switch binding.action {
        case .nextPane, .showHelp, .quit: true
        case .chooseProvider: binding.context != .models
        default: false
        }
    }

    /// What one run allows differs from the next one: there only what can be done is shown, as beside the run.
    private static func isShown(_ binding: KeyBinding, _ state: AppState) -> Bool {
        if binding.action == .chooseProvider, [.runs, .history, .detail].contains(binding.context) {
            return ProviderHint.isMeant(state.selected(in: binding.context))
        }
        if binding.context == .runs { return state.availability(of: binding.action, in: .runs).isAvailable }
        guard case .parameters(let form) = state.overlays.last, binding.context == .parameters else {
            return true
        }
        return ![.stepUp, .stepDown].contains(binding.action) || ParameterSteps.canStep(form.field)
    }

    private static func hint(of binding: KeyBinding, _ state: AppState) -> String {
        if case .help(let help) = state.overlays.last, binding.action == .back, !help.field.isEmpty {
            return "show all"
        }
        guard let run = state.runs.selected, binding.context == .runs else { return binding.hint }
        switch binding.action {
        case .toggleHold where run.isHeld: return "let go on"
        case .cancelRun where run.generation.state.isFinal: return "put away"
        default: return binding.hint
        }
    }

    /// As many hints as fit, none of them cut, the essential ones first.
    static func fitting(_ hints: [Hint], columns: Int, gap: Int) -> [Hint] {
        var left = columns + gap
        var chosen: Set<Int> = []
        let order =
            hints.indices.filter { hints[$0].isEssential } + hints.indices.filter { !hints[$0].isEssential }
        for index in order where hints[index].columns + gap <= left {
            chosen.insert(index)
            left -= hints[index].columns + gap
        }
        return hints.indices.filter(chosen.contains).map { hints[$0] }
    }

    private static func drawHints(
        _ hints: [Hint],
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        let gap = area.width < 100 ? 2 : 3
        var x = area.x
        for hint in fitting(hints, columns: area.width, gap: gap) {
            let key = hint.isAvailable ? context.theme.key : context.theme.dim
            x += frame.put(hint.key, at: Point(x: x, y: area.y), style: key) + 1
            x += frame.put(hint.text, at: Point(x: x, y: area.y), style: context.theme.dim) + gap
        }
    }
}
