import Generations
import Terminal

/// The first line: which program, which model, whose token, and how much is under way. It never moves.
enum HeaderView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let (state, theme) = (context.state, context.theme)
        let area = context.layout.header.inset(horizontal: 1, vertical: 0)
        let counts = CountsText.text(state.runs.counts, theme)
        let right = frame.putRight(counts, in: area)
        let isWide = context.layout.kind == .wide
        var left = StyledText(Strings.appName, theme.focusedTitle)
        if state.setup.isDemo { left.append(" demo", theme.warning) }
        let request = state.compose.base ?? state.setup.template
        left.append("  \(isWide ? request.model.rawValue : request.model.name)", theme.text)
        if !state.setup.isDemo {
            left.append(" (\(Sanitizing.line(state.setup.destination, limit: 80)))", theme.dim)
        }
        let token = Sanitizing.line(state.setup.token, limit: 80)
        let end = token.split(separator: " ").last.map(String.init) ?? token
        if !token.isEmpty { left.append(isWide ? "  token: \(token)" : "  \(end)", theme.dim) }
        let room = Rect(x: area.x, y: area.y, width: max(0, area.width - right - 2), height: 1)
        frame.put(left, in: room, mark: context.mark)
    }
}

/// How many runs are in which state, in words.
enum CountsText {
    static func text(_ counts: RunCounts, _ theme: Theme) -> StyledText {
        var text = StyledText()
        func add(_ number: Int, _ word: String, _ style: Style) {
            guard number > 0 else { return }
            if !text.spans.isEmpty { text.append("  ") }
            text.append("\(number) \(word)", style)
        }
        add(counts.running, "run", theme.accent)
        add(counts.waiting, "wait", theme.warning)
        add(counts.saving, "save", theme.good)
        add(counts.queued, "queued", theme.dim)
        add(counts.held, "held", theme.warning)
        add(counts.failed, "failed", theme.bad)
        return text.spans.isEmpty ? StyledText("nothing runs", theme.dim) : text
    }
}
