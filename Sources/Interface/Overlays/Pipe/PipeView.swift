import Terminal

/// The small input for a command.
enum PipeView {
    static func draw(_ pipe: PipeState, _ context: ViewContext, _ frame: inout Frame) {
        let theme = context.theme
        let isFirst = context.state.pipedCommands.isEmpty
        let former = isFirst ? "" : " \(context.state.key(.moveUp, in: .pipeInput)): the former one."
        let lines = [
            StyledText(),
            StyledText("It gets JSON, one line each. No shell reads it.", theme.dim),
            InputBox.hint(context, in: .pipeInput, "runs it").with(former, theme.dim),
        ]
        let area = OverlayView.drawBox(
            title: "Give \(MarksUpdate.names(pipe.targets)) to a command",
            lines: lines,
            minimumWidth: min(60, context.layout.body.width - 4),
            context,
            &frame
        )
        let sign = "| "
        guard area.height > 0 else { return }
        frame.put(sign, in: area.row(0), style: theme.accent)
        let field = Rect(x: area.x + 2, y: area.y, width: max(0, area.width - 2), height: 1)
        TextFieldView.draw(pipe.field, in: field, isFocused: true, &frame)
    }
}
