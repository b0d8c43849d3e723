import Synchronization

/// A clock that stands still until a test sets it.
final class ManualClock: Sendable {
    private let time = Mutex(Duration.zero)

    var now: Duration {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
}
