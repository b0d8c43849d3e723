import Engine
import Generations
import TestSupport
import Testing

/// The engine with many at once: what is pending is written down together, and one that cannot be stops no other.
@Suite(.timeLimit(.minutes(1)))
struct BatchEngineTests {
    private let bench = GenerationEngineTests()

    @Test func `what begins together is written down together, before anything is sent`() async throws {
        let store = bench.store
        let client = ScriptedClient(
            { request, sink, progress in
                #expect(await store.batches.first == 3)
                return try await ScriptedClient.video()(request, sink, progress)
            },
            ScriptedClient.video(),
            ScriptedClient.video()
        )
        try await bench.withEngine(client) { engine, events in
            let requests = try ["one", "two", "three"].map {
                (try bench.request($0), parent: GenerationID?.none)
            }
            let generations = try await engine.enqueue(requests)
            #expect(generations.map(\.id.rawValue) == [1, 2, 3])
            for _ in 1...3 { _ = try await bench.next(.succeeded, &events) }
        }
        #expect(client.submitted.count == 3)
    }

    @Test func `one that cannot be written down is not sent, and stops no other`() async throws {
        let client = ScriptedClient(ScriptedClient.video(), ScriptedClient.video())
        await bench.store.refuse(GenerationID(2))
        try await bench.withEngine(client) { engine, events in
            let requests = try ["one", "two", "three"].map {
                (try bench.request($0), parent: GenerationID?.none)
            }
            _ = try await engine.enqueue(requests)
            for _ in 1...2 { _ = try await bench.next(.succeeded, &events) }
        }
        #expect(Set(client.submitted.map(\.prompt)) == ["one", "three"])
    }

    @Test func `one request that breaks a rule keeps all of its like from being written down`() async throws {
        try await bench.withEngine(ScriptedClient()) { engine, _ in
            let requests = try ["one", ""].map { (try bench.request($0), parent: GenerationID?.none) }
            await #expect(throws: InferenceError.self) { _ = try await engine.enqueue(requests) }
        }
        #expect(await bench.store.writes.isEmpty)
    }

    @Test func `a limit is kept for other processes, and theirs are heeded`() async throws {
        let refusal = InferenceError.rateLimited(ErrorDetail(status: 429), .retryAfter(30))
        try await bench.withEngine(ScriptedClient(ScriptedClient.failure(refusal))) { engine, events in
            try await engine.enqueue(try bench.request())
            _ = try await bench.next(.waiting, &events)
            try await engine.enqueue(try bench.request("another"))
            let queued = try await bench.next(.queued, &events)
            #expect(queued.id == GenerationID(2))
        }
        #expect(try await bench.store.limits().map(\.bucket) == [.huggingFace])

        let client = ScriptedClient(ScriptedClient.video())
        try await bench.withEngine(client) { engine, events in
            await engine.hearOfLimits()
            try await engine.enqueue(try bench.request("a third"))
            var held = try await bench.next(.queued, &events)
            while held.heldBack == nil { held = try await bench.next(.queued, &events) }
            #expect(client.submitted.isEmpty)
            bench.time.advance(by: .seconds(30))
            await engine.woke()
            _ = try await bench.next(.succeeded, &events)
        }
    }
}
