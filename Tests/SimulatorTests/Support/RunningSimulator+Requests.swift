import Simulator

extension RunningSimulator {
    /// Sends one request on a connection of its own.
    func send(_ request: RawRequest) async throws -> RawAnswer {
        RawAnswer(try await RawClient.exchange(port, sending: request.bytes))
    }

    /// Sends one call for a video.
    func call(_ prompt: String, seed: Int = 1) async throws -> RawAnswer {
        try await send(.call(prompt, seed: seed))
    }
}
