import Generations
import Terminal

/// The small input for variations.
enum VaryView {
    static func draw(_ vary: VaryState, _ context: ViewContext, _ frame: inout Frame) {
        let theme = context.theme
        let name = name(vary, isNarrow: context.layout.body.width < 56)
        let foot = foot(vary, context)
        let modes = modes(vary, height: OverlayView.boxRows(context) - 1 - foot.count)
        let area = OverlayView.drawBox(
            title: "Vary \(vary.generation.id)",
            lines: modes.map { text($0, vary, theme) } + [StyledText(name, theme.dim)] + foot,
            minimumWidth: min(56, context.layout.body.width - 4),
            context,
            &frame
        )
        guard area.height > modes.count else { return }
        let indent = CharacterWidth.columns(of: name)
        let field = Rect(
            x: area.x + indent,
            y: area.y + modes.count,
            width: max(0, area.width - indent),
            height: 1
        )
        TextFieldView.draw(vary.current, in: field, isFocused: true, &frame)
    }

    /// The ways in view, the chosen one among them.
    private static func modes(_ vary: VaryState, height: Int) -> [VaryState.Mode] {
        let all = VaryState.Mode.allCases
        var window = ListWindow()
        window.show(vary.mode.rawValue, of: all.count, height: height)
        return window.rows(of: all.count, height: height).map { all[$0] }
    }

    /// What comes of it and the keys, as far as there is room below the input.
    private static func foot(_ vary: VaryState, _ context: ViewContext) -> [StyledText] {
        let (requests, problem) = vary.plan(context.state.setup.template)
        let result =
            problem.map { StyledText($0, context.theme.warning) }
            ?? StyledText("= \(Strings.count(requests.count, "run"))", context.theme.strong)
        let room = OverlayView.boxRows(context) - 1
        if room < 2 { return [] }
        return room < VaryState.Mode.allCases.count + 2 ? [result] : [result, hint(context)]
    }

    private static func name(_ vary: VaryState, isNarrow: Bool) -> String {
        if vary.mode != .field { return "how many: " }
        return isNarrow ? "values: " : "field and values: "
    }

    private static func text(_ mode: VaryState.Mode, _ vary: VaryState, _ theme: Theme) -> StyledText {
        StyledText(mode == vary.mode ? "> " : "  ", theme.accent)
            .with(words(mode, vary.generation), mode == vary.mode ? theme.text : theme.dim)
    }

    private static func words(_ mode: VaryState.Mode, _ generation: Generation) -> String {
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
