package import struct Foundation.Date

/// One instant read from two clocks: a monotonic one for waiting, and the calendar for people.
///
/// The pure machines get a moment as an argument and never read a clock themselves.
package struct Moment: Hashable, Sendable {
    /// Time since an arbitrary origin that never jumps and goes on while the machine sleeps.
    package var uptime: Duration
    /// The calendar's time of the same instant.
    package var date: Date

    package init(uptime: Duration, date: Date) {
        self.uptime = uptime
        self.date = date
    }

    /// The moment so much later on both clocks.
    package func advanced(by duration: Duration) -> Moment {
        Moment(uptime: uptime + duration, date: date.addingTimeInterval(duration.seconds))
    }
}

extension Duration {
    /// The length in seconds.
    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
