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
}
