import Foundation
import Generations
import Simulator
import Testing

@testable import HuggingFace

/// Who sees the token: the Hub, the router, a provider its own key, and nobody whom an answer names.
@Suite(.timeLimit(.minutes(1))) struct SecrecyTests {
    private static let mapping =
        #"{"id":"o/n","inferenceProviderMapping":{"fal-ai":{"status":"live","#
        + #""providerId":"fal-ai/x","task":"text-to-video"}}}"#

    @Test(arguments: ["fal-ai", "wavespeed"])
    func `a foreign host that an answer names for its job is not asked, and the job is not lost`(
        provider: String
    ) async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let request = try Road.request(prompt: "a fox #elsewhere", provider: provider)
            _ = try await road.run(request)
            #expect(!road.sink.bytes.isEmpty)
            #expect(road.reports.exchanges.allSatisfy { $0.address.hasPrefix("http://127.0.0.1:") })
        }
    }

    @Test(arguments: [302, 307])
    func `nobody is followed from the Hub, a submit or a poll to another host`(status: Int) async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("200 OK", "stolen")
        } test: { thief in
            try await withRawServer { connection in
                let text = try await connection.request()
                let isHub = text.hasPrefix("GET /api/models/o/n?")
                let moved = "\(status) Moved"
                let location = ["Location: \(thief.address)/api/models/p/q"]
                if isHub {
                    try await connection.answer("200 OK", Self.mapping)
                } else {
                    try await connection.answer(moved, headers: location)
                }
            } test: { server in
                let road = Road(base: server.address)
                // The 302 of a submit may mean that it was done.
                let expected: FailureCode = status == 302 ? .unreadableResponse : .endpointGone
                #expect(await road.failure(try Road.request("o/n"))?.code == expected)
                let id = try #require(JobID("a"))
                let job = RemoteJob(provider: .falAI, id: id, route: .router, path: "/fal-ai/x/requests/a")
                await #expect(throws: InferenceError.self) {
                    try await road.with { client in
                        try await client.status(of: job, for: try Road.request("o/n")) { _ in }
                    }
                }
                await #expect(throws: InferenceError.self) {
                    try await road.with { client in
                        try await client.offers(of: try #require(ModelID("p/moved")), task: .textToVideo)
                    }
                }
                #expect(server.requests.count == 4)
            }
            #expect(thief.requests.isEmpty)
        }
    }

    @Test(arguments: [
        "http://media.example/a.mp4", "https://10.0.0.1/a.mp4", "https://localhost/a.mp4",
        "https://169.254.169.254/latest", "file:///etc/passwd", "ftp://a.example/b",
    ])
    func `a video is fetched by https from the open Internet alone`(address: String) async throws {
        let road = Road(base: ProviderRoute.router)
        let error = await #expect(throws: InferenceError.self) {
            try await road.with { client in
                try await client.download(address, after: nil, for: try Road.request(), into: road.sink) {
                    _ in
                }
            }
        }
        guard case .unreadableResponse = error else { return #expect(Bool(false)) }
    }

    @Test func `what is told of the exchanges holds neither token nor key`() async throws {
        try await withSimulator { simulator in
            var road = Road(base: simulator.baseURL, token: "hf_secretsecretsecret1")
            _ = try await road.run(try Road.request())
            road.keys = [.wavespeed]
            road.ownBase = simulator.baseURL + "/own"
            _ = try await road.run(try Road.request(provider: "wavespeed"))
            #expect(road.reports.exchanges.count > 10)
            for exchange in road.reports.exchanges {
                #expect(!"\(exchange)".contains("secretsecret"))
                #expect(!"\(exchange)".contains(Road.key))
            }
        }
    }
}
