import Foundation
import Generations
import Testing

@testable import HuggingFace

/// The job of a submit whose answer nobody saw, looked for where a provider lists what it has.
@Suite(.timeLimit(.minutes(1))) struct JobSearchTests {
    private static let model = "wan-video/wan-2.2-5b-fast"
    private static let since = Date(timeIntervalSince1970: 1_800_000_000)

    /// A prediction as it is listed.
    private static func listed(
        _ id: String,
        prompt: String = "a cat",
        seed: String = "7",
        model: String = model,
        at seconds: Double = 5
    ) -> String {
        let date = since.addingTimeInterval(seconds).formatted(.iso8601).dropLast()
        return
            #"{"id":"\#(id)","model":"\#(model)","version":"v1","status":"processing","created_at":"\#(date).123456Z","#
            + #""input":{"prompt":"\#(prompt)","seed":\#(seed),"go_fast":true}}"#
    }

    private static func list(_ predictions: String...) -> String {
        #"{"next":null,"previous":null,"results":[\#(predictions.joined(separator: ","))]}"#
    }

    private func jobs(_ body: String, model: String = model, seed: Int64? = 7) throws -> [String] {
        var sample = ProviderSample.of(.replicate)
        sample.model = model
        let call = try sample.call(parameters: VideoParameters(seed: seed))
        return try Replicate().jobs(
            of: try Replicate().submit(call),
            model: call.model,
            since: Self.since,
            in: ProviderSample.answer(body),
            from: try ProviderSample.own(Replicate())
        ).map(\.path)
    }

    @Test func `a prediction with the same input since the submit is the job`() throws {
        #expect(try jobs(Self.list(Self.listed("p1"))) == ["/v1/predictions/p1"])
        #expect(try jobs(Self.list(Self.listed("p1", seed: "7.0"))) == ["/v1/predictions/p1"])
        let pinned = Self.listed("p2", model: "lightricks/ltx-video")
        #expect(try jobs(Self.list(pinned), model: "lightricks/ltx-video:v1") == ["/v1/predictions/p2"])
    }

    @Test func `one of another prompt, seed, model, time or without an input is not`() throws {
        let others = [
            Self.listed("a", prompt: "a dog"), Self.listed("b", seed: "8"), Self.listed("c", seed: "null"),
            Self.listed("d", model: "x/y"), Self.listed("e", at: -120), #"{"id":"f"}"#, "null", "7",
            Self.listed("../g").replacing("../g", with: "a b"),
        ]
        for other in others { #expect(try jobs(Self.list(other)).isEmpty, "\(other)") }
        #expect(try jobs(Self.list(Self.listed("p1")), seed: nil).isEmpty, "without a seed nothing is sure")
        #expect(throws: InferenceError.self) { try jobs(#"{"detail":"x"}"#) }
    }

    @Test(arguments: [0, 1, 2])
    func `all that are like it are found with a key of one's own`(count: Int) async throws {
        let predictions = (0..<count).map { Self.listed("p\($0 + 1)") }.joined(separator: ",")
        try await withRawServer { connection in
            let text = try await connection.request()
            let mapping =
                #"{"id":"o/n","inferenceProviderMapping":{"replicate":{"status":"live","#
                + #""providerId":"\#(Self.model)","task":"text-to-video"}}}"#
            let body = text.hasPrefix("GET /api/models/") ? mapping : #"{"results":[\#(predictions)]}"#
            try await connection.answer("200 OK", headers: ["Content-Type: application/json"], body)
        } test: { server in
            var road = Road(base: server.address, keys: [.replicate], ownBase: server.address)
            var request = try Road.request("o/n", prompt: "a cat", provider: "replicate")
            request.parameters.seed = 7
            let jobs = try #require(try await find(request, road))
            #expect(jobs.map(\.id.rawValue) == (0..<count).map { "p\($0 + 1)" })
            #expect(jobs.allSatisfy { $0.route == .provider })
            let asked = server.requests.filter { $0.contains("/v1/predictions") }
            #expect(asked.count == 1)
            #expect(asked.allSatisfy { $0.hasPrefix("GET ") && $0.contains("Bearer \(Road.key)") })
            road.keys = []
            #expect(try await find(request, road) == nil)
            #expect(
                server.requests.count { $0.contains("/v1/predictions") } == 1,
                "nobody lists the router's"
            )
        }
    }

    private func find(_ request: GenerationRequest, _ road: Road) async throws -> [RemoteJob]? {
        try await road.with { client in
            try await client.find(request, at: .replicate, since: Self.since) { _ in }
        }
    }
}
