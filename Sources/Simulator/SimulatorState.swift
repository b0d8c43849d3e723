/// The two hosts that the simulator plays.
enum SimulatedHost: Sendable {
    /// Router, providers, Hub and endpoints.
    case services
    /// The store of the results.
    case media
}

/// All that changes while a simulator runs: what came, what was answered, who waits to hear of it.
actor SimulatorState {
    /// How much has happened since the start or the last reset.
    struct Counts: Sendable {
        var requests = 0
        var mediaRequests = 0
        var finished = 0
        var departures = 0
    }

    private(set) var requests: [ReceivedRequest] = []
    private(set) var mediaRequests: [ReceivedRequest] = []
    private var counts = Counts()
    private var responder: Responder
    private var epoch = 0
    private var waiters: [Int: Waiter] = [:]
    private var lastWaiter = 0

    private struct Waiter {
        var condition: @Sendable (Counts) -> Bool
        var continuation: CheckedContinuation<Void, any Error>
    }

    /// A request that is being answered.
    struct Exchange: Sendable {
        var request: ReceivedRequest
        var step: Scenario.Step
        var epoch: Int
    }

    init(_ configuration: SimulatorConfiguration) {
        responder = Responder(configuration, baseURL: "", mediaURL: "")
    }

    /// The jobs that providers have accepted.
    var jobs: [SimulatedJob] {
        responder.jobs.summaries(at: responder.now)
    }

    /// Tells the address of a host, which is known only after binding.
    func bound(_ host: SimulatedHost, to address: String) {
        switch host {
        case .services: responder.baseURL = address
        case .media: responder.mediaURL = address
        }
    }

    /// Notes a request to a host and decides its answer.
    func receive(_ request: ReceivedRequest, at host: SimulatedHost) -> Exchange {
        responder.configuration.record?(request.line(at: host))
        var request = request
        let step: Scenario.Step
        switch host {
        case .services:
            counts.requests += 1
            request.number = counts.requests
            requests.keep(request)
            step = responder.answer(to: request)
        case .media:
            counts.mediaRequests += 1
            request.number = counts.mediaRequests
            mediaRequests.keep(request)
            step = responder.mediaAnswer(to: request)
        }
        wake()
        return Exchange(request: request, step: step, epoch: epoch)
    }

    /// Notes how an answer ended.
    func finished(_ exchange: Exchange, clientLeft: Bool) {
        guard exchange.epoch == epoch else { return }
        if clientLeft {
            counts.departures += 1
        } else {
            counts.finished += 1
        }
        wake()
    }

    /// Forgets everything and starts again with another scenario.
    func reset(scenario: Scenario) {
        var configuration = responder.configuration
        configuration.scenario = scenario
        responder = Responder(configuration, baseURL: responder.baseURL, mediaURL: responder.mediaURL)
        requests = []
        mediaRequests = []
        counts = Counts()
        epoch += 1
    }

    /// Returns once the condition holds; throws when the waiting task is cancelled.
    func wait(until condition: @escaping @Sendable (Counts) -> Bool) async throws {
        if condition(counts) { return }
        lastWaiter += 1
        let id = lastWaiter
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                if Task.isCancelled {
                    continuation.resume(throwing: CancellationError())
                } else {
                    waiters[id] = Waiter(condition: condition, continuation: continuation)
                }
            }
        } onCancel: {
            Task { await self.giveUp(id) }
        }
    }

    private func giveUp(_ id: Int) {
        waiters.removeValue(forKey: id)?.continuation.resume(throwing: CancellationError())
    }

    private func wake() {
        for (id, waiter) in waiters where waiter.condition(counts) {
            waiters.removeValue(forKey: id)
            waiter.continuation.resume()
        }
    }
}

extension [ReceivedRequest] {
    /// Appends a request; of many thousands only the newest are kept, so that a demo can go on for days.
    fileprivate mutating func keep(_ request: ReceivedRequest) {
        if count >= 2_000 { removeFirst(1_000) }
        append(request)
    }
}
