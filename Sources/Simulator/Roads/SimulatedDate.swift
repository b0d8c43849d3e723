import Foundation

/// The simulator's calendar, which begins with 2026 whatever the machine's clock says.
enum SimulatedDate {
    /// The first moment of 2026 in Unix seconds.
    static let start = 1_767_225_600

    /// A date so many seconds into the calendar, such as `2026-01-01T00:00:05.000Z`.
    static func text(_ seconds: Double) -> String {
        let date = Date(timeIntervalSince1970: Double(start) + seconds)
        return date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
            + "Z"
    }

    /// The same in Unix seconds.
    static func unix(_ seconds: Double) -> Int {
        start + Int(seconds)
    }

    /// A date as headers have it, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
    static func http(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.weekday, .year, .month, .day, .hour, .minute, .second],
            from: date
        )
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        let time = [parts.hour, parts.minute, parts.second].map(two).joined(separator: ":")
        let day = "\(days[(parts.weekday ?? 1) - 1]), \(two(parts.day)) \(months[(parts.month ?? 1) - 1])"
        return "\(day) \(parts.year ?? 0) \(time) GMT"
    }
}
