import Generations
import Terminal

/// The page with statistics: a row for each model, or two where there is little room.
enum StatisticsView {
    /// How many models are in view at once.
    static func listed(_ state: AppState) -> Int {
        let layout = ScreenLayout(state)
        let isNarrow = isNarrow(layout.overlayColumns)
        return max(1, (layout.overlayRows - (isNarrow ? 1 : 2)) / (isNarrow ? 2 : 1))
    }

    static func draw(_ page: StatisticsState, _ context: ViewContext, _ frame: inout Frame) {
        let rows = page.rows
        let trailing = rows.isEmpty ? "" : Strings.count(rows.count, "model")
        let area = OverlayView.page("Statistics", trailing: trailing, context, &frame)
        frame.cursor = Point(x: area.x, y: area.y)
        guard page.problem == nil, !rows.isEmpty else {
            let style = page.problem == nil ? context.theme.dim : context.theme.bad
            return context.drawTeaching(teaching(page).map { StyledText($0, style) }, in: area, &frame)
        }
        if area.height > 2 {
            let note = area.row(area.height - 1)
            frame.put(self.note(page, area.width), in: note, style: context.theme.dim, mark: context.mark)
        }
        var list = area
        list.height = area.height - 1
        if isNarrow(area.width) {
            drawNarrow(page, rows, context, in: list, &frame)
        } else {
            drawTable(page, rows, context, in: list, &frame)
        }
    }

    private static func isNarrow(_ columns: Int) -> Bool { columns < 60 }

    /// The model whose row is so far below the first row of the page; nil where there is none.
    static func index(at row: Int, in area: Rect, _ page: StatisticsState) -> Int? {
        let isNarrow = isNarrow(area.width)
        let height = isNarrow ? max(1, (area.height - 1) / 2) : area.height - 2
        let offset = isNarrow ? row / 2 : row - 1
        var window = page.window
        window.show(page.index, of: page.rows.count, height: height)
        let shown = window.rows(of: page.rows.count, height: height)
        return offset >= 0 && shown.contains(shown.lowerBound + offset) ? shown.lowerBound + offset : nil
    }

    // MARK: Words

    private static func teaching(_ page: StatisticsState) -> [String] {
        if let problem = page.problem { return [problem] }
        guard page.statistics != nil else { return ["Reading them"] }
        return [
            "Nothing was run yet.",
            "After the first runs there is a row here for each model: how often it succeeds, how long one waits "
                + "for it, how long it runs, and what its videos come to.",
        ]
    }

    /// What the figures are of.
    private static func note(_ page: StatisticsState, _ columns: Int) -> String {
        guard let statistics = page.statistics else { return "" }
        let runs = Strings.grouped(statistics.runs)
        let whole = statistics.isWhole ? "All \(runs) runs" : "Only the newest \(runs) runs"
        if columns < 60 { return whole }
        if columns < 100 { return "\(whole); times are of the last 50 that succeeded." }
        return "\(whole); times are of the last 50 that succeeded; “9 of 10” waited no longer than that."
    }

    // MARK: Rows

    private static func drawTable(
        _ page: StatisticsState,
        _ rows: [ModelStatistics],
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        let state = context.state
        let table = FigureTable(
            rows,
            names: rows.map(\.model.rawValue),
            columns: StatisticsColumn.all(now: state.now.date, utcOffset: state.setup.utcOffset),
            width: area.width - 2
        )
        let heads = table.columns.map(\.title)
        frame.put(StyledText("  " + table.line("model", heads), context.theme.dim), in: area.row(0))
        let height = area.height - 1
        var window = page.window
        window.show(page.index, of: rows.count, height: height)
        for (offset, index) in window.rows(of: rows.count, height: height).enumerated() {
            let name = Sanitizing.line(rows[index].model.rawValue, limit: 200)
            let cut = Truncating.end(of: name, to: table.nameWidth, mark: context.mark)
            let line = StyledText(index == page.index ? "> " : "  ", context.theme.accent)
                .with(cut.padded(to: table.nameWidth), context.theme.strong)
                .with(table.figures(table.columns.map { $0.shown(rows[index]) }), context.theme.text)
            let row = area.row(offset + 1)
            frame.put(line, in: row, mark: context.mark)
            guard index == page.index else { continue }
            context.theme.select(row, isFocused: true, in: &frame)
            frame.cursor = Point(x: area.x, y: row.y)
        }
    }

    /// The name, and below it the figures in words.
    private static func drawNarrow(
        _ page: StatisticsState,
        _ rows: [ModelStatistics],
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        let height = max(1, area.height / 2)
        var window = page.window
        window.show(page.index, of: rows.count, height: height)
        for (offset, index) in window.rows(of: rows.count, height: height).enumerated() {
            let model = rows[index]
            let name = StyledText(index == page.index ? ">" : " ", context.theme.accent)
                .with(Sanitizing.line(model.model.rawValue, limit: 200), context.theme.strong)
            let row = area.row(2 * offset)
            frame.put(name, in: row, mark: context.mark)
            let words = [
                Strings.count(model.runs, "run"),
                StatisticsColumn.percent(model.succeeded, of: model) + " ok",
                "wait " + StatisticsColumn.seconds(model.medianWait),
                "run " + StatisticsColumn.seconds(model.medianRun),
            ]
            let figures = StyledText("  " + words.joined(separator: ", "), context.theme.dim)
            if 2 * offset + 1 < area.height {
                frame.put(figures, in: area.row(2 * offset + 1), mark: context.mark)
            }
            guard index == page.index else { continue }
            context.theme.select(row, isFocused: true, in: &frame)
            frame.cursor = Point(x: area.x, y: row.y)
        }
    }
}
