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
        let top = max(0, min(state.detail.top, rows.count - area.height))
        for (index, row) in rows.dropFirst(top).prefix(area.height).enumerated() {
            frame.put(row, in: area.row(index), mark: context.mark)
        }
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
        var rows = facts.prompt + [StyledText()] + facts.outcome + facts.parameters + facts.story
        if let problem = state.detail.problem { rows.append(StyledText(problem, theme.bad)) }
        return rows + timeline(state, theme, width: max(10, width))
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
            let seconds = entry.seconds.flatMap { $0.isFinite ? TimeText.length(Int($0.rounded())) : nil }
            let parts = [seconds, entry.text].compactMap { $0 }.filter { !$0.isEmpty }
            row.append(Sanitizing.line(parts.joined(separator: "  "), limit: 400), theme.text)
            rows.append(row)
        }
        return rows
    }

    private static func style(_ kind: TimelineEntry.Kind, _ theme: Theme) -> Style {
        switch kind {
        case .queued, .cancelled: theme.dim
        case .attempt, .running: theme.accent
        case .downloading, .succeeded: theme.good
        case .waiting, .held, .released: theme.warning
        case .failed: theme.bad
        }
    }
}
