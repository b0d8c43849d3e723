import Foundation

/// Dates as headers have them (RFC 9110, 5.6.7).
enum HTTPDate {
    /// A date such as `Sun, 22 Nov 2026 14:16:03 GMT`.
    static func text(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.weekday, .day, .month, .year, .hour, .minute, .second],
            from: date
        )
        let clock = [parts.hour, parts.minute, parts.second].map { two($0 ?? 0) }.joined(separator: ":")
        let (weekday, month) = ((parts.weekday ?? 1) - 1, (parts.month ?? 1) - 1)
        return "\(days[weekday]), \(two(parts.day ?? 1)) \(months[month]) \(parts.year ?? 1970) \(clock) GMT"
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
