import Generations
import Testing

@testable import HuggingFace

/// The limits of an exchange, on a clock that a test moves.
@Suite struct WatchdogTests {
    private let start = ContinuousClock.now
    private let limits = Limits(answer: .seconds(100), silence: .seconds(10), whole: .seconds(60))

    @Test func `silence ends an exchange, and the next thing that comes begins it anew`() throws {
        let watchdog = Watchdog(limits)
        watchdog.expect(within: .seconds(10), at: start)
        #expect(try watchdog.nextLook(at: start + .seconds(9)) == start + .seconds(10))
        watchdog.rest(at: start + .seconds(9))
        watchdog.expect(within: .seconds(10), at: start + .seconds(9))
        _ = try watchdog.nextLook(at: start + .seconds(18))
        let expired = #expect(throws: Watchdog.Expired.self) {
            try watchdog.nextLook(at: start + .seconds(19))
        }
        #expect(expired?.limit == .silent(.seconds(10)))
    }

    @Test func `a server that drips is ended by the whole limit`() throws {
        let watchdog = Watchdog(limits)
        for second in 0..<12 { watchdog.expect(within: .seconds(10), at: start + .seconds(5 * second)) }
        _ = try watchdog.nextLook(at: start + .seconds(59))
        let expired = #expect(throws: Watchdog.Expired.self) {
            try watchdog.nextLook(at: start + .seconds(60))
        }
        #expect(expired?.limit == .whole(.seconds(60)))
    }

    @Test func `the time in which we wait for the disk is none of the server's`() throws {
        let watchdog = Watchdog(limits)
        watchdog.expect(within: .seconds(10), at: start)
        watchdog.rest(at: start + .seconds(5))
        let later = start + .seconds(100_000)
        #expect(try watchdog.nextLook(at: later) > later)
        watchdog.expect(within: .seconds(100), at: later)
        _ = try watchdog.nextLook(at: later + .seconds(54))
        let expired = #expect(throws: Watchdog.Expired.self) {
            try watchdog.nextLook(at: later + .seconds(55))
        }
        #expect(expired?.limit == .whole(.seconds(60)))
    }
}
