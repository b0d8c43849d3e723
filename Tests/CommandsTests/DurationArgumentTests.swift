import Testing

@testable import Commands

@Suite struct DurationArgumentTests {
    @Test(arguments: [
        ("3s", 3.0), ("20m", 1_200), ("1h30m", 5_400), ("1h2m3s", 3_723), ("0s", 0), ("0.5s", 0.5),
        ("1.5h", 5_400),
    ])
    func `a length of time is read`(text: String, seconds: Double) {
        #expect(DurationArgument(argument: text)?.duration == .milliseconds(Int64(seconds * 1000)))
    }

    @Test(arguments: [
        "", "20", "m", "30m1h", "1h1h", "-3s", "3 s", "3S", "1e3s", "3d", "٣s", "9999999h", ".s", "1..5s",
    ])
    func `anything else is refused`(text: String) {
        #expect(DurationArgument(argument: text) == nil)
    }

    @Test func `lengths are written as they are typed, and as a clock`() {
        #expect(DurationText.short(.seconds(5_400)) == "1h30m")
        #expect(DurationText.short(.zero) == "0s")
        #expect(DurationText.clock(.seconds(18)) == "0:18")
        #expect(DurationText.clock(.milliseconds(17_200)) == "0:18")
        #expect(DurationText.clock(.seconds(3_723)) == "1:02:03")
        #expect(DurationText.clock(.seconds(-5)) == "0:00")
    }
}
