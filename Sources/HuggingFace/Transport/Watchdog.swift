import Generations
import Synchronization

/// Ends an exchange that takes too long: one limit for all the time that the server needs, and one for each thing that
/// it is to do next. What we need ourselves, such as a disk that is full for an hour, counts for neither.
final class Watchdog: Sendable {
    /// The limit that was reached.
    struct Expired: Error {
        var limit: InferenceError.TimedOut
    }

    private struct State {
        /// How much of the whole limit is left when nothing is expected.
        var left: Duration
        /// Since when something is expected, and within which time.
        var expected: (since: ContinuousClock.Instant, within: Duration)?
    }

    private let whole: Duration
    private let longestNap: Duration
    private let state: Mutex<State>

    /// No nap is shorter, however little is left while nothing is expected.
    private static let shortestNap = Duration.milliseconds(20)

    init(_ limits: Limits) {
        whole = limits.whole
        longestNap = min(limits.answer, limits.silence)
        state = Mutex(State(left: limits.whole))
    }

    /// From now on, something has to happen within a time.
    func expect(within time: Duration, at now: ContinuousClock.Instant = .now) {
        rest(at: now)
        state.withLock { $0.expected = (now, time) }
    }

    /// It happened; until the next `expect` no limit counts.
    func rest(at now: ContinuousClock.Instant = .now) {
        state.withLock { state in
            guard let expected = state.expected else { return }
            state.left -= expected.since.duration(to: now)
            state.expected = nil
        }
    }

    /// When to look again.
    ///
    /// - Throws: `Expired` when a limit is reached.
    func nextLook(at now: ContinuousClock.Instant) throws(Expired) -> ContinuousClock.Instant {
        let (left, expected) = state.withLock { ($0.left, $0.expected) }
        // A limit that begins to count during a nap is never reached before the nap's end.
        let nap = min(longestNap, max(left, Self.shortestNap))
        guard let expected else { return now + nap }
        let isSilent = expected.within < left
        let deadline = expected.since + min(expected.within, left)
        guard now < deadline else {
            throw Expired(limit: isSilent ? .silent(expected.within) : .whole(whole))
        }
        return min(deadline, now + nap)
    }

    /// Runs until a limit is reached; ends only by throwing.
    func watch() async throws {
        while true {
            try await Task.sleep(until: try nextLook(at: .now), clock: .continuous)
        }
    }
}
