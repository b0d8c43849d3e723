import Generations
import Simulator
import Testing

@testable import HuggingFace

/// The client against the demo's endpoint, which was written from the documentation by itself: where the two
/// disagree, one of them has misread it.
@Suite(.timeLimit(.minutes(1))) struct SimulatorTests {
    @Test func `the demo makes a video`() async throws {
        try await withSimulator { simulator in
            let exchange = Exchange(endpoint: simulator.baseURL)
            guard case .video(let requestID) = try await exchange.submit() else {
                return #expect(Bool(false))
            }
            #expect(requestID != nil)
            #expect(MediaSniffer.verdict(exchange.sink.bytes, isWhole: true) == .video)
            #expect(exchange.reports.all.first == .sent)
        }
    }

    @Test(
        arguments: [
            (.loading(estimatedTime: 20), "modelLoading"), (.loading(estimatedTime: nil), "modelLoading"),
            (.waking(), "endpointWaking"), (.busy(), "tooBusy"), (.retryAfter("3"), "rateLimited"),
            (.hourlyLimit(), "rateLimited"), (.picture(), "notAVideo"), (.cut(afterBytes: 900), "notAVideo"),
            (.dropped(), "connectionLost"), (.page(502, title: "Bad Gateway"), "providerFailed"),
            (.redirect(to: "/elsewhere"), "endpointGone"),
            (.status(402, error: "You have depleted"), "paymentRequired"),
            (.status(404, error: "Model o/n does not exist"), "modelNotFound"), (.status(504), "timedOut"),
        ] as [(Scenario.Step, String)]
    )
    func `what the demo can play reads as what it means`(step: Scenario.Step, kind: String) async throws {
        try await withSimulator(steps: [step]) { simulator in
            let error = await Exchange(endpoint: simulator.baseURL).failure()
            #expect(error.map { "\($0)" }?.hasPrefix(kind) == true, "\(String(describing: error))")
        }
    }

    @Test func `a silent demo is cancelled at once, and it notices`() async throws {
        try await withSimulator(steps: [.silent()]) { simulator in
            let exchange = Exchange(endpoint: simulator.baseURL)
            let submit = Task { try await exchange.submit() }
            _ = try await simulator.waitForRequests(1)
            submit.cancel()
            await #expect(throws: CancellationError.self) { try await submit.value }
            try await simulator.waitForDepartures(1)
        }
    }
}
