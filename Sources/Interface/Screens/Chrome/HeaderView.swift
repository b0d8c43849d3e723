import Generations
import Terminal

/// The first line: which program, which model, whose token, and how much is under way. It never moves.
enum HeaderView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let (state, theme) = (context.state, context.theme)
        let area = context.layout.header.inset(horizontal: 1, vertical: 0)
        var counts = CountsText.text(state.runs.counts, theme)
        if state.runs.isQueueHeld { counts = StyledText("queue held  ", theme.warning).with(counts) }
        // What stands to the left keeps its place while runs come and go.
        let right = max(frame.putRight(counts, in: area), Self.usualCounts)
        let isWide = context.layout.kind == .wide
        var left = StyledText(Strings.appName, theme.focusedTitle)
        if state.setup.isDemo { left.append(" demo", theme.warning) }
        let request = state.compose.base ?? state.setup.template
        left.append("  \(isWide ? request.model.rawValue : request.model.name)", theme.text)
        if !state.setup.isDemo || request.provider != nil {
            let place =
                request.endpoint == nil ? request.provider ?? ProviderWish.auto : state.setup.destination
            left.append(" (\(Sanitizing.line(place, limit: 80)))", theme.dim)
        }
        let token = Sanitizing.line(state.setup.token, limit: 80)
        let end = token.split(separator: " ").last.map(String.init) ?? token
        if !token.isEmpty { left.append(isWide ? "  token: \(token)" : "  \(end)", theme.dim) }
        let room = Rect(x: area.x, y: area.y, width: max(0, area.width - right - 2), height: 1)
        frame.put(left, in: room, mark: context.mark)
    }

    /// The columns of `1 run  2 wait  1 save  4 queued`.
    private static let usualCounts = 31
}

/// How many runs are in which state, in words.
enum CountsText {
    /// The four kinds that come and go keep their places, also at zero; the rare ones stand before them.
    static func text(_ counts: RunCounts, _ theme: Theme) -> StyledText {
        guard counts != RunCounts() else { return StyledText("nothing runs", theme.dim) }
        var text = StyledText()
        func add(_ number: Int, _ word: String, _ style: Style, isAlways: Bool = true) {
            guard isAlways || number > 0 else { return }
            if !text.spans.isEmpty { text.append("  ") }
            text.append("\(Strings.grouped(number)) \(word)", number > 0 ? style : theme.dim)
        }
        add(counts.failed, "failed", theme.bad, isAlways: false)
        add(counts.held, "held", theme.warning, isAlways: false)
        add(counts.running, "run", theme.accent)
        add(counts.waiting, "wait", theme.warning)
        add(counts.saving, "save", theme.good)
        add(counts.queued, "queued", theme.dim)
        return text
    }
}
