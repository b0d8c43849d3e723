import Foundation
import Generations
import Testing

@testable import Interface

struct TimeTextTests {
    @Test
    func `lengths and clocks are short and whole`() {
        #expect(TimeText.clock(47) == "0:00:47")
        #expect(TimeText.clock(3_725) == "1:02:05")
        #expect(TimeText.shortClock(59) == "0:59")
        #expect([0, 59, 60, 221, 3_720].map(TimeText.length) == ["0 s", "59 s", "1m00s", "3m41s", "1h02m"])
    }

    @Test
    func `dates are near, far, and in the zone`() {
        let now = Sample.now.date
        #expect(TimeText.timeOfDay(now, offset: 0) == "14:18:29")
        #expect(TimeText.timeOfDay(now, offset: -5 * 3_600) == "09:18:29")
        #expect(TimeText.full(now, offset: 0) == "Sun 22 Nov 2026 14:18:29")
        #expect(TimeText.ago(now, now: now, offset: 0) == "14:18")
        #expect(TimeText.ago(now.addingTimeInterval(-86_400), now: now, offset: 0) == "Sat")
        #expect(TimeText.ago(now.addingTimeInterval(-86_400 * 20), now: now, offset: 0) == "2 Nov")
        #expect(TimeText.ago(now.addingTimeInterval(-86_400 * 400), now: now, offset: 0) == "2025")
        #expect(
            TimeText.full(Date(timeIntervalSince1970: 951_782_400), offset: 0) == "Tue 29 Feb 2000 00:00:00"
        )
        #expect(TimeText.full(Date(timeIntervalSince1970: -1), offset: 0) == "Wed 31 Dec 1969 23:59:59")
        #expect(TimeText.full(Date(timeIntervalSince1970: .nan), offset: 0).isEmpty == false)
    }

    @Test
    func `sizes and numbers read well`() {
        #expect(Strings.bytes(3_100_000, of: 7_400_000) == "3.1 of 7.4 MB")
        #expect(Strings.bytes(900_000, of: 7_400_000) == "900.0 kB of 7.4 MB")
        #expect(Strings.grouped(4_812) == "4,812")
        #expect(Strings.grouped(1_000_000) == "1,000,000")
        #expect(Strings.shellQuoted("it's") == "'it'\\''s'")
    }
}
