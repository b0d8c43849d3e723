import Generations
import Terminal

/// What lies above the panes.
enum OverlayView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        for overlay in context.state.overlays {
            drawBackdrop(context, &frame)
            switch overlay {
            case .help(let help): HelpView.draw(help, context, in: &frame)
            case .savedPrompts: SavedPromptsView.draw(context, in: &frame)
            case .models: ModelsView.draw(context, &frame)
            case .savingPrompt(let saving): drawSaving(saving, context, &frame)
            case .commands(let list): CommandListView.draw(list, context, in: &frame)
            case .vary(let vary): VaryView.draw(vary, context, &frame)
            case .compare(let compare): CompareView.draw(compare, context, &frame)
            case .parameters(let form): ParameterFormView.draw(form, context, in: &frame)
            case .variables(let form): VariableFormView.draw(form, context, in: &frame)
            case .runList(let list): RunListView.draw(list, context, in: &frame)
            case .labels(let labels): LabelsView.draw(labels, context, &frame)
            case .runLog(let log): RunLogView.draw(log, context, in: &frame)
            case .statistics(let page): StatisticsView.draw(page, context, &frame)
            case .confirm, .copy, .players, .sort, .providers:
                if let box = OverlayBox(overlay, context) { draw(box, context, &frame) }
            case .pipe(let pipe): PipeView.draw(pipe, context, &frame)
            }
        }
    }

    /// What lies below steps back: without colours to tell it apart it goes.
    private static func drawBackdrop(_ context: ViewContext, _ frame: inout Frame) {
        let body = context.layout.body
        guard context.state.setup.hasColors else { return frame.fill(body, style: .plain) }
        frame.restyle(body) { $0 = Style(attributes: .dim) }
        frame.cursor = nil
    }

    // MARK: Small boxes

    private static func drawSaving(_ saving: SavingPromptState, _ context: ViewContext, _ frame: inout Frame)
    {
        let area = drawBox(
            title: Sanitizing.line(saving.title, limit: 200),
            lines: [StyledText(), InputBox.hint(context, in: .nameInput)],
            minimumWidth: 50,
            context,
            &frame
        )
        TextFieldView.draw(saving.field, in: area.row(0), isFocused: true, &frame)
    }

    /// The rows that a box may have inside.
    static func boxRows(_ context: ViewContext) -> Int {
        max(1, context.layout.body.height - 2)
    }

    /// A box as large as its lines, in the middle; returns its inside.
    @discardableResult
    static func drawBox(
        title: String,
        lines: [StyledText],
        minimumWidth: Int = 0,
        _ context: ViewContext,
        _ frame: inout Frame
    ) -> Rect {
        draw(OverlayBox(title: title, lines: lines, minimumWidth: minimumWidth), context, &frame)
    }

    @discardableResult
    private static func draw(_ box: OverlayBox, _ context: ViewContext, _ frame: inout Frame) -> Rect {
        let area = clear(box.rect(in: context.layout), title: box.title, context, &frame)
        for (row, index) in box.shown(rows: area.height).enumerated() {
            frame.put(box.lines[index], in: area.row(row), mark: context.mark)
        }
        frame.cursor = Point(x: area.x, y: area.y + max(0, min(box.lines.count, area.height) - 1))
        return area
    }

    private static func clear(
        _ rect: Rect,
        title: String,
        trailing: String = "",
        _ context: ViewContext,
        _ frame: inout Frame
    ) -> Rect {
        frame.fill(rect, style: .plain)
        frame.box(rect, title: title, trailing: trailing, style: context.boxStyle(isFocused: true))
        return OverlayBox.inside(rect)
    }

    // MARK: Pages

    /// Where a page stands: with a border where there is room, else on the whole body below a title.
    static func page(_ title: String, trailing: String, _ context: ViewContext, _ frame: inout Frame)
        -> Rect
    {
        let rect = context.layout.overlay
        if context.layout.hasBorders {
            return clear(rect, title: title, trailing: trailing, context, &frame)
        }
        frame.fill(rect, style: .plain)
        frame.put(title, in: rect.row(0), style: context.theme.focusedTitle, mark: context.mark)
        return Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: max(0, rect.height - 1))
    }
}

extension StyledText {
    /// The same with another behind it.
    func with(_ text: StyledText) -> StyledText {
        var result = self
        result.spans += text.spans
        return result
    }

    /// The same with more behind it.
    func with(_ text: String, _ style: Style = .plain) -> StyledText {
        var result = self
        result.append(text, style)
        return result
    }
}
