import Generations
import Interface
import Server
import Terminal

/// Shows how generations go on while a command waits for them; standard error only.
actor ProgressDisplay {
    enum Mode: Hashable, Sendable {
        /// Nothing.
        case silent
        /// One JSON object a line, for each event.
        case json
        /// One line that is drawn again in place.
        case live
        /// One line for each change of state.
        case plain
    }

    private let console: Console
    private let mode: Mode
    private let count: Int
    private var latest: [GenerationID: GenerationEvent] = [:]
    /// What scripts have been told last: a poll without news is no event.
    private var told: [GenerationID: String] = [:]
    private var isLineOpen = false

    /// A display for a number of generations.
    init(_ mode: Mode, console: Console, count: Int) {
        self.mode = mode
        self.console = console
        self.count = count
    }

    /// The mode for what the user asked for and where standard error goes.
    static func mode(json: Bool, quiet: Bool, console: Console) -> Mode {
        if json { return quiet ? .silent : .json }
        if quiet { return .silent }
        return console.error.isTerminal ? .live : .plain
    }

    /// Something happened.
    func show(_ event: GenerationEvent, now: Moment) {
        guard mode != .silent else { return }
        let generation = event.generation
        let former = latest.updateValue(event, forKey: generation.id)?.generation
        switch mode {
        case .silent: return
        case .json:
            let text = ProgressEvents.json(event).text
            guard told.updateValue(text, forKey: generation.id) != text else { return }
            console.error.write(text + "\n")
        case .plain:
            if let news = event.news { console.note(Sanitizing.line(news)) }
            guard former.map(stage) != stage(generation), !isTold(generation.state) else { return }
            console.note(Sanitizing.line("\(generation.id) \(ProgressText.change(generation))"))
        case .live:
            if let news = event.news {
                end()
                console.note(Sanitizing.line(news))
            }
            if generation.state.isFinal || generation.state.status == .held {
                leaveLine(for: event, now: now)
            }
            draw(now: now)
        }
    }

    /// A second has passed.
    func tick(now: Moment) {
        if mode == .live { draw(now: now) }
    }

    /// Takes the line away; what is written next begins at the left.
    func end() {
        guard isLineOpen else { return }
        console.error.write("\r\u{1B}[K")
        isLineOpen = false
    }

    /// Keeps the end of one of several in the scrollback; a single one is told by its result.
    private func leaveLine(for event: GenerationEvent, now: Moment) {
        guard count > 1 else { return }
        end()
        console.note(ProgressText.line(event, now: now))
    }

    /// What tells one situation from the next, so that each has a line and no poll has.
    private func stage(_ generation: Generation) -> String {
        let isInLine = if case .queued? = generation.jobStatus { true } else { false }
        return [
            generation.state.status.rawValue, KeyframeWords.prefix(generation),
            generation.state == .running && isInLine ? "in line" : "",
        ].joined(separator: "\u{0}")
    }

    /// Whether the result says it anyway: a single generation that did not succeed.
    private func isTold(_ state: GenerationState) -> Bool {
        switch state {
        case .failed, .cancelled, .held: count == 1
        default: false
        }
    }

    private func draw(now: Moment) {
        guard let event = current else { return end() }
        let ended = latest.values.count { $0.generation.state.isFinal }
        let prefix = count > 1 ? "[\(ended) of \(count) done] " : ""
        let line = Sanitizing.line(prefix + ProgressText.line(event, now: now))
        // The last column stays free: some terminals wrap as soon as it is filled.
        let room = max(0, console.error.columns() - 1)
        console.error.write("\r" + Truncating.end(of: line, to: room) + "\u{1B}[K")
        isLineOpen = true
    }

    /// The generation that has got furthest of those that have not ended.
    private var current: GenerationEvent? {
        latest.values
            .filter { !$0.generation.state.isFinal && $0.generation.state.status != .held }
            .max { rank($0) < rank($1) }
    }

    private func rank(_ event: GenerationEvent) -> (Int, Int64) {
        let progress =
            switch event.generation.state {
            case .downloading: 4
            case .running: 3
            case .submitting: 2
            case .waiting: 1
            default: 0
            }
        return (progress, -event.generation.id.rawValue)
    }
}
