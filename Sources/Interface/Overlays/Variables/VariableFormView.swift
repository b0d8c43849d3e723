import Generations
import Terminal

/// The small form that asks for the variables of a prompt, with the prompt as it becomes.
enum VariableFormView {
    static func draw(_ form: VariableFormState, _ context: ViewContext, in frame: inout Frame) {
        let area = OverlayView.page(
            "Variables",
            trailing: "\(form.index + 1) of \(form.names.count)",
            context,
            &frame
        )
        let widest = form.names.map { CharacterWidth.columns(of: $0) }.max() ?? 0
        let nameWidth = min(area.width / 3, widest + 4)
        let listHeight = max(1, min(form.names.count, area.height - 3))
        var window = ListWindow()
        window.show(form.index, of: form.names.count, height: listHeight)
        for (offset, index) in window.rows(of: form.names.count, height: listHeight).enumerated() {
            drawField(form, index, nameWidth, context, in: area.row(offset), &frame)
        }
        drawPreview(form, below: listHeight, context, in: area, &frame)
    }

    private static func drawField(
        _ form: VariableFormState,
        _ index: Int,
        _ nameWidth: Int,
        _ context: ViewContext,
        in row: Rect,
        _ frame: inout Frame
    ) {
        let isFocused = index == form.index
        let name = Truncating.end(of: "{\(form.names[index])}", to: nameWidth - 1, mark: context.mark)
        frame.put(name, in: row, style: isFocused ? context.theme.focusedTitle : context.theme.text)
        let value = Rect(x: row.x + nameWidth, y: row.y, width: max(0, row.width - nameWidth), height: 1)
        TextFieldView.draw(form.fields[index], in: value, isFocused: isFocused, &frame)
    }

    private static func drawPreview(
        _ form: VariableFormState,
        below height: Int,
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        var plan = form.order.plan
        plan.values = form.values.filter { !$0.value.isEmpty }
        let text = Sanitizing.line(plan.first(context.state.setup).request.prompt, limit: 2_000)
        let rows = WrappedText.rows(text, width: max(8, area.width)).prefix(max(0, area.height - height - 2))
        for (index, row) in rows.enumerated() {
            frame.put(row, in: area.row(height + 1 + index), style: context.theme.dim, mark: context.mark)
        }
        let enter = context.state.key(.choose, in: .variables)
        let isLast = form.index == form.names.count - 1
        let count = plan.size.count
        let end = count > 1 || form.order.isAsking ? "shows what is sent." : "sends it."
        frame.put(
            "\(enter) \(isLast ? end : "goes to the next one.")"
                + " For a plain brace write \\{ in the prompt.",
            in: area.row(area.height - 1),
            style: context.theme.dim,
            mark: context.mark
        )
    }
}
