import Generations
import Terminal

/// Everything about one generation.
enum DetailView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let state = context.state
        let title = state.detail.id.map { "Detail \($0)" } ?? "Detail"
        let rows = rows(state, width: context.layout.content(of: context.layout.detail).width)
        let height = context.layout.content(of: context.layout.detail).height
        let trailing =
            rows.count > height ? "\(min(rows.count, state.detail.top + height)) of \(rows.count)" : ""
        let area = context.drawBox(
            .detail,
            context.layout.detail,
            title: title,
            trailing: trailing,
            in: &frame
        )
        if PlayView.draw(context, in: area, &frame) { return }
        let top = max(0, min(state.detail.top, rows.count - area.height))
        for (index, row) in rows.dropFirst(top).prefix(area.height).enumerated() {
            frame.put(row, in: area.row(index), mark: context.mark)
        }
        drawStills(context, in: area, top: top, &frame)
        if context.hasFocus(.detail), !area.isEmpty { frame.cursor = Point(x: area.x, y: area.y) }
    }

    /// All rows, the first screen of them first.
    static func rows(_ state: AppState, width: Int) -> [StyledText] {
        let theme = state.theme
        guard let generation = state.detail.generation else {
            let text = "What is selected in the history or the runs is shown here."
            return WrappedText.rows(text, width: max(10, width)).map { StyledText($0, theme.dim) }
        }
        let facts = DetailFacts(generation: generation, state: state, theme: theme, width: max(10, width))
        let stills = Array(repeating: StyledText(), count: band(state).map { $0.still.rows + 1 } ?? 0)
        var rows = stills + facts.prompt + [StyledText()] + facts.outcome + facts.parameters + facts.story
        if let sentence = state.setup.pictures.sentence(state.keymap), generation.video != nil {
            rows += WrappedText.rows(sentence, width: max(10, width)).map { StyledText($0, theme.dim) }
        }
        if let problem = state.detail.problem { rows.append(StyledText(problem, theme.bad)) }
        return rows + timeline(state, theme, width: max(10, width))
    }

    /// The stills that the details show now; nil when they are not on the screen or have none.
    static func wish(_ state: AppState) -> PictureWish? {
        let isShown = ScreenLayout(state).kind == .wide && state.paneSize != .full || state.focus == .detail
        guard isShown, let generation = state.detail.generation, let video = generation.seen,
            let band = band(state)
        else { return nil }
        return PictureWish(
            .detail,
            generation.id,
            video,
            PictureKey(video, .stills(band.count), cells: band.still)
        )
    }

    /// The place of the stills above the text, which is there before they are.
    private static func band(_ state: AppState) -> StillsBand? {
        guard case .shown = state.setup.pictures, let generation = state.detail.generation,
            let video = generation.seen
        else {
            return nil
        }
        let layout = ScreenLayout(state)
        let area = layout.content(of: layout.detail).size
        let rows = layout.kind == .tabs ? area.rows - 2 : min(12, area.rows * 2 / 5)
        let room = Size(columns: area.columns, rows: rows)
        let isOne = layout.kind == .tabs || generation.video == nil
        return StillsBand(video, within: room, most: isOne ? 1 : 3)
    }

    private static func drawStills(
        _ context: ViewContext,
        in area: Rect,
        top: Int,
        _ frame: inout Frame
    ) {
        // Below an overlay everything steps back, and pictures cannot.
        guard context.state.overlays.isEmpty, let video = context.state.detail.generation?.seen,
            let band = band(context.state)
        else { return }
        let origin = Point(x: area.x, y: area.y - top)
        StillsView.draw(video, band, at: origin, clip: area, context, in: &frame)
    }

    private static func timeline(_ state: AppState, _ theme: Theme, width: Int) -> [StyledText] {
        guard !state.detail.timeline.isEmpty else { return [] }
        var rows = [StyledText(), StyledText("Timeline", theme.strong)]
        for entry in state.detail.timeline {
            var row = StyledText(
                TimeText.timeOfDay(entry.date, offset: state.setup.utcOffset) + "  ",
                theme.dim
            )
            let name = entry.kind == .attempt ? "try \(entry.attempt)" : entry.kind.rawValue
            row.append(name.padded(to: 13), style(entry.kind, theme))
            let seconds = entry.seconds.flatMap { $0.isFinite ? RunWords.whole($0) : nil }
            let parts = [seconds, entry.text].compactMap { $0 }.filter { !$0.isEmpty }
            let text = Sanitizing.line(parts.joined(separator: "  "), limit: 400)
            rows += told(text, after: row, theme, width: width)
        }
        return rows
    }

    /// A text behind the beginning of its row, and on more rows where one is too short for it.
    private static func told(_ text: String, after row: StyledText, _ theme: Theme, width: Int)
        -> [StyledText]
    {
        let room = width - row.columns
        if CharacterWidth.columns(of: text) <= room { return [row.with(text, theme.text)] }
        let (indent, isBelow) = room < 24 ? (2, true) : (row.columns, false)
        let lines = WrappedText.rows(text, width: max(4, width - indent)).enumerated().map { index, line in
            let start =
                index == 0 && !isBelow ? row : StyledText(String(repeating: " ", count: indent))
            return start.with(line, theme.text)
        }
        return isBelow ? [row] + lines : lines
    }

    private static func style(_ kind: TimelineEntry.Kind, _ theme: Theme) -> Style {
        switch kind {
        case .queued, .cancelled, .note: theme.dim
        case .attempt, .running: theme.accent
        case .downloading, .succeeded: theme.good
        case .waiting, .held, .released: theme.warning
        case .failed: theme.bad
        }
    }
}
