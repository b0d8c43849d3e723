package import Generations

import struct Foundation.Date

/// The clocks that the engine reads and waits on.
package struct EngineTime: Sendable {
    /// This instant, on both clocks.
    package var now: @Sendable () -> Moment
    /// Returns when the uptime is reached, or throws `CancellationError`.
    package var sleep: @Sendable (_ until: Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Moment,
        sleep: @escaping @Sendable (_ until: Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's clocks: the monotonic one goes on while the machine sleeps.
    package static func live() -> EngineTime {
        let clock = ContinuousClock()
        let origin = clock.now
        return EngineTime(
            now: { Moment(uptime: origin.duration(to: clock.now), date: Date()) },
            sleep: { try await clock.sleep(until: origin.advanced(by: $0), tolerance: .milliseconds(5)) }
        )
    }
}
