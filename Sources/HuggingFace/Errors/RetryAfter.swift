import struct Foundation.Calendar
import struct Foundation.Date
import struct Foundation.DateComponents
import struct Foundation.TimeZone

/// The `Retry-After` header: digits or a date (RFC 9110, 10.2.3). Anything else counts as absent.
enum RetryAfter {
    /// The wait in seconds from now; a date in the past is 0.
    static func seconds(_ header: String?, now: Date) -> Double? {
        guard let header, header.utf8.count <= 64 else { return nil }
        let text = Redaction.plain(header)
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return Double(text) }
        return date(text).map { max(0, $0.timeIntervalSince(now).rounded(.up)) }
    }

    /// An HTTP date in its first form, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func date(_ text: String) -> Date? {
        guard
            let match = text.wholeMatch(
                of: /[A-Za-z]{3}, ([0-9]{2}) ([A-Za-z]{3}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) GMT/
            ),
            let month = months.firstIndex(of: match.2.lowercased())
        else { return nil }
        let numbers = [match.1, match.3, match.4, match.5, match.6].compactMap { Int($0) }
        guard numbers.count == 5, (1...31).contains(numbers[0]), numbers[2] < 24, numbers[3] < 60,
            numbers[4] < 61
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(
            from: DateComponents(
                year: numbers[1],
                month: month + 1,
                day: numbers[0],
                hour: numbers[2],
                minute: numbers[3],
                second: numbers[4]
            )
        )
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
