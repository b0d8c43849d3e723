/// The steering words of one prompt.
///
/// A word may name its place after `@`: a stage of a job, a provider, or both, as in `#gateway@poll:2` and
/// `#payg@fal-ai`.
struct PromptWords: Sendable {
    /// What stands in the way, in the order written.
    var hurdles: [Hurdle] = []
    /// How a call that gets through is answered.
    var manners: Set<SteeringManner> = []
    private var moods: [(mood: JobMood, provider: String?)] = []

    /// A word that stands in the way.
    struct Hurdle: Sendable {
        var word: SteeringWord
        /// How often; none means every time.
        var times: Int?
        /// At which stage; none leaves it to the word.
        var stage: RoadStage?
        /// At which provider; none means any.
        var provider: String?
    }

    /// Reads the words of a prompt; a `#` before any other word means nothing.
    init(_ prompt: String) {
        for piece in prompt.lowercased().split(whereSeparator: \.isWhitespace) where piece.hasPrefix("#") {
            let parts = piece.dropFirst().split(separator: ":", maxSplits: 1)
            let head = (parts.first ?? "").split(separator: "@")
            let name = String((head.first ?? "").prefix { $0.isLetter || $0.isNumber })
            let places = head.dropFirst().map {
                String($0.prefix { $0.isLetter || $0.isNumber || $0 == "-" })
            }
            let provider = places.first { place in RoadTable.all.contains { $0.provider == place } }
            if let manner = SteeringManner(rawValue: name) {
                manners.insert(manner)
            } else if let mood = JobMood(rawValue: name) {
                moods.append((mood, provider))
            } else if let word = SteeringWord.named(name) {
                let count = parts.count > 1 ? Int(parts[1].prefix { $0.isASCII && $0.isNumber }) : nil
                hurdles.append(
                    Hurdle(
                        word: word,
                        times: count ?? word.times,
                        stage: places.compactMap(RoadStage.init).first,
                        provider: provider
                    )
                )
            }
        }
    }

    /// Whether a job at this provider is in the mood.
    func has(_ mood: JobMood, at provider: String) -> Bool {
        moods.contains { $0.mood == mood && ($0.provider ?? provider) == provider }
    }
}

extension PromptWords.Hurdle {
    /// Whether it stands here: in the direct shape without a provider, else at a stage of a provider's job.
    func stands(at stage: RoadStage, of provider: String?) -> Bool {
        guard let provider else { return (self.stage ?? .submit) == .submit && self.provider == nil }
        return (self.stage ?? word.usualStage) == stage && (self.provider ?? provider) == provider
    }
}

extension SteeringWord {
    /// Where it stands in a job: only a media host can answer with something that is no whole video.
    var usualStage: RoadStage {
        Self.brokenAnswers.contains { $0.name == name } ? .media : .submit
    }
}
