/// The steering words of one prompt.
struct PromptWords: Sendable {
    /// What stands in the way, in the order written, each with how often.
    var hurdles: [(word: SteeringWord, times: Int?)] = []
    /// How a call that gets through is answered.
    var manners: Set<SteeringManner> = []

    /// Reads the words of a prompt; a `#` before any other word means nothing.
    init(_ prompt: String) {
        for piece in prompt.lowercased().split(whereSeparator: \.isWhitespace) where piece.hasPrefix("#") {
            let parts = piece.dropFirst().split(separator: ":", maxSplits: 1)
            let name = String((parts.first ?? "").prefix { $0.isLetter || $0.isNumber })
            if let manner = SteeringManner(rawValue: name) {
                manners.insert(manner)
            } else if let word = SteeringWord.named(name) {
                let count = parts.count > 1 ? Int(parts[1].prefix { $0.isASCII && $0.isNumber }) : nil
                hurdles.append((word, count ?? word.times))
            }
        }
    }
}
