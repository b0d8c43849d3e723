import Engine
import Foundation
import Generations
import TestSupport
import Testing

/// The engine as the user arranges its queue, and what it keeps of exchanges.
@Suite(.timeLimit(.minutes(1)))
struct QueueEngineTests {
    private let bench = GenerationEngineTests()

    @Test func `a held queue starts nothing until it is let go on`() async throws {
        let client = ScriptedClient(ScriptedClient.video())
        try await bench.withEngine(client) { engine, events in
            await engine.holdQueue(true)
            try await engine.enqueue(try bench.request())
            _ = try await bench.next(.queued, &events)
            #expect(client.submitted.isEmpty)
            await engine.holdQueue(false)
            _ = try await bench.next(.succeeded, &events)
        }
    }

    @Test func `what is moved is written down and started in its new order`() async throws {
        let client = ScriptedClient(ScriptedClient.video(), ScriptedClient.video(), ScriptedClient.video())
        try await bench.withEngine(client, concurrency: 1) { engine, events in
            await engine.holdQueue(true)
            for prompt in ["one", "two", "three"] { try await engine.enqueue(try bench.request(prompt)) }
            try await engine.move(GenerationID(3), .up)
            try await engine.move(GenerationID(3), .up)
            await engine.holdQueue(false)
            for _ in 1...3 { _ = try await bench.next(.succeeded, &events) }
        }
        #expect(client.submitted.map(\.prompt) == ["three", "one", "two"])
        #expect(await bench.store.generations[GenerationID(3)]?.queueRank == 1)
    }

    @Test func `a replaced run ends, and the new one stands in its place`() async throws {
        let client = ScriptedClient(ScriptedClient.video(), ScriptedClient.video())
        try await bench.withEngine(client, concurrency: 1) { engine, events in
            await engine.holdQueue(true)
            for prompt in ["one", "two"] { try await engine.enqueue(try bench.request(prompt)) }
            try await engine.hold(GenerationID(1))
            let new = try await engine.replace(GenerationID(1), with: try bench.request("better"))
            #expect(new.id == GenerationID(3))
            await engine.holdQueue(false)
            for _ in 1...2 { _ = try await bench.next(.succeeded, &events) }
            await #expect(throws: GenerationQueue.Refusal.self) {
                try await engine.replace(GenerationID(1), with: try bench.request("again"))
            }
        }
        #expect(client.submitted.map(\.prompt) == ["better", "two"])
        #expect(await bench.store.generations[GenerationID(1)]?.state == .cancelled)
    }

    @Test func `exchanges are kept with their attempt, a broken off one too`() async throws {
        let exchange = Exchange(
            date: Date(timeIntervalSince1970: 0),
            attempt: 0,
            method: "POST",
            address: "a"
        )
        let client = ScriptedClient(
            { _, _, progress in
                await progress(.sent)
                await progress(.exchanged(exchange))
                throw GenerationEngineTests.loading
            },
            { _, _, progress in
                await progress(.sent)
                let (never, _) = AsyncStream.makeStream(of: Void.self)
                for await _ in never {}
                await progress(.exchanged(exchange))
                throw CancellationError()
            }
        )
        try await bench.withEngine(client) { engine, events in
            try await engine.enqueue(try bench.request())
            _ = try await bench.next(.waiting, &events)
            try await engine.retryNow(GenerationID(1))
            _ = try await bench.next(.running, &events)
            try await engine.cancel(GenerationID(1))
            _ = try await bench.next(.cancelled, &events)
        }
        #expect(await bench.store.exchanges[GenerationID(1)]?.map(\.attempt) == [1, 2])
    }
}
