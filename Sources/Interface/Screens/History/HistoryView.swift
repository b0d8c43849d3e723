import Generations
import Terminal

/// The list of generations with the search above it.
enum HistoryView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let history = context.state.history
        let isSearching = history.isTyping || !history.query.isEmpty
        let total = history.total ?? (history.next == nil ? history.items.count : nil)
        let trailing = isSearching || history.items.isEmpty ? "" : total.map(Strings.grouped) ?? ""
        var area = context.drawBox(.history, context.layout.history, trailing: trailing, in: &frame)
        guard area.height > 0 else { return }
        if isSearching {
            drawSearch(context, total: total, in: area.row(0), &frame)
            area.y += 1
            area.height -= 1
        }
        if let problem = history.problem {
            return frame.put(problem, in: area.row(0), style: context.theme.bad, mark: context.mark)
        }
        guard !history.items.isEmpty else { return drawEmpty(context, in: area, &frame) }
        drawRows(context, in: area, &frame)
    }

    private static func drawSearch(_ context: ViewContext, total: Int?, in row: Rect, _ frame: inout Frame) {
        let history = context.state.history
        let count =
            history.lookup == nil ? total.map { Strings.count($0, "match", "matches") } ?? "" : "searching"
        let taken = frame.putRight(StyledText(count, context.theme.dim), in: row)
        frame.put("/ ", in: row, style: context.theme.accent)
        let field = Rect(x: row.x + 2, y: row.y, width: max(0, row.width - taken - 4), height: 1)
        let isFocused = context.hasFocus(.history) && history.isTyping
        TextFieldView.draw(history.field, in: field, isFocused: isFocused, &frame)
    }

    // MARK: Rows

    private static func drawRows(_ context: ViewContext, in area: Rect, _ frame: inout Frame) {
        let history = context.state.history
        var window = history.window
        window.show(history.selectedIndex ?? 0, of: history.items.count, height: area.height)
        let range = window.rows(of: history.items.count, height: area.height)
        let numberWidth = history.items[range].map { "\($0.id)".count }.max() ?? 4
        for (offset, index) in range.enumerated() {
            let generation = history.items[index]
            let row = area.row(offset)
            let isSelected = generation.id == history.selection
            drawRow(generation, isSelected: isSelected, numberWidth, context, in: row, &frame)
            guard isSelected else { continue }
            let isFocused = context.hasFocus(.history)
            context.theme.select(row, isFocused: isFocused, in: &frame)
            if isFocused, !history.isTyping { frame.cursor = Point(x: row.x, y: row.y) }
        }
    }

    private static func drawRow(
        _ generation: Generation,
        isSelected: Bool,
        _ numberWidth: Int,
        _ context: ViewContext,
        in row: Rect,
        _ frame: inout Frame
    ) {
        let theme = context.theme
        let seed = row.width >= 56 ? generation.request.parameters.seed.map { "  s \($0)" } ?? "" : ""
        let taken = frame.putRight(StyledText(seed, theme.dim), in: row)
        var line = StyledText(isSelected ? "> " : "  ", theme.accent)
        line.append(generation.isFavorite ? "* " : "  ", theme.warning)
        line.append("\(generation.id) ".leftPadded(to: numberWidth + 1), theme.dim)
        let setup = context.state.setup
        let ago = TimeText.ago(generation.createdAt, now: context.state.now.date, offset: setup.utcOffset)
        line.append(ago.padded(to: 7), theme.dim)
        line.append(
            HistoryWords.word(generation.state).padded(to: 7),
            RunStyle.style(generation.state, theme)
        )
        if row.width >= 64 {
            line.append(HistoryWords.length(generation).padded(to: 6), theme.dim)
        }
        line.append(HistoryWords.text(generation), theme.text)
        let room = Rect(x: row.x, y: row.y, width: max(0, row.width - taken), height: 1)
        frame.put(line, in: room, mark: context.mark)
    }

    // MARK: Nothing to show

    private static func drawEmpty(_ context: ViewContext, in area: Rect, _ frame: inout Frame) {
        let (state, theme) = (context.state, context.theme)
        if context.hasFocus(.history), !state.history.isTyping { frame.cursor = Point(x: area.x, y: area.y) }
        guard state.history.isLoaded else {
            return frame.put("Reading the history", in: area.row(0), style: theme.dim, mark: context.mark)
        }
        guard state.history.query.isEmpty else {
            let text = "Nothing matches. Esc shows everything again."
            return frame.put(text, in: area.row(0), style: theme.dim, mark: context.mark)
        }
        var lines = [
            StyledText("Every video that you make is listed here. Try (Enter loads one):", theme.text)
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
