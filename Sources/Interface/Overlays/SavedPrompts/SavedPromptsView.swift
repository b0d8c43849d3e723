import Generations
import Terminal

/// The page of the saved prompts: the list, and the selected one whole.
enum SavedPromptsView {
    /// How many rows the list itself has.
    static func rows(_ layout: ScreenLayout, _ saved: SavedPromptsState) -> Int {
        max(1, places(content(layout), hasSearch: hasSearch(saved)).list.height)
    }

    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let saved = context.state.savedPrompts
        let area = drawBorder(saved, context, &frame)
        let places = places(area, hasSearch: hasSearch(saved))
        frame.cursor = Point(x: area.x, y: area.y)
        drawSearch(saved, context, in: places.search, &frame)
        let shown = saved.shown
        guard !shown.isEmpty else {
            let texts = teaching(saved, context.state).map { StyledText($0, context.theme.dim) }
            return context.drawTeaching(texts, in: places.list, &frame)
        }
        drawList(saved, shown, context, in: places.list, &frame)
        if let selected = saved.selected { drawPreview(selected, context, in: places.preview, &frame) }
    }

    // MARK: Where things stand

    private static func hasSearch(_ saved: SavedPromptsState) -> Bool {
        saved.isTyping || !saved.field.isEmpty
    }

    private static func content(_ layout: ScreenLayout) -> Rect {
        guard !layout.hasBorders else { return layout.body.inset(horizontal: 2, vertical: 1) }
        let body = layout.body
        return Rect(x: body.x, y: body.y + 1, width: body.width, height: max(0, body.height - 1))
    }

    private static func places(_ area: Rect, hasSearch: Bool) -> (search: Rect, list: Rect, preview: Rect) {
        let rows = area.rows([.fixed(hasSearch ? 1 : 0), .fill])
        if area.width >= 90 {
            let columns = rows[1].columns([.fill(weight: 4), .fixed(2), .fill(weight: 5)])
            return (rows[0], columns[0], columns[2])
        }
        let height = rows[1].height >= 8 ? rows[1].height / 2 : min(2, rows[1].height / 2)
        let parts = rows[1].rows([.fill, .fixed(height)])
        return (rows[0], parts[0], parts[1])
    }

    private static func drawBorder(_ saved: SavedPromptsState, _ context: ViewContext, _ frame: inout Frame)
        -> Rect
    {
        let body = context.layout.body
        let title = "Saved prompts"
        frame.fill(body, style: .plain)
        guard context.layout.hasBorders else {
            frame.put(title, in: body.row(0), style: context.theme.focusedTitle, mark: context.mark)
            return content(context.layout)
        }
        let count = saved.prompts.map { prompts in
            let shown = saved.shown.count
            let all = Strings.grouped(prompts.count)
            return shown == prompts.count ? all : "\(Strings.grouped(shown)) of \(all)"
        }
        let order = saved.order == .name ? "by name" : "by last use"
        let trailing = [order, count].compactMap { $0 }.joined(separator: context.dot)
        frame.box(
            body,
            title: title,
            trailing: trailing,
            isFocused: true,
            style: context.boxStyle(isFocused: true)
        )
        return content(context.layout)
    }

    /// What an empty list says.
    private static func teaching(_ saved: SavedPromptsState, _ state: AppState) -> [String] {
        guard let prompts = saved.prompts else { return ["Reading them"] }
        guard prompts.isEmpty else {
            return ["No saved prompt has these words. \(state.key(.back, in: .savedSearch)) ends the search."]
        }
        let key = state.key(.savePrompt, in: .prompt)
        return [
            "No prompt is saved yet. \(key) in the prompt saves one under a name, with its parameters.",
            "{name} in it is asked for each time; {this|or that} makes a run of each.",
        ]
    }

    // MARK: Parts

    private static func drawSearch(
        _ saved: SavedPromptsState,
        _ context: ViewContext,
        in row: Rect,
        _ frame: inout Frame
    ) {
        guard hasSearch(saved), !row.isEmpty else { return }
        frame.put("/ ", in: row, style: context.theme.accent)
        let field = Rect(x: row.x + 2, y: row.y, width: max(0, row.width - 2), height: 1)
        TextFieldView.draw(saved.field, in: field, isFocused: saved.isTyping, &frame)
    }

    private static func drawList(
        _ saved: SavedPromptsState,
        _ shown: [SavedPrompt],
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        var window = saved.window
        window.show(saved.selectedIndex ?? 0, of: shown.count, height: area.height)
        let widest = shown.map { CharacterWidth.columns(of: $0.name) }.max() ?? 0
        let nameWidth = min(area.width / 2, widest)
        for (offset, index) in window.rows(of: shown.count, height: area.height).enumerated() {
            let isSelected = shown[index].name == saved.selection
            let name = Truncating.end(
                of: Sanitizing.line(shown[index].name),
                to: nameWidth,
                mark: context.mark
            )
            let line = StyledText(isSelected ? "> " : "  ", context.theme.accent)
                .with(name.padded(to: nameWidth + 2), context.theme.strong)
                .with(Sanitizing.line(shown[index].prompt, limit: 400), context.theme.dim)
            frame.put(line, in: area.row(offset), mark: context.mark)
            guard isSelected else { continue }
            context.theme.select(area.row(offset), isFocused: !saved.isTyping, in: &frame)
            if !saved.isTyping { frame.cursor = Point(x: area.x, y: area.y + offset) }
        }
    }

    private static func drawPreview(
        _ saved: SavedPrompt,
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        guard area.height > 0 else { return }
        let facts = facts(saved, context)
        let room = max(1, area.height - facts.count - 1)
        let text = Sanitizing.line(saved.prompt, limit: 4_000)
        let places = PromptTemplate.places(in: text)
        let lines = WrappedText(text, width: max(8, area.width)).lines.prefix(room)
        for (index, line) in lines.enumerated() {
            frame.put(highlighted(line, places, context.theme), in: area.row(index), mark: context.mark)
        }
        for (index, fact) in facts.enumerated() where lines.count + 1 + index < area.height {
            frame.put(
                fact,
                in: area.row(lines.count + 1 + index),
                style: context.theme.dim,
                mark: context.mark
            )
        }
    }

    /// A row of the prompt, its choices and variables standing out.
    private static func highlighted(_ line: WrappedText.Line, _ places: [Range<Int>], _ theme: Theme)
        -> StyledText
    {
        var text = StyledText()
        var run = ""
        var isInside = false
        for (index, character) in zip(line.offsets, line.text) {
            let isNow = places.contains { $0.contains(index) }
            if isNow != isInside {
                text.append(run, isInside ? theme.key : theme.text)
                (run, isInside) = ("", isNow)
            }
            run.append(character)
        }
        text.append(run, isInside ? theme.key : theme.text)
        return text
    }

    private static func facts(_ saved: SavedPrompt, _ context: ViewContext) -> [String] {
        let template = PromptTemplate(saved.prompt)
        var request = context.state.setup.template
        request.model = saved.model ?? request.model
        request.parameters = saved.parameters
        let names = template.variables.map { "{\($0)}" }.joined(separator: " ")
        let count = template.count
        let runs = count == .max ? "more runs than can be counted" : Strings.count(count, "run")
        let parameters = ParameterLine.parts(request, context.state.setup, parent: nil)
        let changed = TimeText.ago(
            saved.updatedAt,
            now: context.state.now.date,
            offset: context.state.setup.utcOffset
        )
        return [
            names.isEmpty ? nil : "asks for \(names)",
            count > 1 ? "makes \(runs)" : nil,
            saved.model.map { "\($0)" } ?? "the model at the time of the run",
            parameters.joined(separator: context.dot),
            "changed \(changed)",
        ].compactMap { $0 }
    }
}
