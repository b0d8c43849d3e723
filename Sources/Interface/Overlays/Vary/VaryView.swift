import Generations
import Terminal

/// The small input for variations.
enum VaryView {
    static func draw(_ vary: VaryState, _ context: ViewContext, _ frame: inout Frame) {
        let theme = context.theme
        let (requests, problem) = vary.plan(context.state.setup.template)
        let result =
            problem.map { StyledText($0, theme.warning) }
            ?? StyledText("= \(Strings.count(requests.count, "run"))", theme.strong)
        let lines =
            VaryState.Mode.allCases.map { mode in
                StyledText(mode == vary.mode ? "> " : "  ", theme.accent)
                    .with(text(mode, vary.generation), mode == vary.mode ? theme.text : theme.dim)
            } + [StyledText(name(vary), theme.dim), result, hint(context)]
        let area = OverlayView.drawBox(
            title: "Vary \(vary.generation.id)",
            lines: lines,
            minimumWidth: min(56, context.layout.body.width - 4),
            context,
            &frame
        )
        let indent = CharacterWidth.columns(of: name(vary))
        guard area.height > 3 else { return }
        let field = Rect(x: area.x + indent, y: area.y + 3, width: max(0, area.width - indent), height: 1)
        TextFieldView.draw(vary.current, in: field, isFocused: true, &frame)
    }

    private static func name(_ vary: VaryState) -> String {
        vary.mode == .field ? "field and values: " : "how many: "
    }

    private static func text(_ mode: VaryState.Mode, _ generation: Generation) -> String {
        switch mode {
        case .newSeeds: "new seeds, drawn"
        case .nextSeeds:
            generation.request.parameters.seed.map { "the next seeds, from \($0 + 1)" } ?? "the next seeds"
        case .field: "one field, the seed stays"
        }
    }

    private static func hint(_ context: ViewContext) -> StyledText {
        let keys = [UserAction.moveUp, .moveDown].map { context.state.key($0, in: .varyInput) }
        return StyledText("\(keys.joined(separator: ", ")): which way. ", context.theme.dim)
            .with(InputBox.hint(context, in: .varyInput, "asks once"))
    }
}
