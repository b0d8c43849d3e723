/// Decides what each request is answered with; knows nothing of connections.
struct Responder: Sendable {
    let configuration: SimulatorConfiguration
    var baseURL: String
    var mediaURL: String
    var scenario: ScenarioProgress
    var steering = SteeringProgress()
    var jobs: JobLedger
    private var endpoints: EndpointRoad

    init(_ configuration: SimulatorConfiguration, baseURL: String, mediaURL: String) {
        self.configuration = configuration
        self.baseURL = baseURL
        self.mediaURL = mediaURL
        scenario = ScenarioProgress(configuration.scenario)
        jobs = JobLedger(pace: configuration.pace)
        endpoints = EndpointRoad(pace: configuration.pace)
    }

    /// The time by the simulator's clock.
    var now: Duration {
        configuration.now()
    }

    /// The answer to a request; asking counts as answering.
    mutating func answer(to request: ReceivedRequest) -> Scenario.Step {
        switch SimulatedRoute(request) {
        case .provider(let road, let call):
            return answer(to: call, of: road)
        case .hub:
            let hub = HubRoad(request: request, baseURL: baseURL, preferred: configuration.preferredProviders)
            return scenario.next(for: request, call: nil) ?? hub.step
        case .endpoint(let name, let rest):
            return endpointAnswer(to: request, name, rest)
        case .management(let parts):
            guard isAuthorized(request) else { return .unauthorized() }
            return scenario.next(for: request, call: nil)
                ?? endpoints.manage(parts, request, baseURL: baseURL, at: now)
        case .direct:
            return directAnswer(to: request)
        }
    }

    private mutating func endpointAnswer(
        to request: ReceivedRequest,
        _ name: String,
        _ rest: [String]
    ) -> Scenario.Step {
        if request.method == "GET", rest == ["health"] {
            return scenario.next(for: request, call: nil) ?? endpoints.health(name, at: now)
        }
        guard request.method == "POST", rest.isEmpty else { return .status(404, error: "Not Found") }
        guard isAuthorized(request) else { return .unauthorized() }
        switch endpoints.call(name, request, at: now) {
        case .refused(let step): return step
        case .through(let seconds):
            let step = directAnswer(to: request)
            return step.after(step.delay + .seconds(seconds))
        }
    }

    private mutating func directAnswer(to request: ReceivedRequest) -> Scenario.Step {
        guard request.method == "POST" else {
            return scenario.next(for: request, call: nil) ?? Self.page(for: request)
        }
        guard isAuthorized(request) else { return .unauthorized() }
        do {
            let call = try GenerationCall(request)
            let step = scenario.next(for: request, call: call) ?? usualAnswer(to: request, call: call)
            return step.body == .clip(nil) ? step.changed { $0.body = .clip(.suiting(call)) } : step
        } catch {
            return scenario.next(for: request, call: nil) ?? .status(422, body: .text(error.message))
        }
    }

    func isAuthorized(_ request: ReceivedRequest) -> Bool {
        switch configuration.token {
        case .notNeeded: true
        case .any: request.bearerToken?.isEmpty == false
        case .exactly(let token): request.bearerToken == token
        }
    }

    private mutating func usualAnswer(to request: ReceivedRequest, call: GenerationCall) -> Scenario.Step {
        let words = PromptWords(call.prompt)
        let circumstances = SteeringWord.Circumstances(
            call: call,
            path: request.path,
            baseURL: baseURL,
            pace: configuration.pace
        )
        if configuration.coldStart, steering.isCold(call.modelName), words.hurdles.isEmpty {
            return .loading(model: call.modelName, estimatedTime: circumstances.announced(4))
                .after(.milliseconds(300))
        }
        switch steering.next(for: circumstances, words: words, request: request) {
        case .hurdle(let step):
            return step
        case .through(let held):
            let step = SuccessfulAnswer(call: call, manners: words.manners, baseURL: baseURL).step
            return step.after(step.delay + held)
        }
    }

    private static func page(for request: ReceivedRequest) -> Scenario.Step {
        guard request.method == "GET" || request.method == "HEAD" else {
            return .status(405, error: "Method Not Allowed").header("Allow", "GET, POST")
        }
        switch request.path {
        case "/":
            return .status(200, body: .text(FrontPage.text))
        case "/health":
            return .status(200, json: #"{"status":"ok"}"#)
        case let path where path.hasPrefix("/media/"):
            return MediaAnswers.step(for: request)
        default:
            return .status(404, error: "Not Found")
        }
    }
}
