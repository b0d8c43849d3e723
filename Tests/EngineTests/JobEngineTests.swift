import Engine
import Generations
import TestSupport
import Testing

/// The engine with a provider's jobs.
extension GenerationEngineTests {
    static let job = RemoteJob(
        provider: .wavespeed,
        id: JobID("w-1").unsafelyUnwrapped,
        route: .router,
        path: "/api/v3/predictions/w-1"
    )

    /// Waits until the job is asked for at its time.
    private func pass(_ duration: Duration) async {
        let due = time.now().uptime + duration
        await time.sleeper(until: due)
        time.advance(by: duration)
    }

    @Test func `a job is asked for until it is over, and its video is kept`() async throws {
        let client = ScriptedClient(ScriptedClient.job(Self.job), ScriptedClient.video())
        client.hear(
            { _ in JobReport(status: .running(JobProgress(fraction: 0.5))) },
            { _ in throw InferenceError.providerFailed(ErrorDetail(status: 502)) },
            { _ in JobReport(status: .resultReady) },
            { _ in JobReport(status: .finished(JobResult(media: .address("https://a.example/v.mp4")))) }
        )
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            #expect(try await next(.running, &events).job == nil)
            await pass(.seconds(1))
            await pass(.milliseconds(1_500))
            _ = try await next(.waiting, &events)
            await pass(.seconds(1))
            let done = try await next(.succeeded, &events)
            #expect(done.job == Self.job)
            #expect(done.video?.bytes == 1_000)
        }
        #expect(client.asked == ["w-1", "w-1", "w-1", "w-1!"])
        #expect(client.downloaded == ["https://a.example/v.mp4"])
        #expect(await videos.open == 0)
    }

    @Test func `a job that the library has no room for is written down when it has, and asked for then`()
        async throws
    {
        let store = store
        let client = ScriptedClient(
            { _, _, progress in
                await progress(.sent)
                await store.fail(with: VideoStoreError.diskFull(path: "/library"))
                return .job(Self.job, JobReport(status: .queued(JobProgress())))
            },
            ScriptedClient.video()
        )
        client.hear(
            { _ in JobReport(status: .finished(JobResult(media: .address("https://a.example/v.mp4")))) }
        )
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            while let event = await events.next(isolation: nil), event.generation.job == nil {}
            await pass(.seconds(1))
            await time.sleeper(until: time.now().uptime + .seconds(2))
            #expect(client.asked == [], "it is not written down")
            await store.fail(with: nil)
            time.advance(by: .seconds(2))
            let done = try await next(.succeeded, &events)
            #expect(done.job == Self.job)
        }
        #expect(client.submitted.count == 1)
        #expect(client.asked == ["w-1"])
        let lines = await store.timeline[GenerationID(1)] ?? []
        #expect(lines.count { $0.text == "wavespeed has it as w-1" } == 1)
    }

    @Test func `a cancel reaches the provider before the program has ended`() async throws {
        let client = ScriptedClient(ScriptedClient.job(Self.job))
        try await withEngine(client) { engine, events in
            let generation = try await engine.enqueue(try request())
            while let event = await events.next(isolation: nil), event.generation.job == nil {}
            try await engine.cancel(generation.id)
        }
        #expect(client.cancelled == ["w-1"])
    }

    @Test
    func `a job that is accepted after its cancel is cancelled at the provider before the end`() async throws
    {
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let client = ScriptedClient({ _, _, progress in
            await progress(.chosen(ProviderNote(provider: .wavespeed)))
            await progress(.sent)
            await Task { for await _ in gate {} }.value
            return .job(Self.job, JobReport(status: .queued(JobProgress())))
        })
        try await withEngine(client) { engine, events in
            let generation = try await engine.enqueue(try request())
            _ = try await next(.running, &events)
            try await engine.cancel(generation.id)
            await engine.shutDown()
            opener.finish()
        }
        #expect(client.cancelled == ["w-1"])
        #expect(await store.generations[GenerationID(1)]?.state == .cancelled)
        #expect(await store.generations[GenerationID(1)]?.job == Self.job)
    }

    @Test func `a job that is accepted just while the program ends is written down`() async throws {
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let client = ScriptedClient({ _, _, progress in
            await progress(.chosen(ProviderNote(provider: .wavespeed)))
            await progress(.sent)
            await Task { for await _ in gate {} }.value
            return .job(Self.job, JobReport(status: .queued(JobProgress())))
        })
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            _ = try await next(.running, &events)
            await engine.shutDown()
            opener.finish()
        }
        #expect(try await store.unfinished().first?.job == Self.job)
        #expect(try await store.unfinished().first?.state == .queued)
    }

    @Test func `a prompt for a model that animates images goes by way of an image`() async throws {
        let client = ScriptedClient(
            { _, _, _ in .needsImage },
            ScriptedClient.video(bytes: 10),
            ScriptedClient.video()
        )
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            let done = try await next(.succeeded, &events)
            #expect(done.keyframe?.file != nil)
            #expect(done.attempts == 1)
        }
        #expect(client.submitted.map(\.task) == [.textToVideo, .textToImage, .imageToVideo])
    }
}

/// The engine with submits whose answers were lost.
extension GenerationEngineTests {
    @Test func `a submit whose answer was lost is looked for, and its job goes on`() async throws {
        let lost = InferenceError.connectionLost(ErrorDetail(provider: "wavespeed"))
        let client = ScriptedClient(ScriptedClient.failure(lost), ScriptedClient.video())
        client.list(Self.job)
        client.hear({ _ in
            JobReport(status: .finished(JobResult(media: .address("https://a.example/v.mp4"))))
        })
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            let due = time.now().uptime + .seconds(1)
            await time.sleeper(until: due)
            time.advance(by: .seconds(1))
            let done = try await next(.succeeded, &events)
            #expect(done.job == Self.job)
            #expect(done.attempts == 1)
        }
        #expect(client.submitted.count == 1)
    }

    @Test func `a submit that was surely refused is not looked for`() async throws {
        let refused = InferenceError.invalidRequest(ErrorDetail(status: 422, provider: "wavespeed"))
        let client = ScriptedClient(ScriptedClient.failure(refused))
        client.list(Self.job)
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            _ = try await next(.failed, &events)
        }
        #expect(client.searched == 0)
    }
}
