/// A user's own endpoints (hf-endpoints-documentation `guides/autoscaling.md`): `/endpoints/NAME` is called
/// in the direct shape, and `/v2/endpoint/NAMESPACE/NAME` manages it.
///
/// An endpoint is known as soon as it is named. How it begins is the beginning of its name: `sleeping`,
/// `paused`, `pending` or `failed`; any other runs.
struct EndpointRoad: Sendable {
    private var states: [String: State] = [:]
    let pace: Double
    /// How long an endpoint takes to wake, in seconds at the pace of people.
    static let wakeSeconds = 12.0
    /// How many requests it takes when no time passes.
    static let wakeRequests = 2

    init(pace: Double) {
        self.pace = pace
    }

    /// How an endpoint is.
    enum State: Sendable, Equatable {
        case running, scaledToZero, paused, failed
        /// Waking since then; so many requests have come.
        case initializing(since: Duration, requests: Int)
    }

    /// What a call to an endpoint meets.
    enum Meeting {
        /// It is answered so, and by nothing else.
        case refused(Scenario.Step)
        /// It gets through after so many seconds.
        case through(after: Double)
    }

    /// What a call meets; it wakes an endpoint that sleeps, and never one that is paused.
    mutating func call(_ name: String, _ request: ReceivedRequest, at now: Duration) -> Meeting {
        switch state(name, at: now) {
        case .running: return .through(after: 0)
        case .paused: return .refused(.status(400, error: "Bad Request: Invalid state"))
        case .failed: return .refused(.status(502, body: .text("Bad Gateway")))
        case .scaledToZero: return waking(name, request, since: now, requests: 0, at: now)
        case .initializing(let since, let requests):
            return waking(name, request, since: since, requests: requests, at: now)
        }
    }

    private mutating func waking(
        _ name: String,
        _ request: ReceivedRequest,
        since: Duration,
        requests: Int,
        at now: Duration
    ) -> Meeting {
        let passed = pace > 0 ? (now - since) / .seconds(pace) : 0
        let left = Self.wakeSeconds - passed
        if let limit = request.header("X-Scale-Up-Timeout").flatMap(Double.init), limit >= left {
            states[name] = .running
            return .through(after: max(0, left))
        }
        states[name] = .initializing(since: since, requests: requests + 1)
        return .refused(.waking())
    }

    private mutating func state(_ name: String, at now: Duration) -> State {
        let state = states[name] ?? Self.beginning(name, now)
        if case .initializing(let since, let requests) = state {
            let isAwake =
                pace > 0
                ? now - since >= .seconds(Self.wakeSeconds * pace) : requests >= Self.wakeRequests
            states[name] = isAwake ? .running : state
        } else {
            states[name] = state
        }
        return states[name] ?? state
    }

    private static func beginning(_ name: String, _ now: Duration) -> State {
        if name.hasPrefix("sleeping") { return .scaledToZero }
        if name.hasPrefix("paused") { return .paused }
        if name.hasPrefix("failed") { return .failed }
        return name.hasPrefix("pending") ? .initializing(since: now, requests: 0) : .running
    }

    /// `GET /endpoints/NAME/health`.
    mutating func health(_ name: String, at now: Duration) -> Scenario.Step {
        state(name, at: now) == .running ? .json(["status": "ok"]) : .waking()
    }

    /// The answer to a management call; `parts` is the path behind `/v2/endpoint/`.
    mutating func manage(
        _ parts: [String],
        _ request: ReceivedRequest,
        baseURL: String,
        at now: Duration
    ) -> Scenario.Step {
        guard parts.count >= 2 else { return .status(404, error: "Not Found") }
        let name = parts[1]
        switch (request.method, parts.dropFirst(2).first) {
        case ("GET", nil): break
        case ("POST", "resume"):
            let isAwake = state(name, at: now) == .running
            if isAwake { return .status(400, error: "Bad Request: Endpoint is already running") }
            states[name] = .initializing(since: now, requests: 0)
        case ("POST", "pause"): states[name] = .paused
        case ("POST", "scale-to-zero"): states[name] = .scaledToZero
        default: return .status(404, error: "Not Found")
        }
        let answer = json(name, state(name, at: now), baseURL: baseURL)
        noteLook(name)
        return .json(answer)
    }

    /// Without a pace a look at a waking endpoint is a step, as a call is.
    private mutating func noteLook(_ name: String) {
        if pace == 0, case .initializing(let since, let requests)? = states[name] {
            states[name] = .initializing(since: since, requests: requests + 1)
        }
    }

    private func json(_ name: String, _ state: State, baseURL: String) -> JSON {
        let isReady = state == .running
        let status = JSON.present(
            ("createdAt", "2026-01-01T00:00:00.000Z"),
            ("updatedAt", "2026-01-01T00:00:00.000Z"),
            ("private", .null),
            ("state", .string(Self.word(state))),
            ("message", .string(isReady ? "Endpoint is ready" : "Endpoint \(Self.word(state))")),
            ("readyReplica", isReady ? 1 : 0),
            ("targetReplica", isReady ? 1 : 0),
            ("url", Self.hasAddress(state) ? .string("\(baseURL)/endpoints/\(name)") : nil)
        )
        return [
            "name": .string(name), "type": "protected", "accountId": nil, "healthRoute": "/health",
            "provider": ["vendor": "aws", "region": "us-east-1"], "status": status,
        ]
    }

    private static func hasAddress(_ state: State) -> Bool {
        switch state {
        case .running, .scaledToZero, .paused: true
        case .failed, .initializing: false
        }
    }

    private static func word(_ state: State) -> String {
        switch state {
        case .running: "running"
        case .scaledToZero: "scaledToZero"
        case .paused: "paused"
        case .failed: "failed"
        case .initializing: "initializing"
        }
    }
}
