import Foundation
import Generations
import HTTPTypes
import HummingbirdTesting
import Library
import NIOCore
import TestSupport
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(1))) struct GenerateTests {
    private static let setups = [TestingSetup.router, .live]
    private static let loading = ScriptedClient.failure(
        .modelLoading(ErrorDetail(status: 503, message: "loading"), estimate: 20)
    )

    @Test(arguments: setups.indices)
    func `a video comes with its name, its time and its size`(_ setup: Int) async throws {
        try await withServer([ScriptedClient.video(bytes: 250_000)], via: Self.setups[setup]) {
            client,
            harness in
            let answer = try await client.post("/api/video/generate", #"{"prompt": "a red fox"}"#)
            #expect(answer.status == .ok)
            #expect(answer.body.readableBytes == 250_000)
            #expect(answer.headers[.contentType] == "video/mp4")
            #expect(answer.headers[.contentLength] == "250000")
            let disposition = try #require(answer.headers[.contentDisposition])
            #expect(disposition.wholeMatch(of: /attachment; filename="generated-video-\d{13}\.mp4"/) != nil)
            #expect(answer.headers[.generationTime]?.wholeMatch(of: /\d+\.\d\ds/) != nil)
            #expect(answer.headers[.videoSize] == "0.3MB")
            #expect(answer.headers[.location] == "/api/generations/1")
            let kept = try await harness.library.generation(GenerationID(1))
            #expect(kept?.state == .succeeded)
            #expect(kept?.request.prompt == "a red fox")
        }
    }

    @Test func `a failure says what happened, what to try, and which generation it was`() async throws {
        let failure = ScriptedClient.failure(
            .paymentRequired(ErrorDetail(status: 402, message: "no credits"))
        )
        try await withServer([failure]) { client, _ in
            let answer = try await client.post("/api/video/generate", #"{"prompt": "a fox"}"#)
            #expect(answer.status == .init(code: 402))
            let body = try answer.object()
            #expect(body["success"] == .bool(false))
            #expect(body["code"] == .string("payment_required"))
            #expect(body["id"] == .integer(1))
            #expect(answer.headers[.location] == "/api/generations/1")
        }
    }

    @Test func `what is refused reaches neither the library nor a provider`() async throws {
        try await withServer([ScriptedClient.video()]) { client, harness in
            for body in [
                "", "{}", #"{"prompt": " "}"#, #"{"prompt": 1}"#, "[", #"{"prompt": "a", "x": 1}"#,
                #"{"prompt": "a\u0000b"}"#,
            ] {
                for path in ["/api/video/generate", "/api/generations"] {
                    let answer = try await client.post(path, body)
                    #expect(answer.status == .badRequest)
                    #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
                    #expect(try answer.object()["suggestion"] != nil)
                }
            }
            let long = String(repeating: "a", count: VideoOrder.longestBody + 1)
            let answer = try await client.post("/api/video/generate", #"{"prompt": "\#(long)"}"#)
            #expect(answer.status == .badRequest)
            #expect(harness.client.submitted.isEmpty)
            #expect(try await harness.library.total().count == 0)
        }
    }

    @Test func `a client that does not wait is told when to come back, and nothing is left waiting`()
        async throws
    {
        try await withServer([Self.loading]) { client, harness in
            let answer = try await client.post("/api/video/generate", #"{"prompt": "a fox", "wait": false}"#)
            #expect(answer.status == .serviceUnavailable)
            let seconds = try #require(answer.headers[.retryAfter].flatMap { Int($0) })
            #expect((1...20).contains(seconds))
            #expect(try answer.object()["suggestion"] == .string(ServerProblem.coldModel))
            let id = GenerationID(1)
            let answered = try await client.get("\(id.location)/events")
            #expect(answered.text.contains("event: cancelled"))
            #expect(try await harness.library.generation(id)?.state == .cancelled)
        }
    }

    @Test func `what was refused for now is tried anew under the same key`() async throws {
        try await withServer([Self.loading, ScriptedClient.video()]) { client, _ in
            let key: HTTPFields = [.idempotencyKey: "one"]
            let body = #"{"prompt": "a fox", "wait": false}"#
            let early = try await client.post("/api/video/generate", body, key)
            #expect(early.status == .serviceUnavailable)
            let later = try await client.post("/api/video/generate", body, key)
            #expect(later.status == .ok)
            #expect(later.headers[.generationID] == "2")
        }
    }

    @Test func `the same key makes one video, another body is refused`() async throws {
        try await withServer([ScriptedClient.video(), ScriptedClient.video()]) { client, harness in
            let key: HTTPFields = [.idempotencyKey: "one"]
            for _ in 0..<2 {
                let answer = try await client.post("/api/video/generate", #"{"prompt": "a fox"}"#, key)
                #expect(answer.status == .ok)
                #expect(answer.headers[.generationID] == "1")
            }
            let other = try await client.post("/api/video/generate", #"{"prompt": "a bear"}"#, key)
            #expect(other.status == .unprocessableContent)
            let fresh = try await client.post("/api/video/generate", #"{"prompt": "a bear"}"#)
            #expect(fresh.headers[.generationID] == "2")
            #expect(harness.client.submitted.count == 2)
        }
    }

    @Test func `requests with one key at once make one video`() async throws {
        try await withServer([ScriptedClient.video(), ScriptedClient.video()]) { client, harness in
            let ids = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await client.post(
                            "/api/generations",
                            #"{"prompt": "a fox"}"#,
                            [.idempotencyKey: "k"]
                        )
                        .headers[.generationID]
                    }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(ids == ["1"])
        }
    }

    @Test func `a key is known after the server was started again`() async throws {
        let first = try Harness([ScriptedClient.video()])
        defer { first.clear() }
        let key: HTTPFields = [.idempotencyKey: "one"]
        try await first.run { client, _ in
            _ = try await client.post("/api/video/generate", #"{"prompt": "a fox"}"#, key)
        }
        let second = try Harness(folder: first.folder)
        try await second.run { client, _ in
            let answer = try await client.post("/api/video/generate", #"{"prompt": "a fox"}"#, key)
            #expect(answer.status == .ok)
            #expect(answer.headers[.generationID] == "1")
        }
        #expect(second.client.submitted.isEmpty)
    }

    @Test func `a key that is none is refused`() async throws {
        try await withServer { client, _ in
            let answer = try await client.post(
                "/api/generations",
                #"{"prompt": "a fox"}"#,
                [.idempotencyKey: String(repeating: "k", count: 256)]
            )
            #expect(answer.status == .badRequest)
        }
    }

    @Test func `whoever waits when the server is stopped is told where the video will be`() async throws {
        let harness = try Harness([Self.loading])
        defer { harness.clear() }
        try await harness.run { client, server in
            async let waiting = client.post("/api/video/generate", #"{"prompt": "a fox"}"#)
            let events = harness.exchange.events(of: GenerationID(1))
            for await event in events where event.generation.state.status == .waiting { break }
            server.raiseStop()
            let answer = try await waiting
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.location] == "/api/generations/1")
            let refused = try await client.post("/api/generations", #"{"prompt": "a bear"}"#)
            #expect(refused.status == .serviceUnavailable)
            #expect(try await client.get("/health").object()["status"] == .string("stopping"))
        }
    }

    @Test func `numbers in headers are written as people read them`() {
        #expect(VideoRoutes.seconds(12.34) == "12.34s")
        #expect(VideoRoutes.seconds(0.005) == "0.01s")
        #expect(VideoRoutes.seconds(75) == "75.00s")
        #expect(VideoRoutes.megabytes(2_512_345) == "2.5MB")
        #expect(VideoRoutes.megabytes(0) == "0.0MB")
    }
}
