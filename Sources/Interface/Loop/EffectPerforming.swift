package import Generations

/// Does what the screen wants done outside of it: the engine, the library, the player, the clipboard.
@MainActor
package protocol EffectPerforming: AnyObject {
    /// Does one thing and says what came of it; nil when there is nothing to say.
    ///
    /// Called for every effect but `terminal` and `quit`. Lookups may run side by side, the rest come one after
    /// another in the order in which they were asked for. When the loop ends, what still runs is cancelled, except
    /// what is not a lookup: that is finished first.
    func perform(_ effect: AppEffect) async -> EffectResult?
}

/// The loop's clocks.
package struct LoopTime: Sendable {
    package var now: @Sendable () -> Moment
    /// Returns at an uptime; throws `CancellationError` when the task is cancelled.
    package var sleep: @Sendable (_ until: Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Moment,
        sleep: @escaping @Sendable (_ until: Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }
}

/// Why the loop has ended.
package enum LoopEnd: Equatable, Sendable {
    /// The user has quit.
    case quit
    /// The system asks the program to end.
    case terminated(TerminationCause)
}

/// What asked the program to end.
package enum TerminationCause: Equatable, Sendable {
    /// A signal, by its number.
    case signal(Int32)
    /// The terminal is gone.
    case terminalGone
}
