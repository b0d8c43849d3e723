/// A simulator that is listening: its address, what it has received, and what it plays next.
package struct RunningSimulator: Sendable {
    /// The port on 127.0.0.1.
    package let port: Int
    /// The media host's port on 127.0.0.1.
    package let mediaPort: Int
    let state: SimulatorState

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    package var baseURL: String {
        "http://127.0.0.1:\(port)"
    }

    /// The address of the media host, without a slash at the end.
    package var mediaURL: String {
        "http://127.0.0.1:\(mediaPort)"
    }

    /// Every request to the media host since the start or the last reset, in the order of arrival.
    package var mediaRequests: [ReceivedRequest] {
        get async { await state.mediaRequests }
    }

    /// Every job that a provider has accepted since the start or the last reset, with its requests.
    package var jobs: [SimulatedJob] {
        get async { await state.jobs }
    }

    /// Every request but those to the media host since the start or the last reset, in the order of arrival.
    package var requests: [ReceivedRequest] {
        get async { await state.requests }
    }

    /// Returns the requests once so many have come.
    package func waitForRequests(_ count: Int) async throws -> [ReceivedRequest] {
        try await state.wait { $0.requests >= count }
        return await state.requests
    }

    /// Returns once so many answers have been sent to their end, as far as the scenario lets them.
    package func waitForAnswers(_ count: Int) async throws {
        try await state.wait { $0.finished >= count }
    }

    /// Returns once so many clients have gone before their answer was over.
    package func waitForDepartures(_ count: Int) async throws {
        try await state.wait { $0.departures >= count }
    }

    /// Forgets requests and counts, and plays another scenario; answers under way go on.
    package func reset(_ scenario: Scenario = Scenario()) async {
        await state.reset(scenario: scenario)
    }
}

/// Runs a simulator for as long as `body` runs.
@discardableResult
package func withSimulator<Result: Sendable>(
    _ configuration: SimulatorConfiguration = SimulatorConfiguration(),
    _ body: (RunningSimulator) async throws -> Result
) async throws -> Result {
    let (ready, announcement) = AsyncStream.makeStream(of: RunningSimulator.self)
    let server = SimulatorServer(configuration: configuration) { announcement.yield($0) }
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { announcement.finish() }
            try await server.run()
        }
        var announcements = ready.makeAsyncIterator()
        guard let simulator = await announcements.next(isolation: #isolation) else {
            try await group.waitForAll()
            throw CancellationError()
        }
        let result = try await body(simulator)
        group.cancelAll()
        return result
    }
}

/// Runs a simulator that plays these steps, without waiting, for as long as `body` runs.
@discardableResult
package func withSimulator<Result: Sendable>(
    steps: [Scenario.Step],
    _ body: (RunningSimulator) async throws -> Result
) async throws -> Result {
    try await withSimulator(SimulatorConfiguration(scenario: Scenario(steps: steps)), body)
}
