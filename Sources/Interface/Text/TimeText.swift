import Foundation
import Generations

/// Times as people read them. It reads no clock and no zone: both are given.
enum TimeText {
    /// A running clock: `0:00:47`.
    static func clock(_ seconds: Int) -> String {
        let seconds = max(0, seconds)
        return "\(seconds / 3_600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    /// The same as short as it can be: `0:47`, `1:00:47`.
    static func shortClock(_ seconds: Int) -> String {
        seconds >= 3_600 ? clock(seconds) : "\(max(0, seconds) / 60):\(two(max(0, seconds) % 60))"
    }

    /// A length: `14 s`, `3m41s`, `1h02m`.
    static func length(_ seconds: Int) -> String {
        switch max(0, seconds) {
        case let short where short < 60: "\(short) s"
        case let middle where middle < 3_600: "\(middle / 60)m\(two(middle % 60))s"
        case let long: "\(long / 3_600)h\(two(long / 60 % 60))m"
        }
    }

    /// The time of day: `14:22:10`.
    static func timeOfDay(_ date: Date, offset: Int) -> String {
        let second = secondOfDay(date, offset)
        return "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }

    /// When something was, five columns or less: `14:16` today, `Mon` this week, `12 Mar`, or `2025`.
    static func ago(_ date: Date, now: Date, offset: Int) -> String {
        let day = dayNumber(date, offset)
        let today = dayNumber(now, offset)
        if day == today { return String(timeOfDay(date, offset: offset).prefix(5)) }
        if day < today, today - day < 7 { return weekdays[(day % 7 + 7) % 7] }
        let (year, month, dayOfMonth) = civil(day)
        guard year == civil(today).year else { return "\(year)" }
        return "\(dayOfMonth) \(months[month - 1])"
    }

    /// A whole date: `Sun 22 Nov 2026 14:16:03`.
    static func full(_ date: Date, offset: Int) -> String {
        let day = dayNumber(date, offset)
        let (year, month, dayOfMonth) = civil(day)
        return "\(weekdays[(day % 7 + 7) % 7]) \(dayOfMonth) \(months[month - 1]) \(year) "
            + timeOfDay(date, offset: offset)
    }

    /// Day 0, the first of January 1970, was a Thursday.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// Seconds since 1970 in the zone; dates beyond all calendars are taken as its start.
    private static func localSeconds(_ date: Date, _ offset: Int) -> Int {
        let seconds = date.timeIntervalSince1970
        guard seconds.isFinite, abs(seconds) < 1e12 else { return 0 }
        return Int(seconds.rounded(.down)) + offset
    }

    private static func dayNumber(_ date: Date, _ offset: Int) -> Int {
        let seconds = localSeconds(date, offset)
        return (seconds - secondOfDay(date, offset)) / 86_400
    }

    private static func secondOfDay(_ date: Date, _ offset: Int) -> Int {
        let rest = localSeconds(date, offset) % 86_400
        return rest < 0 ? rest + 86_400 : rest
    }

    /// The date of a day number, by the rule of the Gregorian calendar: 400 years are 146,097 days.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
