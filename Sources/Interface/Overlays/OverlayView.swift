import Generations
import Terminal

/// What lies above the panes.
enum OverlayView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        for overlay in context.state.overlays {
            drawBackdrop(context, &frame)
            switch overlay {
            case .confirm(let confirm): drawConfirm(confirm, context, &frame)
            case .help(let help): HelpView.draw(help, context, in: &frame)
            case .savedPrompts: SavedPromptsView.draw(context, in: &frame)
            case .savingPrompt(let saving): drawSaving(saving, context, &frame)
            case .commands(let list): CommandListView.draw(list, context, in: &frame)
            case .vary(let vary): VaryView.draw(vary, context, &frame)
            case .compare(let compare): CompareView.draw(compare, context, &frame)
            case .parameters(let form): ParameterFormView.draw(form, context, in: &frame)
            case .variables(let form): VariableFormView.draw(form, context, in: &frame)
            case .runList(let list): RunListView.draw(list, context, in: &frame)
            case .labels(let labels): LabelsView.draw(labels, context, &frame)
            case .runLog(let log): RunLogView.draw(log, context, in: &frame)
            case .players(let players):
                let lines = PlayersView.lines(players, context.theme)
                drawBox(title: "Open \(players.id) with", lines: lines, context, &frame)
            case .copy(let targets):
                let lines = context.state.keymap.bindings(in: .copy).map { binding in
                    StyledText(binding.keys.first?.label ?? "", context.theme.key).with("  \(binding.help)")
                }
                drawBox(title: "Copy from \(MarksUpdate.names(targets))", lines: lines, context, &frame)
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

    private static func drawConfirm(_ confirm: ConfirmState, _ context: ViewContext, _ frame: inout Frame) {
        let width = min(72, context.layout.body.width - 4)
        let texts = confirm.lines.filter { !$0.isEmpty }.flatMap { line in
            WrappedText.rows(Sanitizing.line(line, limit: 600), width: max(8, width - 4)).prefix(4)
                .map { StyledText($0, context.theme.text) }
        }
        let answers = StyledText("y", context.theme.key).with(" yes    ", context.theme.dim)
            .with("n", context.theme.key).with(" no", context.theme.dim)
        drawBox(title: confirm.question, lines: texts + [StyledText(), answers], context, &frame)
    }

    private static func drawSaving(_ saving: SavingPromptState, _ context: ViewContext, _ frame: inout Frame)
    {
        let area = drawBox(
            title: Sanitizing.line(saving.title, limit: 200),
            lines: [StyledText(), StyledText("Enter saves, Esc goes back.", context.theme.dim)],
            minimumWidth: 50,
            context,
            &frame
        )
        TextFieldView.draw(saving.field, in: area.row(0), isFocused: true, &frame)
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
        let body = context.layout.body
        let content = max(
            lines.map(\.columns).max() ?? 0,
            CharacterWidth.columns(of: title) + 4,
            minimumWidth
        )
        let width = min(body.width, content + 4)
        let height = min(body.height, lines.count + 2)
        let rect = Rect(
            x: body.x + (body.width - width) / 2,
            y: body.y + (body.height - height) / 2,
            width: width,
            height: height
        )
        let area = clear(rect, title: title, context, &frame)
        // Where not all fits, the last line does: it says how to answer.
        let fitting =
            lines.count <= area.height ? lines : lines.prefix(max(0, area.height - 1)) + lines.suffix(1)
        for (index, line) in fitting.prefix(area.height).enumerated() {
            frame.put(line, in: area.row(index), mark: context.mark)
        }
        frame.cursor = Point(x: area.x, y: area.y + max(0, min(lines.count, area.height) - 1))
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
        return rect.inset(horizontal: 2, vertical: 1)
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
