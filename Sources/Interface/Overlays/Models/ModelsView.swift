import Generations
import Terminal

/// The page of models: what limits the list, a row for each model, or two where there is little room, and what is
/// known of the selected one.
enum ModelsView {
    /// How many models are in view at once.
    static func listed(_ state: AppState) -> Int {
        let layout = ScreenLayout(state)
        let area = Rect(x: 0, y: 0, width: layout.overlayColumns, height: layout.overlayRows)
        return Places(area, state.models, mark: Truncating.mark(ascii: state.setup.isASCII)).listed
    }

    static func draw(_ context: ViewContext, _ frame: inout Frame) {
        let models = context.state.models
        let rows = models.rows
        let area = OverlayView.page("Models", trailing: trailing(models, rows), context, &frame)
        let places = Places(area, models, mark: context.mark)
        frame.cursor = Point(x: area.x, y: area.y)
        let limits = ModelWords.limits(models).joined(separator: context.dot)
        frame.put(limits, in: places.limits, style: context.theme.dim, mark: context.mark)
        drawSearch(models, context, in: places.search, &frame)
        for (index, line) in places.problem.enumerated() {
            let row = Rect(x: area.x, y: places.search.bottom + index, width: area.width, height: 1)
            frame.put(line, in: row, style: context.theme.warning, mark: context.mark)
        }
        guard !rows.isEmpty else {
            let texts = ModelWords.teaching(models, context.state).map { StyledText($0, context.theme.dim) }
            return context.drawTeaching(texts, in: places.list, &frame)
        }
        if places.isNarrow {
            drawNarrow(rows, context, in: places.list, &frame)
        } else {
            drawTable(rows, context, in: places.list, &frame)
        }
        drawFacts(models, context, in: places.facts, &frame)
    }

    /// The model whose row is so far below the first row of the page; nil where there is none.
    static func index(at row: Int, in area: Rect, _ models: ModelsState) -> Int? {
        let places = Places(area, models, mark: "")
        let offset = row - (places.list.y - area.y) - (places.isNarrow ? 0 : 1)
        guard offset >= 0 else { return nil }
        let shown = window(models, models.rows, places.listed)
        let index = shown.lowerBound + (places.isNarrow ? offset / 2 : offset)
        return shown.contains(index) ? index : nil
    }

    // MARK: Parts

    /// Where the parts of the page stand.
    private struct Places {
        var limits: Rect
        var search: Rect
        /// Why the Hub's list is not whole, in rows.
        var problem: [String]
        var list: Rect
        var facts: Rect
        var isNarrow: Bool
        /// How many models have a place.
        var listed: Int

        init(_ area: Rect, _ models: ModelsState, mark: String) {
            isNarrow = area.width < 60
            let hasSearch = models.isTyping || !models.field.isEmpty
            let sentence = models.isStarredOnly ? nil : models.answer?.problem
            problem = sentence.map { MessageRows.rows($0, width: max(8, area.width), mark: mark) } ?? []
            let rows = area.rows([
                .fixed(1), .fixed(hasSearch ? 1 : 0), .fixed(problem.count), .fill,
                .fixed(area.height > 8 ? 2 : 0),
            ])
            (limits, search, list, facts) = (rows[0], rows[1], rows[3], rows[4])
            listed = max(1, isNarrow ? list.height / 2 : list.height - 1)
        }
    }

    private static func trailing(_ models: ModelsState, _ rows: [ModelListing]) -> String {
        if models.asked != nil { return "asking the Hub" }
        guard !rows.isEmpty else { return "" }
        let isOpen = !models.isStarredOnly && !models.isFallback && models.answer?.next != nil
        return Strings.count(rows.count, "model") + (isOpen ? " and more" : "")
    }

    private static func drawSearch(
        _ models: ModelsState,
        _ context: ViewContext,
        in row: Rect,
        _ frame: inout Frame
    ) {
        guard !row.isEmpty else { return }
        frame.put("/ ", in: row, style: context.theme.accent)
        let field = Rect(x: row.x + 2, y: row.y, width: max(0, row.width - 2), height: 1)
        TextFieldView.draw(models.field, in: field, isFocused: models.isTyping, &frame)
    }

    private static func drawFacts(
        _ models: ModelsState,
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        guard !area.isEmpty, let selected = models.selected else { return }
        let facts = ModelWords.facts(selected, models)
        let lines = ParameterLine.rows(facts, width: area.width, separator: context.dot)
        for (index, line) in lines.suffix(area.height).enumerated() {
            let row = area.row(area.height - min(lines.count, area.height) + index)
            frame.put(line, in: row, style: context.theme.dim, mark: context.mark)
        }
    }

    // MARK: Rows

    private static func window(_ models: ModelsState, _ rows: [ModelListing], _ height: Int) -> Range<Int> {
        var window = models.window
        let index = rows.firstIndex { $0.model == models.selected?.model } ?? 0
        window.show(index, of: rows.count, height: height)
        return window.rows(of: rows.count, height: height)
    }

    /// The mark of a selected row, and that of a star.
    private static func start(_ row: ModelListing, _ models: ModelsState, _ theme: Theme) -> StyledText {
        StyledText(row.model == models.selected?.model ? ">" : " ", theme.accent)
            .with(models.isStarred(row.model) ? "*" : " ", theme.warning)
    }

    private static func drawTable(
        _ rows: [ModelListing],
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        let (models, theme) = (context.state.models, context.theme)
        let table = FigureTable(
            rows,
            names: rows.map(\.model.rawValue),
            columns: ModelColumn.all(models.known, width: area.width, mark: context.mark),
            width: area.width - 2
        )
        frame.put(
            StyledText("  " + table.line("model", table.columns.map(\.title)), theme.dim),
            in: area.row(0)
        )
        for (offset, index) in window(models, rows, area.height - 1).enumerated() {
            let name = Truncating.end(
                of: rows[index].model.rawValue,
                to: table.nameWidth,
                mark: context.mark
            )
            let line = start(rows[index], models, theme)
                .with(name.padded(to: table.nameWidth), theme.strong)
                .with(table.figures(table.columns.map { $0.shown(rows[index]) }), theme.text)
            put(line, rows[index], context, in: area.row(offset + 1), &frame)
        }
    }

    /// The name, and below it who serves it and what its runs have come to.
    private static func drawNarrow(
        _ rows: [ModelListing],
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        let (models, theme) = (context.state.models, context.theme)
        for (offset, index) in window(models, rows, max(1, area.height / 2)).enumerated() {
            let row = rows[index]
            if 2 * offset + 1 < area.height {
                let words = StyledText("  " + ModelWords.short(row, models), theme.dim)
                frame.put(words, in: area.row(2 * offset + 1), mark: context.mark)
            }
            let name = start(row, models, theme).with(row.model.rawValue, theme.strong)
            put(name, row, context, in: area.row(2 * offset), &frame)
        }
    }

    private static func put(
        _ line: StyledText,
        _ listing: ModelListing,
        _ context: ViewContext,
        in row: Rect,
        _ frame: inout Frame
    ) {
        let models = context.state.models
        frame.put(line, in: row, mark: context.mark)
        guard listing.model == models.selected?.model else { return }
        context.theme.select(row, isFocused: !models.isTyping, in: &frame)
        if !models.isTyping { frame.cursor = Point(x: row.x, y: row.y) }
    }
}
