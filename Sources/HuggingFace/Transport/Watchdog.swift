import Generations
import Synchronization

/// Ends an exchange that takes too long: one deadline for the whole, and one that moves as bytes come and go.
final class Watchdog: Sendable {
    /// The limit that was reached.
    struct Expired: Error {
        var limit: InferenceError.TimedOut
    }

    private struct Deadline {
        var at: ContinuousClock.Instant
        var limit: InferenceError.TimedOut
    }

    private let whole: Deadline
    private let longestNap: Duration
    private let moving = Mutex<Deadline?>(nil)

    init(_ limits: Limits) {
        whole = Deadline(at: .now + limits.whole, limit: .whole(limits.whole))
        longestNap = min(limits.answer, limits.silence)
    }

    /// From now on, something has to happen within a time.
    func expect(within time: Duration) {
        let deadline = Deadline(at: .now + time, limit: .silent(time))
        moving.withLock { $0 = deadline }
    }

    /// It happened; until the next `expect` only the whole limit counts. Time that we need ourselves is no
    /// silence.
    func rest() {
        moving.withLock { $0 = nil }
    }

    /// Runs until a limit is reached; ends only by throwing.
    func watch() async throws {
        while true {
            let next = moving.withLock { $0 }.flatMap { $0.at < whole.at ? $0 : nil } ?? whole
            let now = ContinuousClock.now
            guard now < next.at else { throw Expired(limit: next.limit) }
            // A deadline that is set during the nap is never before its end: it is at least one nap long.
            try await Task.sleep(until: min(next.at, now + longestNap), clock: .continuous)
        }
    }
}
