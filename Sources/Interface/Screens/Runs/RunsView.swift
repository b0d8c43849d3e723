import Generations
import Terminal

/// What runs and waits, each with its word, its clock and its reason.
enum RunsView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let state = context.state
        let hints =
            context.hasFocus(.runs)
            ? "r now  h hold  x cancel" : CountsText.text(state.runs.counts, context.theme).text
        let area = context.drawBox(.runs, context.layout.runs, trailing: hints, in: &frame)
        guard !state.runs.runs.isEmpty else { return drawEmpty(context, in: area, &frame) }
        let blocks = blocks(context, area)
        let selected = state.runs.selectedIndex ?? 0
        let first = firstBlock(blocks.map(\.count), selected: selected, height: area.height)
        var y = area.y
        let rest = rest(blocks.map(\.count), first: first, height: area.height)
        for (index, block) in blocks.enumerated().dropFirst(first) where y < area.bottom {
            let isSelected = index == selected
            for (offset, line) in block.prefix(area.bottom - y).enumerated() {
                let isLast = y + offset == area.bottom - 1
                let width = area.width - (isLast ? CharacterWidth.columns(of: rest) : 0)
                let row = Rect(x: area.x, y: y + offset, width: width, height: 1)
                frame.put(line, in: row, mark: context.mark)
                if isSelected, offset == 0 { select(row, context, &frame) }
            }
            y += block.count
        }
        frame.putRight(
            StyledText(rest, context.theme.dim),
            in: Rect(x: area.x, y: area.bottom - 1, width: area.width, height: 1)
        )
        drawSummary(context, top: y, in: area, &frame)
    }

    // MARK: Blocks

    /// Every run in full if all fit, else one line for each, and the selected one as full as can be.
    private static func blocks(_ context: ViewContext, _ area: Rect) -> [[StyledText]] {
        let runs = context.state.runs.runs
        let full = runs.map { block($0, context, area.width, isFull: true) }
        // What waits tells its prompt as well where there is room for that everywhere.
        let fullest = zip(runs, full).map { run, block in
            run.generation.state.status == .waiting ? block + prompt(run, context, true) : block
        }
        if fullest.reduce(0, { $0 + $1.count }) <= area.height { return fullest }
        if full.reduce(0, { $0 + $1.count }) <= area.height { return full }
        let short = runs.map { block($0, context, area.width, isFull: false) }
        guard let selected = context.state.runs.selectedIndex else { return short }
        let room = area.height - (short.count - 1)
        guard room > 1 else { return short }
        var blocks = short
        blocks[selected] = Array(full[selected].prefix(room))
        return blocks
    }

    private static func block(_ run: Run, _ context: ViewContext, _ width: Int, isFull: Bool) -> [StyledText]
    {
        let head = head(run, context)
        switch run.generation.state {
        case .waiting(let wait): return waiting(run, wait, head, context, width, isFull: isFull)
        case .downloading(let progress):
            return [withBar(head, progress, context, width)] + prompt(run, context, isFull)
        case .failed(let failure):
            return failed(failure, head, context, width, isFull: isFull)
        default:
            let setup = context.state.setup
            let situation = RunWords.situation(
                run.generation,
                now: context.state.now,
                utcOffset: setup.utcOffset
            )
            let rows =
                isFull
                ? indented(situation, first: head, width: width, context.theme.text)
                : [head.with(situation, context.theme.text)]
            return rows + prompt(run, context, isFull)
        }
    }

    /// The word, the number and the clock.
    private static func head(_ run: Run, _ context: ViewContext) -> StyledText {
        let state = context.state
        let isSelected = run.id == state.runs.selection
        let word = RunWords.word(run.generation.state)
        var head = StyledText(isSelected ? "> " : "  ", context.theme.accent)
        if !context.layout.hasBorders { head = StyledText(isSelected ? ">" : " ", context.theme.accent) }
        head.append(word.padded(to: 6), RunStyle.style(run.generation.state, context.theme))
        head.append("\(run.id) ", context.theme.dim)
        guard !run.generation.state.isFinal else { return head }
        let elapsed = Clocks.elapsed(since: run.start, now: state.now)
        let clock = context.layout.hasBorders ? TimeText.clock(elapsed) : TimeText.shortClock(elapsed)
        head.append(clock + "  ", context.theme.strong)
        return head
    }

    private static func waiting(
        _ run: Run,
        _ wait: Wait,
        _ head: StyledText,
        _ context: ViewContext,
        _ width: Int,
        isFull: Bool
    ) -> [StyledText] {
        let (state, theme) = (context.state, context.theme)
        let source = "(\(RunWords.source(wait)))"
        guard isFull else {
            if width < 50 { return [head.with(UrgentText.short(run, state), theme.warning)] }
            let (reason, end) = RunWords.shortWait(wait, now: state.now, utcOffset: state.setup.utcOffset)
            return [
                head.with("\(reason), ", theme.text).with(end, theme.warning).with(" \(source)", theme.dim)
            ]
        }
        let situation = RunWords.situation(run.generation, now: state.now, utcOffset: state.setup.utcOffset)
        let countdown = RunWords.countdown(wait, now: state.now, utcOffset: state.setup.utcOffset)
        let asking = countdown.hasPrefix("asking") ? countdown : "asking \(countdown)"
        let first = indented(situation, first: head, width: width, theme.text)
        let second = StyledText(indent).with(asking, theme.warning).with(
            ", \(RunWords.attempt(wait))",
            theme.text
        )
        if second.columns + 2 + CharacterWidth.columns(of: source) <= width {
            return first + [second.with("  \(source)", theme.dim)]
        }
        return first + [second] + indented(source, first: StyledText(indent), width: width, theme.dim)
    }

    private static let indent = String(repeating: " ", count: 8)

    /// A text on as many rows as it takes: behind what stands in the first, below that behind an indent.
    private static func indented(
        _ text: String,
        first: StyledText,
        width: Int,
        _ style: Style
    ) -> [StyledText] {
        let rows = WrappedText.rows(Sanitizing.line(text, limit: 600), width: max(10, width - first.columns))
        let space = String(repeating: " ", count: first.columns)
        return rows.enumerated().map { index, row in
            (index == 0 ? first : StyledText(space)).with(row, style)
        }
    }

    private static func withBar(
        _ head: StyledText,
        _ progress: DownloadProgress,
        _ context: ViewContext,
        _ width: Int
    ) -> StyledText {
        var line = head
        line.append(Strings.bytes(progress.bytes, of: progress.total) + "  ", context.theme.text)
        guard let total = progress.total, total > 0 else { return line }
        let room = min(30, width - line.columns - 6)
        guard room >= 6 else { return line }
        let fraction = Double(progress.bytes) / Double(total)
        let bar = ProgressBar.text(
            fraction,
            columns: room,
            theme: context.theme,
            isASCII: context.state.setup.isASCII
        )
        line.spans += bar.spans
        line.append(" \(min(100, max(0, Int(fraction * 100)))) %", context.theme.dim)
        return line
    }

    private static func prompt(_ run: Run, _ context: ViewContext, _ isFull: Bool) -> [StyledText] {
        guard isFull else { return [] }
        return [
            StyledText(
                "        " + Sanitizing.line(run.generation.request.prompt, limit: 400),
                context.theme.dim
            )
        ]
    }

    /// A failure's sentence and hint, on as many rows as they take.
    private static func failed(
        _ failure: GenerationFailure,
        _ head: StyledText,
        _ context: ViewContext,
        _ width: Int,
        isFull: Bool
    ) -> [StyledText] {
        guard isFull else { return [head.with("\(failure.message) \(failure.hint)", context.theme.bad)] }
        let isNarrow = width < 50
        let first = isNarrow ? StyledText(" ") : head
        let rows = indented(failure.message, first: first, width: width, context.theme.bad)
        let hint = indented(
            failure.hint,
            first: StyledText(isNarrow ? " " : indent),
            width: width,
            context.theme.dim
        )
        return (isNarrow ? [head] : []) + rows + (failure.hint.isEmpty ? [] : hint)
    }

    // MARK: Room

    /// The first block in view, so that the selected one is inside.
    private static func firstBlock(_ heights: [Int], selected: Int, height: Int) -> Int {
        var first = selected
        var taken = heights.indices.contains(selected) ? heights[selected] : 0
        while first > 0, taken + heights[first - 1] <= height - (selected < heights.count - 1 ? 1 : 0) {
            first -= 1
            taken += heights[first]
        }
        return first
    }

    private static func select(_ row: Rect, _ context: ViewContext, _ frame: inout Frame) {
        guard context.hasFocus(.runs) else { return }
        context.theme.select(row, isFocused: true, in: &frame)
        frame.cursor = Point(x: row.x, y: row.y)
    }

    /// What is said of the runs that do not fit.
    private static func rest(_ heights: [Int], first: Int, height: Int) -> String {
        var taken = 0
        var last = first
        for own in heights.dropFirst(first) where taken < height {
            taken += own
            last += 1
        }
        let hidden = heights.count - (last - first)
        return hidden > 0 ? " + \(hidden) more" : ""
    }

    private static func drawSummary(_ context: ViewContext, top: Int, in area: Rect, _ frame: inout Frame) {
        let summary = summary(context.state.runs.session)
        guard top + 1 < area.bottom, !summary.isEmpty else { return }
        let row = Rect(x: area.x, y: area.bottom - 1, width: area.width, height: 1)
        frame.put(summary, in: row, style: context.theme.dim, mark: context.mark)
    }

    private static func summary(_ session: SessionSummary) -> String {
        let parts = [
            session.done > 0 ? "\(session.done) done" : nil,
            session.failed > 0 ? "\(session.failed) failed" : nil,
            session.cancelled > 0 ? "\(session.cancelled) cancelled" : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? "" : "Since the start: " + parts.joined(separator: ", ")
    }

    private static func drawEmpty(_ context: ViewContext, in area: Rect, _ frame: inout Frame) {
        let summary = summary(context.state.runs.session)
        let lines = [
            StyledText("Nothing runs.", context.theme.text),
            StyledText(
                "What you send appears here, with its clock and the reason of every wait.",
                context.theme.dim
            ),
        ]
        context.drawTeaching(
            summary.isEmpty ? lines : lines + [StyledText(summary, context.theme.dim)],
            in: area,
            &frame
        )
        if context.hasFocus(.runs) { frame.cursor = Point(x: area.x, y: area.y) }
    }
}

extension String {
    /// The text with spaces behind it up to a width.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - CharacterWidth.columns(of: self)))
    }

    /// The text with spaces before it up to a width.
    func leftPadded(to columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - CharacterWidth.columns(of: self))) + self
    }
}
