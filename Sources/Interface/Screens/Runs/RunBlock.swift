import Generations
import Terminal

/// One run as rows: in one, in full, or with all that is known.
struct RunBlock {
    private let run: Run
    private let context: ViewContext
    private let width: Int
    private let numberWidth: Int

    /// - Parameters:
    ///   - numberWidth: the columns of the widest number in view, so that all rows go on in the same column.
    init(_ run: Run, _ context: ViewContext, width: Int, numberWidth: Int) {
        self.run = run
        self.context = context
        self.width = width
        self.numberWidth = numberWidth
    }

    private var state: AppState { context.state }
    private var theme: Theme { context.theme }
    /// So many columns of a prompt tell it from others.
    private static let leastPrompt = 16
    private static let indent = String(repeating: " ", count: 8)

    /// One row, with the prompt's beginning where the run has not ended.
    var short: [StyledText] {
        if let limit = run.generation.heldBack, width >= 50 { return [named(shortWaits(limit))] }
        return switch run.generation.state {
        case .waiting(let wait): [named(shortWaits(wait))]
        case .downloading(let progress):
            [named([downloading(progress), downloading(progress, bar: 8), downloading(progress, bar: 0)])]
        case .failed(let failure): [head.with("\(failure.message) \(failure.hint)", theme.bad)]
        case .running: [named([running(bar: 20), running(bar: 8)] + inBrief + [head])]
        case .held: [named([head.with(situation, theme.text)])]
        default: [named([head.with(situation, theme.text), head])]
        }
    }

    /// Why and until when on as many rows as it takes, the prompt where there is none of that, and the keys.
    var full: [StyledText] {
        if let limit = run.generation.heldBack { return waiting(limit) + prompt + place + actions }
        return switch run.generation.state {
        case .waiting(let wait): waiting(wait) + prompt + place + actions
        case .downloading(let progress): [downloading(progress)] + prompt + place + actions
        case .failed(let failure): failed(failure) + actions
        case .running: [running(bar: 20)] + steps + prompt + place + actions
        case .held(.job(let failure)): unheard(failure) + prompt + place + actions
        default: indented(situation, first: head, theme.text) + prompt + place + actions
        }
    }

    /// The same with the three clocks, and the prompt in any case.
    var fullest: [StyledText] {
        switch run.generation.state {
        case .waiting(let wait): waiting(wait) + steps + clocks + prompt + place + actions
        case .downloading(let progress): [downloading(progress)] + steps + clocks + prompt + place + actions
        case .running: [running(bar: 20)] + steps + log + clocks + prompt + place + actions
        case .submitting: [head.with(situation, theme.text)] + steps + clocks + prompt + place + actions
        case .held(.job(let failure)): unheard(failure) + steps + clocks + prompt + place + actions
        case .held where run.generation.attempts > 0:
            indented(situation, first: head, theme.text) + clocks + prompt + place + actions
        default: full
        }
    }

    // MARK: Parts

    /// The word, the number and the clock.
    private var head: StyledText {
        let isSelected = run.id == state.runs.selection
        let word = RunWords.word(run.generation.state)
        var head = StyledText(isSelected ? "> " : "  ", theme.accent)
        if !context.layout.hasBorders { head = StyledText(isSelected ? ">" : " ", theme.accent) }
        head.append(word.padded(to: 6), RunStyle.style(run.generation.state, theme))
        head.append("\(run.id) ".padded(to: numberWidth + 1), theme.dim)
        guard !run.generation.state.isFinal else { return head }
        let elapsed = Clocks.elapsed(since: run.start, now: state.now)
        let clock = context.layout.hasBorders ? TimeText.clock(elapsed) : TimeText.shortClock(elapsed)
        head.append(clock + "  ", theme.strong)
        return head
    }

    private var situation: String {
        if state.runs.edited?.id == run.id {
            let (send, back) = (state.key(.send, in: .prompt), state.key(.back, in: .prompt))
            return "held while you edit it: \(send) replaces it, \(back) leaves it"
        }
        if state.runs.isQueueHeld, run.generation.state == .queued { return "the queue is held" }
        return RunWords.situation(run.generation, state)
    }

    private var usual: UsualClocks? { state.runs.usual[run.generation.request] }

    /// The three clocks, and what is usual where no bar tells it.
    private var clocks: [StyledText] {
        // The steps have clocks of their own.
        guard run.generation.keyframe == nil else { return [] }
        let clocks = RunClocks(run, now: state.now)
        var row = StyledText(Self.indent).with(clocks.text, theme.text)
        if let usual, run.generation.state.status != .running {
            row.append(clocks.text.isEmpty ? "" : "   ")
            row.append(RunWords.usual(usual), theme.dim)
        }
        return row.columns > Self.indent.count ? [row] : []
    }

    /// The keyframe and the video, where there are both.
    private var steps: [StyledText] {
        KeyframeWords.rows(run, now: state.now, theme, indent: Self.indent)
    }

    /// What the provider's machine said last.
    private var log: [StyledText] {
        JobWords.log(run.generation, last: 1).map { StyledText(Self.indent).with($0, theme.dim) }
    }

    private var promptText: String { Sanitizing.line(run.generation.request.prompt, limit: 400) }

    /// Where it runs, when that is not here.
    private var place: [StyledText] {
        run.owner.map {
            [StyledText(Self.indent + "at work in \(Sanitizing.line($0, limit: 80))", theme.dim)]
        } ?? []
    }

    private var prompt: [StyledText] {
        [StyledText(Self.indent + promptText, theme.dim)]
    }

    /// The first of these rows that leaves room for the prompt's beginning, or else the last, with the prompt.
    private func named(_ rows: [StyledText]) -> StyledText {
        let wanted = min(Self.leastPrompt, CharacterWidth.columns(of: promptText)) + 2
        guard let row = rows.first(where: { $0.columns + wanted <= width }) ?? rows.last else { return head }
        let gap = row.text.hasSuffix("  ") ? "" : "  "
        let room = width - row.columns - gap.count
        guard room >= 4 else { return row }
        return row.with(gap + Truncating.end(of: promptText, to: room, mark: context.mark), theme.dim)
    }

    /// The keys of the selected run.
    private var actions: [StyledText] {
        guard run.id == state.runs.selection, context.hasFocus(.runs) else { return [] }
        let text = RunActions.text(run, state, theme, width: width - Self.indent.count)
        guard !text.spans.isEmpty else { return [] }
        return [StyledText(Self.indent).with(text)]
    }

    /// What is at the server: how far it is there, or else against what such runs took before, when that is known.
    private func running(bar columns: Int) -> StyledText {
        if let progress = JobWords.progress(run.generation), let fraction = JobWords.fraction(progress) {
            return atProvider(progress, fraction, bar: columns)
        }
        let isInLine = if case .queued? = run.generation.jobStatus { true } else { false }
        guard let usual, usual.running.median >= 1, !isInLine, run.generation.keyframe == nil else {
            return head.with(situation, theme.text)
        }
        let elapsed = RunClocks(run, now: state.now).running
        let median = RunWords.whole(usual.running.median)
        guard Double(elapsed) <= usual.running.median else {
            return head.with("longer than usual", theme.warning)
                .with(" (usually \(median), last \(usual.count))", theme.dim)
        }
        let label = "  \(TimeText.length(elapsed)) of usually \(median) (last \(usual.count))"
        let room = min(columns, width - head.columns - CharacterWidth.columns(of: label))
        guard room >= 6 else { return head.with(label.trimmingPrefix("  ").description, theme.text) }
        return head.with(bar(Double(elapsed) / usual.running.median, room)).with(label, theme.dim)
    }

    /// How far a job is in two or three words, for rows without room for more.
    private var inBrief: [StyledText] {
        guard let short = JobWords.short(run.generation) else { return [] }
        let provider = JobWords.provider(run.generation).map { "\(short) at \($0)" }
        return [provider, short].compactMap { $0 }.map { head.with($0, theme.text) }
    }

    /// A job of which its provider tells how much is done.
    private func atProvider(_ progress: JobProgress, _ fraction: Double, bar columns: Int) -> StyledText {
        let far = JobWords.far(progress) ?? ""
        let label = far + (JobWords.provider(run.generation).map { " at \($0)" } ?? "")
        let line = head.with(KeyframeWords.prefix(run.generation), theme.text)
        // A bar tells more than the provider's name.
        for words in [label, far] {
            let room = min(columns, width - line.columns - 1 - CharacterWidth.columns(of: words))
            if room >= 6 { return line.with(bar(fraction, room)).with(" " + words, theme.dim) }
        }
        return line.with(label, theme.text)
    }

    private func downloading(_ progress: DownloadProgress, bar columns: Int = 30) -> StyledText {
        let size = Strings.bytes(progress.bytes, of: progress.total) + "  "
        let line = head.with(KeyframeWords.prefix(run.generation) + size, theme.text)
        guard let total = progress.total, total > 0 else { return line }
        let room = min(columns, width - line.columns - 6)
        guard room >= 6 else { return line }
        let fraction = Double(progress.bytes) / Double(total)
        return line.with(bar(fraction, room)).with(" \(min(100, max(0, Int(fraction * 100)))) %", theme.dim)
    }

    private func bar(_ fraction: Double, _ columns: Int) -> StyledText {
        ProgressBar.text(fraction, columns: columns, theme: theme, isASCII: state.setup.isASCII)
    }

    // MARK: Waits and failures

    /// A wait in one row, with less and less about it.
    private func shortWaits(_ wait: Wait) -> [StyledText] {
        if width < 50 { return [head.with(UrgentText.short(run, state), theme.warning)] }
        let (reason, end) = RunWords.shortWait(
            wait,
            run.generation,
            now: state.now,
            utcOffset: state.setup.utcOffset
        )
        let why = head.with("\(reason), ", theme.text)
        let row = why.with(end, theme.warning)
        let least = why.with(UrgentText.short(run, state), theme.warning)
        return [row.with(" (\(RunWords.shortSource(wait)))", theme.dim), row, least]
    }

    private func waiting(_ wait: Wait) -> [StyledText] {
        let source = "(\(RunWords.source(wait)))"
        let countdown = RunWords.countdown(
            wait,
            now: state.now,
            utcOffset: state.setup.utcOffset,
            isFull: true
        )
        let asking = countdown.hasPrefix("asking") ? countdown : "asking \(countdown)"
        let first = indented(situation, first: head, theme.text)
        let second = StyledText(Self.indent).with(asking, theme.warning)
            .with(", \(RunWords.attempt(wait))", theme.text)
        // Measured with the longest countdown, so that the row keeps its shape to the end.
        let longest = second.columns + max(0, 20 - CharacterWidth.columns(of: asking))
        if longest + 2 + CharacterWidth.columns(of: source) <= width {
            return first + [second.with("  \(source)", theme.dim)]
        }
        return first + [second] + indented(source, first: StyledText(Self.indent), theme.dim)
    }

    /// A failure's sentence and hint, on as many rows as they take.
    private func failed(_ failure: GenerationFailure) -> [StyledText] {
        let isNarrow = width < 50
        let first = isNarrow ? StyledText(" ") : head
        let rows = indented(failure.message, first: first, theme.bad)
        let hint = indented(failure.hint, first: StyledText(isNarrow ? " " : Self.indent), theme.dim)
        return (isNarrow ? [head] : []) + rows + (failure.hint.isEmpty ? [] : hint)
    }

    /// A job of which nothing can be heard, and why.
    private func unheard(_ failure: GenerationFailure) -> [StyledText] {
        indented(situation, first: head, theme.text)
            + indented(failure.message, first: StyledText(Self.indent), theme.dim)
    }

    /// A text on as many rows as it takes: behind what stands in the first, below that behind an indent.
    private func indented(_ text: String, first: StyledText, _ style: Style) -> [StyledText] {
        let rows = WrappedText.rows(Sanitizing.line(text, limit: 600), width: max(10, width - first.columns))
        let space = String(repeating: " ", count: first.columns)
        return rows.enumerated().map { index, row in
            (index == 0 ? first : StyledText(space)).with(row, style)
        }
    }
}
