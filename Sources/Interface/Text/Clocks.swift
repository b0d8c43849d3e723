import Generations

/// Clocks in whole seconds that all change at the same instant: when the uptime becomes a whole second. So one tick
/// a second moves every clock and every countdown by exactly one.
enum Clocks {
    /// The seconds on a clock that was started then.
    static func elapsed(since start: Duration, now: Moment) -> Int {
        max(0, whole(now.uptime) - whole(start))
    }

    /// The seconds on a countdown that ends then; above zero until it has ended.
    static func left(until end: Duration, now: Moment) -> Int {
        max(0, roundedUp(end) - whole(now.uptime))
    }

    /// The uptime at which every clock changes next.
    static func nextSecond(after now: Moment) -> Duration {
        .seconds(whole(now.uptime) + 1)
    }

    private static func whole(_ uptime: Duration) -> Int {
        let (seconds, rest) = uptime.components
        return Int(rest < 0 ? seconds - 1 : seconds)
    }

    private static func roundedUp(_ uptime: Duration) -> Int {
        let (seconds, rest) = uptime.components
        return Int(rest > 0 ? seconds + 1 : seconds)
    }
}
