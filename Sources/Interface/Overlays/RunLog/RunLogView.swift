import Generations
import Terminal

import struct Foundation.Date

/// How the log of a run looks.
enum RunLogView {
    static func draw(_ log: RunLogState, _ context: ViewContext, in frame: inout Frame) {
        PageScroll.draw("Log of \(log.id)", rows(context.state, log), top: log.top, context, &frame)
    }

    /// All rows of the page.
    static func rows(_ state: AppState, _ log: RunLogState) -> [StyledText] {
        let width = ScreenLayout(state).overlayColumns
        let theme = state.theme
        if let problem = log.problem { return wrapped(problem, "", width, theme.bad) }
        guard let exchanges = log.exchanges else { return [StyledText("Reading it", theme.dim)] }
        let job = job(state, log, width)
        guard !exchanges.isEmpty || !waits(log).isEmpty || !job.isEmpty else {
            let text = "Nothing was asked of a server yet. What is, stands here with its answer."
            return wrapped(text, "", width, theme.dim)
        }
        let page = RunLogPage(width: width, theme: theme, utcOffset: state.setup.utcOffset)
        var entries: [Entry] = exchanges.map { Entry(date: $0.date, rows: page.rows($0)) }
        entries += waits(log).map { Entry(date: $0.date, rows: page.rows($0)) }
        return entries.sorted { $0.date < $1.date }.flatMap(\.rows) + job
    }

    /// Where the job stands now, with the last lines of its own log.
    private static func job(_ state: AppState, _ log: RunLogState, _ width: Int) -> [StyledText] {
        guard let generation = state.runs[log.id]?.generation, JobWords.progress(generation) != nil else {
            return []
        }
        let theme = state.theme
        let standing = wrapped("now  " + RunWords.situation(generation, state), "", width, theme.accent)
        return standing
            + JobWords.log(generation, last: 40).flatMap { wrapped($0, "     ", width, theme.dim) }
    }

    /// What stands at one moment.
    private struct Entry {
        var date: Date
        var rows: [StyledText]
    }

    /// What happened between the exchanges.
    private static func waits(_ log: RunLogState) -> [TimelineEntry] {
        log.timeline.filter { entry in
            switch entry.kind {
            case .waiting, .held, .released, .failed, .cancelled, .note: true
            case .queued, .attempt, .running, .downloading, .succeeded: false
            }
        }
    }

    fileprivate static func wrapped(_ text: String, _ indent: String, _ width: Int, _ style: Style)
        -> [StyledText]
    {
        let clean = Sanitizing.line(text, limit: 5_000)
        return WrappedText.rows(clean, width: max(8, width - indent.count)).map {
            StyledText(indent).with($0, style)
        }
    }
}

/// Writes the entries of the log for one width.
private struct RunLogPage {
    var width: Int
    var theme: Theme
    var utcOffset: Int

    private static let indent = "          "

    /// An exchange: who was asked, what came of it, what was sent and what was said.
    func rows(_ exchange: Exchange) -> [StyledText] {
        let time = TimeText.timeOfDay(exchange.date, offset: utcOffset)
        let attempt = exchange.attempt > 0 ? "try \(exchange.attempt)  " : ""
        let head = StyledText("\(time)  ", theme.dim).with(attempt, theme.accent)
            .with("\(Sanitizing.line(exchange.method, limit: 10)) ", theme.strong)
        let address = Sanitizing.line(exchange.address, limit: 600)
        let indent = width < 50 ? "  " : Self.indent
        let first =
            head.columns + CharacterWidth.columns(of: address) <= width
            ? [head.with(address, theme.text)]
            : [head] + RunLogView.wrapped(address, indent, width, theme.text)
        return first + outcome(exchange, indent) + texts("sent", exchange.request, indent)
            + texts("got", exchange.answer, indent) + [StyledText()]
    }

    /// A wait, a hold or an end between exchanges.
    func rows(_ entry: TimelineEntry) -> [StyledText] {
        let time = TimeText.timeOfDay(entry.date, offset: utcOffset)
        let length = entry.seconds.flatMap { $0.isFinite ? RunWords.whole($0) : nil }
        let kind = entry.kind == .note ? nil : entry.kind.rawValue
        let words = [kind, length, entry.text].compactMap { $0 }.filter { !$0.isEmpty }
        let style = entry.kind == .failed ? theme.bad : entry.kind == .note ? theme.text : theme.warning
        let indent = width < 50 ? "  " : Self.indent
        var rows = RunLogView.wrapped(words.joined(separator: "  "), indent, width, style)
        if width >= 50, let first = rows.first {
            var spans = first.spans
            spans[0].text = "\(time)  "
            spans[0].style = theme.dim
            rows[0].spans = spans
        }
        return rows + [StyledText()]
    }

    private func outcome(_ exchange: Exchange, _ indent: String) -> [StyledText] {
        let status = exchange.status.map { "\($0)" } ?? "no answer"
        let isGood = (200..<400).contains(exchange.status ?? 0) && exchange.failure == nil
        let seconds = exchange.seconds.isFinite && exchange.seconds < 1e9 ? exchange.seconds : 0
        let length = seconds < 60 ? "\(Strings.tenths(seconds)) s" : RunWords.whole(seconds)
        var row = StyledText(indent).with(status, isGood ? theme.good : theme.bad).with(
            " in \(length)",
            theme.text
        )
        if exchange.bytes > 0 { row.append(", \(Strings.bytes(exchange.bytes))", theme.text) }
        let failure = exchange.failure.map { RunLogView.wrapped($0, indent, width, theme.bad) } ?? []
        return [row] + failure
    }

    /// Headers and body, a line each, behind a word that says whose they are.
    private func texts(_ name: String, _ text: String, _ indent: String) -> [StyledText] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true).prefix(60)
        guard !lines.isEmpty else { return [] }
        return lines.enumerated().flatMap { index, line -> [StyledText] in
            let word = (index == 0 ? name : "").padded(to: 6)
            let own = WrappedText.rows(
                Sanitizing.line(String(line), limit: 5_000),
                width: max(8, width - indent.count - 6)
            )
            return own.enumerated().map { offset, row in
                StyledText(indent).with(offset == 0 ? word : "      ", theme.accent).with(row, theme.dim)
            }
        }
    }
}
