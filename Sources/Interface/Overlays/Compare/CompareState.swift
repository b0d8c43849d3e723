import Generations

/// Two generations beside each other, the older one first.
struct CompareState: Equatable, Sendable {
    var left: Generation
    /// Nil until it has come from the library.
    var right: Generation?
    /// The one that is waited for.
    var awaited: GenerationID?
    /// How the prompts differ.
    var prompts: WordDiff?
    /// The first row in view.
    var top = 0

    init(_ one: Generation, _ other: Generation) {
        left = one.id < other.id ? one : other
        right = one.id == left.id ? other : one
        prompts = right.map { WordDiff(from: left.request.prompt, to: $0.request.prompt) }
    }

    init(_ one: Generation, awaiting id: GenerationID) {
        left = one
        awaited = id
    }
}

/// One thing that is compared.
struct ComparedFact: Equatable, Sendable {
    var name: String
    var left: String
    var right: String

    var isSame: Bool { left == right }

    /// In a few words, from the left to the right: `steps 30 -> 50`.
    var change: String {
        if left == "-" { return right.count < 40 ? "\(name) \(right)" : name }
        if right == "-" { return "no \(name)" }
        return left.count + right.count < 40 ? "\(name) \(left) -> \(right)" : name
    }
}

extension CompareState {
    /// What was asked for.
    func parameters(_ other: Generation) -> [ComparedFact] {
        ComparedFact.parameters(left.request, other.request)
    }

    /// What came of it.
    func outcomes(_ other: Generation, utcOffset: Int) -> [ComparedFact] {
        func fact(_ name: String, _ value: (Generation) -> String?) -> ComparedFact {
            ComparedFact(name: name, left: value(left) ?? "-", right: value(other) ?? "-")
        }
        func clock(_ seconds: Double) -> String? {
            seconds > 0 && seconds.isFinite ? TimeText.shortClock(Int(seconds.rounded())) : nil
        }
        return [
            fact("state") { HistoryWords.word($0.state) },
            fact("created") { TimeText.full($0.createdAt, offset: utcOffset) },
            fact("waited") { clock($0.clocks.waiting) },
            fact("ran") { clock($0.clocks.running) },
            fact("file") { $0.video.map { Strings.bytes($0.bytes) } },
            fact("length") { $0.video?.facts.duration.map { "\(Strings.tenths($0)) s" } },
            fact("picture") { generation in
                generation.video?.facts.width.flatMap { width in
                    generation.video?.facts.height.map { "\(width)x\($0)" }
                }
            },
            fact("tries") { "\($0.attempts)" },
            fact("tags") { $0.tags.isEmpty ? nil : $0.tags.joined(separator: ", ") },
        ].filter { $0.left != "-" || $0.right != "-" }
    }
}

extension ComparedFact {
    /// What two requests ask for besides their prompts.
    static func parameters(_ a: GenerationRequest, _ b: GenerationRequest) -> [ComparedFact] {
        let (one, two) = (a.parameters, b.parameters)
        func number(_ value: (some BinaryInteger)?) -> String { value.map { "\($0)" } ?? "-" }
        func decimal(_ value: Double?) -> String { value.map(Strings.number) ?? "-" }
        var facts = [
            ComparedFact(name: "model", left: a.model.rawValue, right: b.model.rawValue),
            ComparedFact(name: "provider", left: a.provider ?? "-", right: b.provider ?? "-"),
            ComparedFact(name: "seed", left: number(one.seed), right: number(two.seed)),
            ComparedFact(name: "frames", left: number(one.numFrames), right: number(two.numFrames)),
            ComparedFact(name: "fps", left: number(one.fps), right: number(two.fps)),
            ComparedFact(name: "width", left: number(one.width), right: number(two.width)),
            ComparedFact(name: "height", left: number(one.height), right: number(two.height)),
            ComparedFact(
                name: "steps",
                left: number(one.numInferenceSteps),
                right: number(two.numInferenceSteps)
            ),
            ComparedFact(
                name: "guidance",
                left: decimal(one.guidanceScale),
                right: decimal(two.guidanceScale)
            ),
            ComparedFact(name: "motion", left: number(one.motionBucketID), right: number(two.motionBucketID)),
            ComparedFact(
                name: "noise",
                left: decimal(one.noiseAugStrength),
                right: decimal(two.noiseAugStrength)
            ),
            ComparedFact(name: "without", left: one.negativePrompt ?? "-", right: two.negativePrompt ?? "-"),
            ComparedFact(name: "image", left: a.image?.text ?? "-", right: b.image?.text ?? "-"),
        ]
        for key in Set(one.extra.keys).union(two.extra.keys).sorted() {
            let (first, second) = (one.extra[key], two.extra[key])
            facts.append(
                ComparedFact(
                    name: key,
                    left: first.map { ParameterLine.text($0) } ?? "-",
                    right: second.map { ParameterLine.text($0) } ?? "-"
                )
            )
        }
        return facts.filter { $0.left != "-" || $0.right != "-" }
    }
}
