/// How far each call has come with the words in its prompt.
struct SteeringProgress: Sendable {
    private var answered: [String: Int] = [:]
    private var warmModels: Set<String> = []

    /// What to do about a call now.
    enum Outcome {
        /// This stands in its way.
        case hurdle(Scenario.Step)
        /// Nothing more does; the client asked to be held for so long, though.
        case through(held: Duration)
    }

    /// The next answer for a call, which counts as given.
    mutating func next(
        for circumstances: SteeringWord.Circumstances,
        words: PromptWords,
        request: ReceivedRequest,
        at stage: RoadStage = .submit
    ) -> Outcome {
        var held = 0.0
        for (index, hurdle) in words.hurdles.enumerated()
        where hurdle.stands(at: stage, of: circumstances.provider) {
            let key = "\(circumstances.call.key)\u{0}\(circumstances.jobID ?? "")\u{0}\(index)"
            let left = hurdle.times.map { $0 - answered[key, default: 0] }
            guard left.map({ $0 > 0 }) ?? true else { continue }
            if let left, let wait = hurdle.word.hold?.seconds(sparing: left, for: request) {
                held += wait
                answered[key, default: 0] += left
                continue
            }
            answered[key, default: 0] += 1
            let step = hurdle.word.answer(circumstances)
            return .hurdle(step.after(step.delay + .seconds(held) + .milliseconds(300)))
        }
        return .through(held: .seconds(held))
    }

    /// Whether this is the first call to a model; asking makes it known.
    mutating func isCold(_ model: String) -> Bool {
        warmModels.insert(model).inserted
    }
}

extension SteeringWord.Hold {
    /// How long a request with the right header is held to be spared so many answers; none when sent away.
    func seconds(sparing count: Int, for request: ReceivedRequest) -> Double? {
        switch self {
        case .waitForModel(let each):
            request.header("x-wait-for-model")?.lowercased() == "true" ? each * Double(count) : nil
        case .scaleUp(let each):
            request.header("X-Scale-Up-Timeout").flatMap(Double.init).flatMap { limit in
                limit >= each * Double(count) ? each * Double(count) : nil
            }
        }
    }
}
