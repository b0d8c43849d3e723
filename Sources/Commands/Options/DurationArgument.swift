import ArgumentParser
import Generations

/// A length of time on the command line: `3s`, `20m`, `1h30m`.
struct DurationArgument: Hashable, Sendable, ExpressibleByArgument {
    var duration: Duration

    init(_ duration: Duration) {
        self.duration = duration
    }

    /// Takes numbers with the units `h`, `m` and `s`, each at most once and in this order; nil for anything else.
    init?(argument: String) {
        var rest = argument[...]
        var seconds = 0.0
        for (unit, length) in [("h", 3600.0), ("m", 60), ("s", 1)] {
            guard let end = rest.firstIndex(of: Character(unit)) else { continue }
            guard let number = Self.number(rest[..<end]) else { return nil }
            seconds += number * length
            rest = rest[rest.index(after: end)...]
        }
        guard rest.isEmpty, !argument.isEmpty, seconds <= 31 * 24 * 3600 else { return nil }
        duration = .milliseconds(Int64((seconds * 1000).rounded()))
    }

    var defaultValueDescription: String { DurationText.short(duration) }

    private static func number(_ text: Substring) -> Double? {
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
        return Double(text)
    }
}

/// Lengths of time as people read them.
enum DurationText {
    /// As it is typed: `1h30m`, `20m`, `3s`.
    static func short(_ duration: Duration) -> String {
        let seconds = max(0, Int(duration.seconds.rounded()))
        let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
        let text = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
        return text.isEmpty ? "0s" : text
    }

    /// As a clock that runs: `0:18`, `1:02:03`; a part of a second counts as a whole one.
    static func clock(_ duration: Duration) -> String {
        let seconds = max(0, Int(duration.seconds.rounded(.up)))
        let tail = twoDigits(seconds % 60)
        guard seconds >= 3600 else { return "\(seconds / 60):\(tail)" }
        return "\(seconds / 3600):\(twoDigits(seconds / 60 % 60)):\(tail)"
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
