import Engine
import Foundation
import Generations
import HTTPTypes
import HummingbirdTesting
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(1))) struct EventTests {
    /// The events of a stream: their ids and names.
    private func events(_ text: String) -> [String] {
        text.components(separatedBy: "\n\n").compactMap { message in
            let lines = message.split(separator: "\n")
            guard let name = lines.first(where: { $0.hasPrefix("event: ") }) else { return nil }
            let id = lines.first { $0.hasPrefix("id: ") }
            return [id, name].compactMap { $0?.split(separator: " ").last.map(String.init) }.joined(
                separator: " "
            )
        }
    }

    @Test func `what has happened is told from the beginning, each line once`() async throws {
        try await withServer { client, harness in
            try await harness.add(video: [1])
            let answer = try await client.get("/api/generations/1/events")
            #expect(answer.headers[.contentType] == "text/event-stream")
            #expect(answer.text.hasPrefix("retry: "))
            #expect(events(answer.text) == ["1 queued", "2 submitting", "3 succeeded"])
        }
    }

    @Test func `a client that comes back gets what follows, and nothing when it has seen all`() async throws {
        try await withServer { client, harness in
            try await harness.add(video: [1])
            let rest = try await client.get("/api/generations/1/events", [.lastEventID: "1"])
            #expect(events(rest.text) == ["2 submitting", "3 succeeded"])
            let nothing = try await client.get("/api/generations/1/events", [.lastEventID: "3"])
            #expect(nothing.status == .noContent)
            let odd = try await client.get("/api/generations/1/events", [.lastEventID: "x"])
            #expect(events(odd.text).count == 3)
        }
    }

    @Test func `what another program does is told, though it tells nobody`() async throws {
        try await withServer { client, harness in
            var other = try await harness.library.insert(
                NewGeneration(
                    uuid: UUID(),
                    request: GenerationRequest(prompt: "a fox", model: try Harness.model()),
                    parent: nil,
                    createdAt: Date(timeIntervalSince1970: 1_795_356_963)
                )
            )
            async let stream = client.get("/api/generations/1/events")
            other.state = .cancelled
            let line = TimelineEntry(
                date: Date(timeIntervalSince1970: 1_795_356_964),
                kind: .cancelled,
                attempt: 0,
                text: ""
            )
            try await harness.library.record(other, timeline: [line])
            #expect(events(try await stream.text).last?.hasSuffix("cancelled") == true)
        }
    }

    @Test func `a stream is followed until the video is there`() async throws {
        let loading = ScriptedClient.failure(
            .modelLoading(ErrorDetail(status: 503, message: "loading"), estimate: 20)
        )
        try await withServer([loading, ScriptedClient.video()]) { client, harness in
            _ = try await client.post("/api/generations", #"{"prompt": "a fox"}"#)
            async let stream = client.get("/api/generations/1/events")
            for await event in harness.exchange.events(of: GenerationID(1))
            where event.generation.state.status == .waiting { break }
            _ = try await client.post("/api/generations/1/cancel", "")
            let names = events(try await stream.text).map {
                $0.split(separator: " ").last.map(String.init) ?? ""
            }
            #expect(names.contains("waiting"))
            #expect(names.last == "cancelled")
        }
    }

    @Test func `a quiet stream shows that it is alive`() async throws {
        let (asleep, sleeper) = AsyncStream.makeStream(of: Void.self)
        let sleeps = Mutex(0)
        let time = EngineTime(now: EngineTime.live().now) { _ in
            // Two signs of life are due at once, the third never.
            guard
                sleeps.withLock({
                    $0 += 1; return $0
                }) > 2
            else { return }
            sleeper.yield()
            try await Task.sleep(for: .seconds(1_000))
        }
        let loading = ScriptedClient.failure(
            .modelLoading(ErrorDetail(status: 503, message: "loading"), estimate: 20)
        )
        let harness = try Harness([loading], time: time)
        defer { harness.clear() }
        try await harness.run { client, server in
            _ = try await client.post("/api/generations", #"{"prompt": "a fox"}"#)
            async let stream = client.get("/api/generations/1/events")
            for await _ in asleep { break }
            server.raiseStop()
            #expect(try await stream.text.contains(":\n\n:\n\n"))
        }
    }
}
