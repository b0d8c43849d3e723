/// Decides what each request is answered with; knows nothing of connections.
struct Responder: Sendable {
    let configuration: SimulatorConfiguration
    var baseURL: String
    private var scenario: ScenarioProgress
    private var steering = SteeringProgress()

    init(_ configuration: SimulatorConfiguration, baseURL: String) {
        self.configuration = configuration
        self.baseURL = baseURL
        scenario = ScenarioProgress(configuration.scenario)
    }

    /// The answer to a request; asking counts as answering.
    mutating func answer(to request: ReceivedRequest) -> Scenario.Step {
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

    private func isAuthorized(_ request: ReceivedRequest) -> Bool {
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
