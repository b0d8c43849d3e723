import Generations
import Terminal

/// What lies above the panes.
enum OverlayView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        for overlay in context.state.overlays {
            switch overlay {
            case .confirm(let confirm): drawConfirm(confirm, context, &frame)
            case .help(let help): drawHelp(help, context, &frame)
            case .savedPrompts: drawSavedPrompts(context, &frame)
            case .savingPrompt(let saving): drawSaving(saving, context, &frame)
            case .commands(let list): drawCommands(list, context, &frame)
            case .copy(let id):
                let lines = context.state.keymap.bindings(in: .copy).map { binding in
                    StyledText(binding.keys.first?.label ?? "", context.theme.key).with("  \(binding.help)")
                }
                drawBox(title: "Copy from \(id)", lines: lines, context, &frame)
            }
        }
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
            title: "Save the prompt as",
            lines: [StyledText(), StyledText("Enter saves, Esc goes back.", context.theme.dim)],
            minimumWidth: 50,
            context,
            &frame
        )
        TextFieldView.draw(saving.field, in: area.row(0), isFocused: true, &frame)
    }

    /// A box as large as its lines, in the middle; returns its inside.
    @discardableResult
    private static func drawBox(
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
    private static func page(_ title: String, trailing: String, _ context: ViewContext, _ frame: inout Frame)
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

    private static func drawHelp(_ help: HelpState, _ context: ViewContext, _ frame: inout Frame) {
        let rows = HelpText.rows(context.state.keymap, contexts: help.contexts)
        let height = context.layout.overlayRows
        let trailing = "\(min(rows.count, help.top + height)) of \(rows.count)"
        let area = page("Help", trailing: trailing, context, &frame)
        let keyWidth = min(34, max(12, area.width * 2 / 5))
        for (index, row) in rows.dropFirst(help.top).prefix(area.height).enumerated() {
            frame.put(text(of: row, keyWidth, context), in: area.row(index), mark: context.mark)
        }
        frame.cursor = Point(x: area.x, y: area.y)
    }

    private static func text(of row: HelpText.Row, _ keyWidth: Int, _ context: ViewContext) -> StyledText {
        switch row {
        case .gap: return StyledText()
        case .title(let title): return StyledText(title, context.theme.strong)
        case .text(let text): return StyledText("  " + text, context.theme.dim)
        case .key(let keys, let help):
            let cut = Truncating.end(of: keys, to: keyWidth - 2, mark: context.mark)
            return StyledText(("  " + cut).padded(to: keyWidth + 1), context.theme.key).with(help)
        }
    }

    private static func drawSavedPrompts(_ context: ViewContext, _ frame: inout Frame) {
        let saved = context.state.savedPrompts
        let count = saved.prompts.map { Strings.grouped($0.count) } ?? ""
        let area = page("Saved prompts", trailing: count, context, &frame)
        frame.cursor = Point(x: area.x, y: area.y)
        guard let prompts = saved.prompts else {
            return frame.put("Reading them", in: area.row(0), style: context.theme.dim)
        }
        guard !prompts.isEmpty else {
            let text = "No prompt is saved yet. Ctrl-S in the prompt saves one under a name."
            return frame.put(text, in: area.row(0), style: context.theme.dim, mark: context.mark)
        }
        var window = saved.window
        window.show(saved.selectedIndex ?? 0, of: prompts.count, height: area.height)
        let nameWidth = min(area.width / 3, prompts.map { CharacterWidth.columns(of: $0.name) }.max() ?? 0)
        for (offset, index) in window.rows(of: prompts.count, height: area.height).enumerated() {
            let isSelected = prompts[index].name == saved.selection
            let name = Truncating.end(
                of: Sanitizing.line(prompts[index].name),
                to: nameWidth,
                mark: context.mark
            )
            let line = StyledText(isSelected ? "> " : "  ", context.theme.accent)
                .with(name.padded(to: nameWidth + 2), context.theme.strong)
                .with(Sanitizing.line(prompts[index].prompt, limit: 400), context.theme.dim)
            frame.put(line, in: area.row(offset), mark: context.mark)
            if isSelected {
                context.theme.select(area.row(offset), isFocused: true, in: &frame)
                frame.cursor = Point(x: area.x, y: area.y + offset)
            }
        }
    }

    private static func drawCommands(_ list: CommandListState, _ context: ViewContext, _ frame: inout Frame) {
        let matches = list.matches(context.state.keymap)
        let area = page("Commands", trailing: Strings.grouped(matches.count), context, &frame)
        frame.put("> ", in: area.row(0), style: context.theme.accent)
        let field = Rect(x: area.x + 2, y: area.y, width: max(0, area.width - 2), height: 1)
        var window = list.window
        let height = area.height - 1
        window.show(list.index, of: matches.count, height: height)
        for (offset, index) in window.rows(of: matches.count, height: height).enumerated() {
            let row = area.row(offset + 1)
            let key = matches[index].keys.first?.label ?? ""
            let taken = frame.putRight(StyledText(" " + key, context.theme.key), in: row)
            let room = Rect(x: row.x, y: row.y, width: max(0, row.width - taken), height: 1)
            let line = StyledText(index == list.index ? "> " : "  ", context.theme.accent).with(
                matches[index].help
            )
            frame.put(line, in: room, mark: context.mark)
            if index == list.index { context.theme.select(row, isFocused: true, in: &frame) }
        }
        TextFieldView.draw(list.field, in: field, isFocused: true, &frame)
    }
}

extension StyledText {
    /// The same with more behind it.
    func with(_ text: String, _ style: Style = .plain) -> StyledText {
        var result = self
        result.append(text, style)
        return result
    }
}
