import Generations
import Terminal

/// The lines around the one pane of a small screen: tabs, rules, and the most urgent runs.
enum TabsView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let (layout, theme) = (context.layout, context.theme)
        drawTabs(context, in: &frame)
        let rule = String(repeating: context.rule, count: layout.header.width)
        for y in [layout.header.y + 1, layout.body.bottom] {
            frame.put(rule, at: Point(x: 0, y: y), style: theme.border)
        }
        frame.put(UrgentText.text(context), in: layout.urgent, mark: context.mark)
    }

    private static func drawTabs(_ context: ViewContext, in frame: inout Frame) {
        var text = StyledText()
        for tab in tabs(context.state, width: context.layout.header.width) {
            let isFocused = context.state.focus == tab.pane
            text.append(tab.text, isFocused ? context.theme.focusedTitle : context.theme.dim)
            text.append(" ")
        }
        frame.put(text, in: context.layout.header, mark: context.mark)
    }

    /// A pane's name in the first line, and the columns that it takes there.
    struct Tab {
        var pane: Pane
        var text: String
        var columns: Range<Int>
    }

    static func tabs(_ state: AppState, width: Int) -> [Tab] {
        var tabs: [Tab] = []
        for pane in Pane.allCases where pane != .detail || state.focus == .detail || width > 44 {
            let count = pane == .runs && !state.runs.isEmpty ? "(\(state.runs.count))" : ""
            let name = "\(pane.rawValue) \(pane == .history ? "Hist" : pane.title)\(count)"
            let text = state.focus == pane ? "[\(name)\(state.editModeTitle)]" : name
            let start = tabs.last.map { $0.columns.upperBound + 1 } ?? 0
            tabs.append(Tab(pane: pane, text: text, columns: start..<(start + text.count)))
        }
        return tabs
    }
}

/// The runs that a user wants to know of when there is no room for all.
enum UrgentText {
    static func text(_ context: ViewContext) -> StyledText {
        let runs = urgent(context.state.runs).prefix(2)
        guard !runs.isEmpty else { return StyledText("nothing runs", context.theme.dim) }
        var text = StyledText()
        for run in runs {
            if !text.spans.isEmpty { text.append("   ") }
            text.append(
                RunWords.word(run.generation.state),
                RunStyle.style(run.generation.state, context.theme)
            )
            text.append(" \(run.id) ", context.theme.dim)
            text.append(short(run, context.state))
        }
        return text
    }

    /// Failures first, then what comes in, what runs, and the waits by their ends.
    static func urgent(_ runs: RunsState) -> [Run] {
        let seen = runs.notableRuns + runs.runs(in: 0..<2).filter { $0.generation.state == .queued }
        return seen.enumerated().sorted { left, right in
            let (first, second) = (rank(left.element), rank(right.element))
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }

    /// The clock or the countdown, as short as it can be.
    static func short(_ run: Run, _ state: AppState) -> String {
        switch run.generation.state {
        case .waiting(let wait):
            let left = Clocks.left(until: wait.until.uptime, now: state.now)
            return left == 0 ? "now" : "in \(TimeText.length(left)), \(RunWords.shortAttempt(wait))"
        case .failed(let failure): return failure.message
        case .held: return "held"
        case .downloading(let progress): return Strings.bytes(progress.bytes, of: progress.total)
        default:
            let clock = TimeText.shortClock(Clocks.elapsed(since: run.start, now: state.now))
            return JobWords.short(run.generation).map { "\(clock), \($0)" } ?? clock
        }
    }

    private static func rank(_ run: Run) -> Int {
        switch run.generation.state {
        case .downloading: 0
        case .running, .submitting: 1
        case .waiting: 2
        case .held: 3
        case .failed: 4
        default: 5
        }
    }
}

/// The one line of a screen that has no room for more.
enum OneLineView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let state = context.state
        var text = StyledText()
        if let run = UrgentText.urgent(state.runs).first {
            text.append(
                RunWords.word(run.generation.state),
                RunStyle.style(run.generation.state, context.theme)
            )
            text.append(" \(run.id) \(UrgentText.short(run, state))")
        } else {
            text.append("\(Strings.appName): nothing runs")
        }
        frame.put(text, in: context.layout.message.row(0), mark: context.mark)
        frame.put("wider, please", in: context.layout.message.row(1), style: context.theme.dim)
    }
}
