package import struct Foundation.Date

/// The dates that people write into a search, seen from one moment in one zone.
package struct SearchDates: Hashable, Sendable {
    package var now: Date
    /// Seconds east of Greenwich.
    package var utcOffset: Int

    package init(now: Date, utcOffset: Int) {
        self.now = now
        self.utcOffset = utcOffset
    }

    private static let day = 86_400.0
    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    private static let words = ["today", "yesterday"] + weekdays

    /// The start of the present day.
    package var today: Date { start(ofDay: dayNumber) }

    /// From where to where a date goes; nil when it is none. `3d` goes from three days ago until now.
    package func span(_ text: String) -> (start: Date, end: Date)? {
        let text = text.lowercased()
        switch text {
        case "today": return days(dayNumber, dayNumber + 1)
        case "yesterday": return days(dayNumber - 1, dayNumber)
        default: return weekday(text) ?? ago(text) ?? calendar(text)
        }
    }

    /// Whether more of a text may make a date of it.
    package static func mayBecome(_ text: String) -> Bool {
        let text = text.lowercased()
        return words.contains { $0.hasPrefix(text) }
            || text.allSatisfy { $0.isASCII && $0.isNumber || $0 == "-" }
    }

    /// Days since 1970 in the zone.
    private var dayNumber: Int {
        let seconds = now.timeIntervalSince1970 + Double(utcOffset)
        return Int(min(max((seconds / Self.day).rounded(.down), -1e9), 1e9))
    }

    private func start(ofDay number: Int) -> Date {
        Date(timeIntervalSince1970: Double(number) * Self.day - Double(utcOffset))
    }

    private func days(_ first: Int, _ end: Int) -> (start: Date, end: Date) {
        (start(ofDay: first), start(ofDay: end))
    }

    /// The last day of that name; today counts.
    private func weekday(_ text: String) -> (start: Date, end: Date)? {
        guard text.count >= 3, let index = Self.weekdays.firstIndex(where: { $0.hasPrefix(text) }) else {
            return nil
        }
        // The first day of 1970 was a Thursday.
        let present = ((dayNumber + 3) % 7 + 7) % 7
        let number = dayNumber - (present - index + 7) % 7
        return days(number, number + 1)
    }

    private func ago(_ text: String) -> (start: Date, end: Date)? {
        let units: [Character: Double] = ["h": 3_600, "d": Self.day, "w": 7 * Self.day]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Self.number(text.dropLast()[...])
        else {
            return nil
        }
        return (now.addingTimeInterval(-Double(count) * unit), now)
    }

    /// `2026`, `2026-11` or `2026-11-22`.
    private func calendar(_ text: String) -> (start: Date, end: Date)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap(Self.number)
        guard numbers.count == parts.count, parts[0].count == 4, parts.count <= 3 else { return nil }
        let year = numbers[0]
        guard parts.count > 1 else { return days(Self.days(year, 1, 1), Self.days(year + 1, 1, 1)) }
        let month = numbers[1]
        guard (1...12).contains(month), parts[1].count <= 2 else { return nil }
        let next = month == 12 ? Self.days(year + 1, 1, 1) : Self.days(year, month + 1, 1)
        guard parts.count > 2 else { return days(Self.days(year, month, 1), next) }
        let number = Self.days(year, month, numbers[2])
        guard numbers[2] >= 1, parts[2].count <= 2, number < next else { return nil }
        return days(number, number + 1)
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...5).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(text)
    }

    /// Days from 1970 to a date of the Gregorian calendar (Hinnant, "days_from_civil").
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
