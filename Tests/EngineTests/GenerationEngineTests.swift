import Engine
import Foundation
import Generations
import Logging
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct GenerationEngineTests {
    let time = ManualTime()
    let store = MemoryStore()
    let videos = MemoryVideos()
    static let loading = InferenceError.modelLoading(
        ErrorDetail(status: 503, message: "loading"),
        estimate: 20
    )

    /// Runs an engine around a body, and ends it.
    func withEngine(
        _ client: ScriptedClient,
        policy: RetryPolicy = RetryPolicy(),
        concurrency: Int = 4,
        grace: Duration = .seconds(5),
        _ body: (GenerationEngine, inout AsyncStream<GenerationEvent>.Iterator) async throws -> Void
    ) async throws {
        let time = time
        let dependencies = GenerationEngine.Dependencies(
            client: client,
            store: store,
            videos: videos,
            time: EngineTime(now: { time.now() }, sleep: { try await time.sleep(until: $0) }),
            makeSeed: { 42 },
            makeJitter: { 0 },
            grace: grace,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let engine = GenerationEngine(dependencies, policy: policy, concurrency: concurrency)
        var events = await engine.events().makeAsyncIterator()
        async let running: Void = engine.run()
        try await body(engine, &events)
        await engine.shutDown()
        try await running
    }

    func request(_ prompt: String = "a boat") throws -> GenerationRequest {
        GenerationRequest(prompt: prompt, model: try #require(ModelID("owner/model")))
    }

    /// The first event with this state.
    func next(
        _ status: GenerationStatus,
        _ events: inout AsyncStream<GenerationEvent>.Iterator
    ) async throws -> Generation {
        while let event = await events.next(isolation: nil) {
            if event.generation.state.status == status { return event.generation }
        }
        throw CancellationError()
    }

    @Test func `a prompt becomes a video, and every step was written down before the next`() async throws {
        try await withEngine(ScriptedClient(ScriptedClient.video())) { engine, events in
            let queued = try await engine.enqueue(try request())
            #expect(queued.request.parameters.seed == 42)
            let done = try await next(.succeeded, &events)
            #expect(done.video?.bytes == 1_000)
        }
        // What happens while something is written goes into the next writing together, with all of its lines.
        let writes = await store.writes
        #expect(writes.prefix(2) == ["#1 queued", "#1 submitting"])
        #expect(writes.last == "#1 succeeded")
        let lines = await store.timeline[GenerationID(1)] ?? []
        #expect(lines.map(\.kind).suffix(3) == [.running, .downloading, .succeeded])
        #expect(await videos.finished["/videos/1.mp4"]?.count == 1_000)
        #expect(await videos.open == 0)
    }

    @Test func `a loading model is asked again when its time has come, and not before`() async throws {
        let client = ScriptedClient(ScriptedClient.failure(Self.loading), ScriptedClient.video())
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            let waiting = try await next(.waiting, &events)
            guard case .waiting(let wait) = waiting.state else { return }
            await time.sleeper(until: wait.until.uptime)
            #expect(client.submitted.count == 1)
            time.advance(by: .seconds(20))
            let done = try await next(.succeeded, &events)
            #expect(done.attempts == 2)
            #expect(done.clocks.waiting == 20)
        }
        #expect(await store.timeline[GenerationID(1)]?.map(\.kind).contains(.waiting) == true)
    }

    @Test func `retry now is answered at once`() async throws {
        let client = ScriptedClient(ScriptedClient.failure(Self.loading), ScriptedClient.video())
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            let waiting = try await next(.waiting, &events)
            try await engine.retryNow(waiting.id)
            _ = try await next(.succeeded, &events)
        }
    }

    @Test func `one job is cancelled while its neighbour finishes`() async throws {
        let client = ScriptedClient(ScriptedClient.silence, ScriptedClient.video())
        try await withEngine(client, concurrency: 1) { engine, events in
            let first = try await engine.enqueue(try request("one"))
            _ = try await next(.running, &events)
            try await engine.enqueue(try request("two"))
            try await engine.cancel(first.id)
            let cancelled = try await next(.cancelled, &events)
            #expect(cancelled.id == first.id)
            let done = try await next(.succeeded, &events)
            #expect(done.request.prompt == "two")
        }
        #expect(await videos.open == 0)
    }

    @Test func `a submit under way when the program ends is held, and says that it may be billed`()
        async throws
    {
        try await withEngine(ScriptedClient(ScriptedClient.silence)) { engine, events in
            try await engine.enqueue(try request())
            _ = try await next(.running, &events)
        }
        let left = try #require(await store.generations[GenerationID(1)])
        guard case .held(.interruptedSubmit(let failure)) = left.state else {
            Issue.record("\(left.state)")
            return
        }
        #expect(failure.message.contains("billed"))
        #expect(await videos.open == 0)
    }

    @Test func `a video that is whole before a cancel takes effect is told and not lost`() async throws {
        let (reached, tell) = AsyncStream.makeStream(of: Void.self)
        let client = ScriptedClient { _, sink, progress in
            await progress(.sent)
            try await sink.write([1, 2, 3])
            tell.finish()
            // Deaf to cancellation, as a file that is being renamed is.
            let (never, end) = AsyncStream.makeStream(of: Void.self)
            await withTaskCancellationHandler {
                for await _ in never {}
            } onCancel: {
                end.finish()
            }
            return .video(requestID: nil)
        }
        try await withEngine(client) { engine, events in
            let generation = try await engine.enqueue(try request())
            for await _ in reached {}
            try await engine.cancel(generation.id)
            _ = try await next(.cancelled, &events)
            let kept = try await next(.succeeded, &events)
            #expect(kept.video?.bytes == 3)
        }
        #expect(await store.writes.last == "#1 succeeded")
    }

    @Test func `nothing is sent for a request that breaks a rule`() async throws {
        let client = ScriptedClient(ScriptedClient.video())
        try await withEngine(client) { engine, _ in
            await #expect(throws: InferenceError.self) { try await engine.enqueue(try request("  ")) }
        }
        #expect(client.submitted.isEmpty)
        #expect(await store.writes.isEmpty)
    }

    @Test func `nothing is sent when it cannot be written down first`() async throws {
        let client = ScriptedClient(
            ScriptedClient.failure(Self.loading),
            ScriptedClient.video(),
            ScriptedClient.video()
        )
        try await withEngine(client) { engine, events in
            let first = try await engine.enqueue(try request())
            _ = try await next(.waiting, &events)
            await store.fail(with: VideoStoreError.diskFull(path: "/library"))
            try await engine.retryNow(first.id)
            let waiting = try await next(.waiting, &events)
            guard case .waiting(let wait) = waiting.state else { return }
            #expect(wait.reason == .noRoom)
            await #expect(throws: VideoStoreError.self) { try await engine.enqueue(try request()) }
        }
        #expect(client.submitted.count == 1)
    }

    @Test func `a folder that cannot be written is found before anything is paid`() async throws {
        let client = ScriptedClient(ScriptedClient.video())
        await videos.fail(with: .cannotWrite(path: "/videos", reason: "Permission denied"))
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            let failed = try await next(.failed, &events)
            guard case .failed(let failure) = failed.state else { return }
            #expect(failure.code == .cannotWrite)
        }
        #expect(client.submitted.isEmpty)
    }

    @Test func `a video that is named by an address is fetched from it`() async throws {
        let client = ScriptedClient(
            { _, _, progress in
                await progress(.sent)
                return .address("https://cdn.example/v.mp4", requestID: "r")
            },
            ScriptedClient.failure(.connectionLost(ErrorDetail())),
            ScriptedClient.video()
        )
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            let waiting = try await next(.waiting, &events)
            try await engine.retryNow(waiting.id)
            _ = try await next(.succeeded, &events)
        }
        #expect(client.submitted.count == 1)
        #expect(client.downloaded == ["https://cdn.example/v.mp4", "https://cdn.example/v.mp4"])
    }

    @Test func `an answer that is no video ends with its own error`() async throws {
        let empty = ScriptedClient.video(bytes: 0)
        try await withEngine(ScriptedClient(empty)) { engine, events in
            try await engine.enqueue(try request())
            let failed = try await next(.failed, &events)
            guard case .failed(let failure) = failed.state else { return }
            #expect(failure.code == .notAVideo)
        }
        #expect(await videos.open == 0)
    }

    @Test func `a held generation that is taken up again stays held until it is released`() async throws {
        try await withEngine(ScriptedClient(ScriptedClient.video())) { engine, events in
            let left = Generation(
                id: GenerationID(7),
                uuid: UUID(),
                request: try request(),
                state: .held(.user),
                createdAt: time.now().date
            )
            await engine.resume(left)
            let held = try await next(.held, &events)
            try await engine.release(held.id)
            _ = try await next(.succeeded, &events)
        }
    }
}
