import Generations
import Terminal

/// The list of generations with the search above it.
enum HistoryView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let history = context.state.history
        let isSearching = context.layout.searchRows > 0
        let count = isSearching || history.items.isEmpty ? nil : history.count
        let marked = history.marked.isEmpty ? nil : "\(Strings.grouped(history.marked.count)) marked"
        let order = history.order == .newest ? nil : HistoryWords.title(history.order)
        let trailing = [marked, count, order, HistoryWords.title(history.scope)].compactMap { $0 }
            .joined(
                separator: context.dot
            )
        var area = context.drawBox(.history, context.layout.history, trailing: trailing, in: &frame)
        guard area.height > 0 else { return }
        if isSearching {
            drawSearch(context, in: area.row(0), &frame)
            drawHint(context, in: area.row(1), &frame)
            area.y += context.layout.searchRows
            area.height = max(0, area.height - context.layout.searchRows)
            guard area.height > 0 else { return }
        }
        if let problem = history.problem {
            return frame.put(problem, in: area.row(0), style: context.theme.bad, mark: context.mark)
        }
        guard !history.items.isEmpty else { return drawEmpty(context, in: area, &frame) }
        drawRows(context, in: area, &frame)
    }

    private static func drawSearch(_ context: ViewContext, in row: Rect, _ frame: inout Frame) {
        let history = context.state.history
        let count = history.lookup == nil ? HistoryWords.matches(history) : "searching"
        let taken = frame.putRight(StyledText(count, context.theme.dim), in: row)
        // Where panes have no title, the part of the history that is searched stands before the field.
        let scope =
            context.layout.hasBorders || history.scope == .all ? "" : HistoryWords.title(history.scope)
        let prompt = scope + "/ "
        frame.put(prompt, in: row, style: context.theme.accent)
        let indent = CharacterWidth.columns(of: prompt)
        let width = max(0, row.width - taken - indent - 2)
        let field = Rect(x: row.x + indent, y: row.y, width: width, height: 1)
        let isFocused = context.hasFocus(.history) && history.isTyping
        TextFieldView.draw(history.field, in: field, isFocused: isFocused, &frame)
    }

    private static func drawHint(_ context: ViewContext, in row: Rect, _ frame: inout Frame) {
        guard let hint = HistoryWords.searchHint(context.state.history) else { return }
        let style = hint.isProblem ? context.theme.warning : context.theme.dim
        frame.put(hint.text, in: row, style: style, mark: context.mark)
    }

    // MARK: Rows

    private static func drawRows(_ context: ViewContext, in area: Rect, _ frame: inout Frame) {
        let history = context.state.history
        var window = history.window
        window.show(history.selectedRow ?? 0, of: history.rowCount, height: area.height)
        let rows = window.rows(of: history.rowCount, height: area.height).compactMap { history.row(at: $0) }
        let numberWidth = rows.map { "\($0.generation.id)".count }.max() ?? 4
        for (offset, row) in rows.enumerated() {
            let line = area.row(offset)
            HistoryRowView(row: row, numberWidth: numberWidth, context: context).draw(in: line, &frame)
            guard row.generation.id == history.selection else { continue }
            let isFocused = context.hasFocus(.history)
            context.theme.select(line, isFocused: isFocused, in: &frame)
            if isFocused, !history.isTyping { frame.cursor = Point(x: line.x, y: line.y) }
        }
    }

    // MARK: Nothing to show

    private static func drawEmpty(_ context: ViewContext, in area: Rect, _ frame: inout Frame) {
        let (state, theme) = (context.state, context.theme)
        if context.hasFocus(.history), !state.history.isTyping { frame.cursor = Point(x: area.x, y: area.y) }
        guard state.history.isLoaded else {
            return frame.put("Reading the history", in: area.row(0), style: theme.dim, mark: context.mark)
        }
        guard state.history.isWhole else {
            let text = StyledText(HistoryWords.nothingFound(state), theme.dim)
            return context.drawTeaching([text], in: area, &frame)
        }
        var lines = [
            StyledText(
                "Every video that you make is listed here. Try (\(state.key(.loadAll, in: .history)) loads one):",
                theme.text
            )
        ]
        lines += HistoryWords.examples.map { StyledText("  " + $0, theme.accent) }
        if state.setup.isDemo {
            lines.append(
                StyledText("This is a demo: nothing leaves this machine, nothing is billed.", theme.dim)
            )
            lines.append(
                StyledText("Put #loading, #ratelimit or #credits into a prompt to see trouble.", theme.dim)
            )
        }
        context.drawTeaching(lines, in: area, &frame)
    }
}
