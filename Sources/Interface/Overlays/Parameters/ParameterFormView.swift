import Generations
import Terminal

/// The form of the parameters: a row for each with its value and what it comes to, and what the focused one means.
enum ParameterFormView {
    /// How many rows the list itself has.
    static func rows(_ layout: ScreenLayout) -> Int {
        max(1, layout.overlayRows - footRows(layout))
    }

    /// Below the list: what the row means, and on a large screen a line between.
    private static func footRows(_ layout: ScreenLayout) -> Int {
        layout.hasBorders ? 3 : 2
    }

    static func draw(_ form: ParameterFormState, _ context: ViewContext, in frame: inout Frame) {
        let compose = context.state.compose
        let values = compose.values(context.state.setup)
        let fields = ParameterField.all(values.request)
        let plan = compose.plan.size.count
        let area = OverlayView.page("Parameters", trailing: Strings.count(plan, "run"), context, &frame)
        let words = ParameterWords(compose.editor.text).words
        let height = rows(context.layout)
        var window = form.window
        window.show(fields.firstIndex(of: form.field) ?? 0, of: fields.count, height: height)
        for (offset, index) in window.rows(of: fields.count, height: height).enumerated() {
            drawRow(fields[index], form, values, words, context, in: area.row(offset), &frame)
        }
        drawFoot(form, values, words, context, in: area, &frame)
    }

    private static func drawRow(
        _ field: ParameterField,
        _ form: ParameterFormState,
        _ values: ParameterValues,
        _ words: [ParameterWords.Word],
        _ context: ViewContext,
        in row: Rect,
        _ frame: inout Frame
    ) {
        let isFocused = field == form.field
        let columns = row.columns([.fixed(min(17, row.width * 2 / 5)), .fill(weight: 2), .fill(weight: 3)])
        let hasNotes = row.width >= 60
        let title = StyledText(isFocused ? "> " : "  ", context.theme.accent)
            .with(
                Sanitizing.line(field.title, limit: 100),
                isFocused ? context.theme.focusedTitle : context.theme.text
            )
        frame.put(
            title,
            in: Rect(x: row.x, y: row.y, width: columns[0].width - 1, height: 1),
            mark: context.mark
        )
        var value = columns[1]
        if !hasNotes { value.width = row.right - value.x }
        if isFocused {
            frame.fill(value, style: Style(attributes: .underline))
            TextFieldView.draw(form.editor, in: value, isFocused: true, &frame)
        } else {
            drawValue(field, form, values, context, in: value, &frame)
        }
        guard hasNotes else { return }
        let note = form.refused[field].map { _ in ParameterNotes.Note.warning("not taken: it breaks a rule") }
        drawNote(
            note ?? ParameterNotes.note(field, values, words: words),
            context,
            in: Rect(x: columns[2].x + 1, y: row.y, width: max(0, columns[2].width - 1), height: 1),
            &frame
        )
    }

    private static func drawValue(
        _ field: ParameterField,
        _ form: ParameterFormState,
        _ values: ParameterValues,
        _ context: ViewContext,
        in rect: Rect,
        _ frame: inout Frame
    ) {
        let text = Sanitizing.line(form.refused[field] ?? field.text(values), limit: 400)
        let isSame =
            field.text(values) == field.text(ParameterValues(request: context.state.setup.template, runs: 1))
        let style =
            form.refused[field] != nil
            ? context.theme.warning : isSame ? context.theme.text : context.theme.strong
        frame.put(
            text.isEmpty ? "-" : text,
            in: rect,
            style: text.isEmpty ? context.theme.dim : style,
            mark: context.mark
        )
    }

    private static func drawNote(
        _ note: ParameterNotes.Note,
        _ context: ViewContext,
        in rect: Rect,
        _ frame: inout Frame
    ) {
        switch note {
        case .plain(let text): frame.put(text, in: rect, style: context.theme.dim, mark: context.mark)
        case .warning(let text):
            let line = Sanitizing.line(text, limit: 200)
            frame.put(line, in: rect, style: context.theme.warning, mark: context.mark)
        }
    }

    private static func drawFoot(
        _ form: ParameterFormState,
        _ values: ParameterValues,
        _ words: [ParameterWords.Word],
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        let first = area.row(area.height - 2)
        let second = area.row(area.height - 1)
        if let problem = form.problem {
            return drawProblem(problem, form.field.meaning(context.state), context, in: area, &frame)
        }
        frame.put(form.field.meaning(context.state), in: first, style: context.theme.text, mark: context.mark)
        if !form.completions.isEmpty, form.field == .image {
            let names = form.completions.map { Sanitizing.line(Strings.fileName($0), limit: 80) }
            return frame.put(
                names.joined(separator: "  "),
                in: second,
                style: context.theme.dim,
                mark: context.mark
            )
        }
        drawNote(ParameterNotes.note(form.field, values, words: words), context, in: second, &frame)
    }

    /// The rule that is broken; where one row is too short for it, it takes the place of what the row means.
    private static func drawProblem(
        _ problem: String,
        _ meaning: String,
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        let rows = WrappedText.rows(Sanitizing.line(problem, limit: 400), width: max(8, area.width))
        let isShort = rows.count == 1
        if isShort {
            frame.put(meaning, in: area.row(area.height - 2), style: context.theme.text, mark: context.mark)
        }
        for (index, row) in rows.prefix(2).enumerated() {
            let place = area.row(area.height - (isShort ? 1 : 2) + index)
            frame.put(row, in: place, style: context.theme.warning, mark: context.mark)
        }
    }
}
