import Generations
import Terminal

/// Tells the terminal around the screen what goes on, for those who look at another window.
enum OutsideUpdate {
    /// The least time between two changes of the title or of the progress.
    private static let pause = Duration.seconds(1)

    /// Tells what is new since it was told last; to be called after every change.
    static func follow(_ state: inout AppState) -> [AppEffect] {
        let title = state.setup.outside.title ? self.title(state) : nil
        let progress = state.setup.outside.progress ? self.progress(state) : nil
        let hasNews = title != state.outside.title || progress != state.outside.progress
        let due = hasNews ? (state.outside.toldAt.map { $0 + pause } ?? state.now.uptime) : nil
        guard let due, due <= state.now.uptime else {
            if state.outside.due != due { state.outside.due = due }
            return []
        }
        var effects: [AppEffect] = []
        if let title, title != state.outside.title { effects.append(.terminal(.title(title))) }
        if let progress, progress != state.outside.progress { effects.append(.terminal(.progress(progress))) }
        state.outside = OutsideState(title: title, progress: progress, toldAt: state.now.uptime)
        return effects
    }

    /// Tells that a generation has ended, to somebody who does not look.
    static func ended(_ state: AppState, _ generation: Generation) -> [AppEffect] {
        guard state.setup.outside.notices, state.isUnattended else { return [] }
        let end =
            switch generation.state {
            case .succeeded: "is done"
            case .failed(let failure): "failed (\(HistoryWords.reason(failure)))"
            case .cancelled: "is cancelled"
            default: "has not ended"
            }
        let prompt = Sanitizing.line(generation.request.prompt, limit: 80)
        return [.terminal(.notice(title: Strings.appName, text: "\(generation.id) \(end): \(prompt)"))]
    }

    /// The program, how much is under way, and the clock of the oldest; nil before anything was.
    static func title(_ state: AppState) -> String? {
        let counts = state.runs.counts
        let parts = [
            (counts.running, "run"), (counts.waiting, "wait"), (counts.saving, "save"),
            (counts.queued, "queued"), (counts.held, "held"), (counts.failed, "failed"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        guard !parts.isEmpty else { return state.outside.title == nil ? nil : Strings.appName }
        let oldest = state.runs.runs.first { !$0.generation.state.isFinal && !$0.isHeld }
        let clock = oldest.map { TimeText.shortClock(Clocks.elapsed(since: $0.start, now: state.now)) }
        let dot = state.setup.isASCII ? " - " : " · "
        let isAlone = counts.active + counts.waiting == 1
        let far = isAlone ? oldest.flatMap { JobWords.short($0.generation) } : nil
        return ([Strings.appName, parts.joined(separator: " ")] + [clock, far].compactMap { $0 })
            .joined(separator: dot)
    }

    /// How far the work is: in hundredths when all that goes on is one run that tells it.
    static func progress(_ state: AppState) -> TerminalProgress? {
        let runs = state.runs.runs.filter { !$0.generation.state.isFinal && !$0.isHeld }
        guard !runs.isEmpty else { return state.outside.progress == nil ? nil : TerminalProgress.none }
        guard runs.count == 1 else { return .unknown }
        let generation = runs[0].generation
        if case .downloading(let bytes) = generation.state, let total = bytes.total, total > 0 {
            return .percent(Int(min(100, max(0, bytes.bytes * 100 / total))))
        }
        guard let fraction = JobWords.progress(generation).flatMap(JobWords.fraction) else { return .unknown }
        return .percent(Int(fraction * 100))
    }
}
