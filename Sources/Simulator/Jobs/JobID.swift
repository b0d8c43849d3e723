/// The ids of jobs, in each provider's form, the same in every run.
enum JobID {
    /// The id of a provider's job of this number.
    static func text(_ provider: String, number: Int, fingerprint: UInt64) -> String {
        let seed = "\(provider)\u{0}\(number)\u{0}\(fingerprint)"
        return switch provider {
        case "fal-ai", "novita": uuid(seed)
        case "replicate": letters(seed, count: 26)
        case "wavespeed": digits(seed, count: 32, base: 16)
        case "together": "video_" + letters(seed, count: 20)
        // Too long for a double, and a digit lost would be another job (huggingface.js `providers/`).
        case "zai-org": "9" + digits(seed, count: 19, base: 10)
        default: letters(seed, count: 16)
        }
    }

    /// A UUID in lower case.
    static func uuid(_ seed: String) -> String {
        let hex = Array(digits(seed, count: 32, base: 16))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex[$0]) }.joined(separator: "-")
    }

    private static func letters(_ seed: String, count: Int) -> String {
        // A leading letter, since a text of digits alone would not look like replicate's ids.
        "r" + digits(seed, count: count - 1, base: 32)
    }

    private static func digits(_ seed: String, count: Int, base: UInt64) -> String {
        var state = StableHash.of(seed)
        return String(
            (0..<count).map { _ in Character(String(next(&state) % base, radix: Int(base))) }
        )
    }

    /// SplitMix64: neighboring seeds give numbers that have nothing in common.
    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
