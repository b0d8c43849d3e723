import Generations
import Simulator
import Testing

@testable import HuggingFace

/// What may have been accepted is not taken for refused, and what is still there not for gone.
@Suite(.timeLimit(.minutes(1))) struct AcceptedOrNotTests {
    @Test(arguments: ["#waking", "#gateway"])
    func `what a gateway says of a submit leaves open whether it was accepted`(word: String) async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let request = try Road.request(prompt: "a fox \(word)", provider: "fal-ai")
            let error = await road.failure(request)
            #expect(error?.detail.mayBeAccepted == true, "\(String(describing: error))")
            #expect(error?.detail.provider == "fal-ai")
            #expect(error?.interruptedSubmit().message.contains("billed") == true)
        }
    }

    @Test(arguments: ["#busy", "#loading", "#error"])
    func `what the provider itself says of a submit is believed`(word: String) async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let error = await road.failure(try Road.request(prompt: "a fox \(word)", provider: "fal-ai"))
            #expect(error?.detail.mayBeAccepted == false, "\(String(describing: error))")
        }
    }

    @Test func `a way to cancel that is missing is not taken for a job that is gone`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let request = try Road.request(prompt: "a fox #missing@cancel", provider: "fal-ai")
            try await road.with { client in
                let job = try await road.begin(request, client)
                let outcome = try await client.cancel(job, for: request) { _ in }
                guard case .refused(let error) = outcome else { return #expect(Bool(false), "\(outcome)") }
                #expect(error.detail.status == 404)
                #expect(error.failure().message.contains("nobody answers to a cancel"))
            }
        }
    }

    @Test func `a job that the provider does not know at all is gone for its cancel`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let id = try #require(JobID("nowhere"))
            let path = "/fal-ai/wan/requests/nowhere"
            let job = RemoteJob(provider: .falAI, id: id, route: .router, path: path)
            let outcome = try await road.with { client in
                try await client.cancel(job, for: try Road.request()) { _ in }
            }
            #expect(outcome == .gone)
        }
    }
}
