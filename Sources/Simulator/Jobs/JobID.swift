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
        // Too long for a double, and a digit lost would be another job (protocol 14).
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
        String(
            (0..<count).map {
                Character(String(StableHash.of("\(seed)\($0)") >> 20 % base, radix: Int(base)))
            }
        )
    }
}
