import Engine
import Generations
import TestSupport
import Testing

/// Generations that are not this process's any more: removed from the library, or taken over by another process.
extension GenerationEngineTests {
    @Test func `what is removed while its job runs ends here, and at the provider`() async throws {
        let client = ScriptedClient(ScriptedClient.job(Self.job))
        let store = store
        client.hear({ _ in
            await store.dispossess(GenerationID(1), .removed)
            return JobReport(status: .running(JobProgress()))
        })
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            await time.sleeper(until: time.now().uptime + .seconds(1))
            time.advance(by: .seconds(1))
            let ended = try await next(.cancelled, &events)
            #expect(ended.job == Self.job)
            #expect(await engine.generations.isEmpty)
        }
        #expect(client.cancelled == ["w-1"])
        #expect(await store.writes.last == "#1 running")
    }

    @Test(arguments: [Dispossession.removed, .takenOver])
    func `what is not ours any more is never sent`(why: Dispossession) async throws {
        let client = ScriptedClient(ScriptedClient.silence, ScriptedClient.video())
        try await withEngine(client, concurrency: 1) { engine, events in
            let first = try await engine.enqueue(try request("one"))
            let second = try await engine.enqueue(try request("two"))
            let third = try await engine.enqueue(try request("three"))
            await store.dispossess(second.id, why)
            _ = try await next(.running, &events)
            try await engine.cancel(first.id)
            #expect(try await next(.succeeded, &events).id == third.id, "the next one has its turn")
            #expect(await engine.generations.isEmpty)
        }
        #expect(client.submitted.map(\.prompt) == ["one", "three"])
        #expect(await !store.writes.contains("#2 submitting"))
    }

    @Test func `whoever waits for what was taken over is told whose it is`() async throws {
        let client = ScriptedClient(ScriptedClient.job(Self.job))
        let store = store
        client.hear({ _ in
            await store.dispossess(GenerationID(1), .takenOver)
            return JobReport(status: .running(JobProgress()))
        })
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            await time.sleeper(until: time.now().uptime + .seconds(1))
            time.advance(by: .seconds(1))
            while let event = await events.next(isolation: nil) {
                guard event.owner != nil else { continue }
                #expect(event.generation.id == GenerationID(1))
                break
            }
            #expect(await engine.generations.isEmpty)
        }
        #expect(client.cancelled.isEmpty)
    }

    @Test func `what another process has taken over is let be, its job as well`() async throws {
        let client = ScriptedClient(ScriptedClient.job(Self.job))
        let store = store
        try await withEngine(client) { engine, events in
            let generation = try await engine.enqueue(try request())
            _ = try await next(.running, &events)
            await store.dispossess(generation.id, .takenOver)
            try await engine.cancel(generation.id)
        }
        #expect(client.cancelled.isEmpty)
        #expect(await store.writes.last == "#1 running")
    }
}
