/// How one provider is spoken to: which requests it knows, and what it answers. It decides nothing about
/// time.
protocol ProviderRoad: Sendable {
    /// The name, as in the router's path.
    var provider: String { get }
    /// The host that its answers name, whether or not the request came through the router.
    var host: String { get }
    /// The scheme before a key of the provider's own (huggingface.js `lib/makeRequestOptions.ts`).
    var keyScheme: String { get }

    /// What a request wants; none when the path is not the provider's.
    func ask(_ call: RoadCall) -> RoadAsk?
    /// The answer to a submit.
    func accepted(_ view: JobView) -> Scenario.Step
    /// The answer to a poll.
    func status(_ view: JobView) -> Scenario.Step
    /// The answer that holds the result, where that is not the status itself.
    func result(_ view: JobView) -> Scenario.Step
    /// The answer to a cancel; `view.moment` is what the job was before.
    func cancelled(_ view: JobView) -> Scenario.Step
    /// The answer about a job that it does not have.
    func lost(_ stage: RoadStage) -> Scenario.Step
    /// The answer to parameters that it does not take.
    func refused(_ problem: FieldProblem) -> Scenario.Step
    /// The answer to a key that is not its own.
    func unauthorized() -> Scenario.Step
}

extension ProviderRoad {
    var keyScheme: String { "Bearer" }

    func result(_ view: JobView) -> Scenario.Step { status(view) }

    func cancelled(_ view: JobView) -> Scenario.Step { lost(.cancel) }

    func unauthorized() -> Scenario.Step { .status(401, error: "Invalid API key") }
}

/// The roads that the simulator knows.
enum RoadTable {
    static let all: [any ProviderRoad] = [
        FalRoad(), ReplicateRoad(), WavespeedRoad(), NovitaRoad(), TogetherRoad(), NscaleRoad(), ZaiRoad(),
        HFInferenceRoad(),
    ]

    /// The road of this name.
    static func road(_ provider: some StringProtocol) -> (any ProviderRoad)? {
        all.first { $0.provider == provider }
    }
}

/// What a request wants of a provider.
enum RoadAsk: Sendable {
    /// To have something made.
    case submit(Submission)
    /// Something about a job.
    case about(String, RoadStage)
    /// Something that is refused at once.
    case refused(Scenario.Step)
}

/// A request on a provider's road.
struct RoadCall: Sendable {
    let request: ReceivedRequest
    let provider: String
    /// The path behind the provider's name.
    let segments: [String]
    let query: [String: String]
    /// Whether it came through the router and not to the provider's own host.
    let isRouted: Bool
    /// The body, when it is JSON.
    let body: JSON

    init(_ request: ReceivedRequest, provider: String, segments: [String], isRouted: Bool) {
        self.request = request
        self.provider = provider
        self.segments = segments
        self.isRouted = isRouted
        query = request.query
        body = JSON(request.body) ?? .null
    }

    /// The path behind the provider's name, without a slash before it.
    var path: String {
        segments.joined(separator: "/")
    }

    /// The task of a model of the provider; none when it serves no such model.
    func task(of target: String) -> RoadTask? {
        Catalog.task(of: target, at: provider)
    }

    /// A submission of these parameters.
    func submission(
        _ target: String,
        _ task: RoadTask,
        input: JSON,
        image: String? = nil
    ) -> Submission {
        Submission(
            target: target,
            task: task,
            call: GenerationCall(
                model: target,
                prompt: input["prompt"]?.string ?? "",
                seed: input["seed"]?.integer,
                image: image
            ),
            input: input
        )
    }

    /// What the router says of a path that is no model's (huggingface.js `lib/makeRequestOptions.ts`).
    static func notSupported(by provider: String) -> Scenario.Step {
        .status(400, error: "Model not supported by provider \(provider)")
    }
}

/// A job at the moment of an answer.
struct JobView: Sendable {
    var job: Job
    var moment: JobMoment
    /// The scheme and host of addresses for polls.
    var host: String
    /// The address of the result on the media host.
    var media: String
    /// When the job was accepted, in seconds of the simulator's calendar.
    var begun: Double
    /// The query of the request.
    var query: [String: String] = [:]

    /// Whether the prompt asked for this.
    func has(_ mood: JobMood) -> Bool {
        job.has(mood)
    }

    /// The status word, unless the prompt asked for none or a strange one and the job is not over.
    func word(_ usual: String, strange: String) -> JSON? {
        guard !moment.isOver else { return .string(usual) }
        return has(.nostatus) ? nil : .string(has(.oddword) ? strange : usual)
    }

    /// A date of the job, so many seconds after it was accepted.
    func date(after seconds: Double = 0) -> JSON {
        .string(SimulatedDate.text(begun + seconds))
    }
}

extension JSON {
    /// The members that are there, in order.
    static func present(_ members: (String, JSON?)...) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }
}
