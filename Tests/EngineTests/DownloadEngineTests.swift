import Engine
import Generations
import TestSupport
import Testing

/// The engine with videos that are broken off, and with a disk that refuses them.
extension GenerationEngineTests {
    static let opened = PartialDownload(
        path: "/videos/1.mp4.part",
        address: "https://a.example/v.mp4",
        total: 1_000
    )

    /// Answers a download with so many bytes and then breaks off.
    private static func broken(after count: Int) -> ScriptedClient.Exchange {
        { _, sink, progress in
            await progress(.opened(opened))
            try await sink.write(Array(repeating: 1, count: count))
            throw InferenceError.connectionLost(ErrorDetail())
        }
    }

    private static let rest: ScriptedClient.Exchange = { _, sink, _ in
        let missing = 1_000 - Int(await sink.offset)
        try await sink.write(Array(repeating: 2, count: missing))
        return .video(requestID: nil)
    }

    @Test func `a video that is broken off keeps its bytes, and the next attempt brings the rest`()
        async throws
    {
        let client = ScriptedClient(Self.toAddress, Self.broken(after: 400), Self.rest)
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            _ = try await next(.waiting, &events)
            #expect(await videos.kept["/videos/1.mp4.part"]?.count == 400)
            await time.sleeper(until: time.now().uptime + .seconds(1))
            time.advance(by: .seconds(1))
            let done = try await next(.succeeded, &events)
            #expect(done.partial == nil)
        }
        let bytes = await videos.finished["/videos/1.mp4"]
        #expect(bytes == Array(repeating: 1, count: 400) + Array(repeating: 2, count: 600))
    }

    @Test func `a cancelled download leaves no bytes`() async throws {
        let client = ScriptedClient(Self.toAddress, Self.broken(after: 400))
        try await withEngine(client) { engine, events in
            let generation = try await engine.enqueue(try request())
            _ = try await next(.waiting, &events)
            try await engine.cancel(generation.id)
            _ = try await next(.cancelled, &events)
        }
        #expect(await videos.removed == ["/videos/1.mp4.part"])
        #expect(await videos.kept.isEmpty)
    }

    @Test func `an answer that is paid waits for the disk and is written then, with one request`()
        async throws
    {
        let videos = videos
        let client = ScriptedClient({ _, sink, progress in
            await progress(.sent)
            await videos.fail(with: .diskFull(path: "/videos"))
            try await sink.write(Array(repeating: 0, count: 1_000))
            return .video(requestID: nil)
        })
        try await withEngine(client) { engine, events in
            let generation = try await engine.enqueue(try request())
            let waiting = try await next(.waiting, &events)
            guard case .waiting(let wait) = waiting.state else { return }
            #expect(wait.reason == .noRoom)
            await time.sleeper(until: time.now().uptime + .seconds(5))
            time.advance(by: .seconds(5))
            _ = try await next(.waiting, &events)
            await videos.fail(with: nil)
            try await engine.retryNow(generation.id)
            let done = try await next(.succeeded, &events)
            #expect(done.video?.bytes == 1_000)
        }
        #expect(client.submitted.count == 1)
    }

    @Test func `a whole keyframe that cannot get its name outlives the program, and is not paid again`()
        async throws
    {
        let videos = videos
        let client = ScriptedClient(
            { _, _, _ in .needsImage },
            { _, sink, progress in
                await progress(.sent)
                try await sink.write(Array(repeating: 0, count: 1_000))
                await videos.fail(with: .cannotWrite(path: "/videos", reason: "Read-only file system"))
                return .video(requestID: nil)
            }
        )
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            _ = try await next(.waiting, &events)
        }
        let left = try #require(try await store.unfinished().first)
        #expect(left.state == .queued)
        await videos.fail(with: nil)
        let second = ScriptedClient(ScriptedClient.video())
        try await withEngine(second) { engine, events in
            await engine.resume(left)
            _ = try await next(.succeeded, &events)
        }
        #expect(second.submitted.map(\.task) == [.imageToVideo])
        #expect(await videos.finished["/videos/1.keyframe.png"]?.count == 1_000)
    }

    @Test func `a whole video that cannot get its name outlives the program`() async throws {
        let videos = videos
        let client = ScriptedClient({ _, sink, progress in
            await progress(.sent)
            try await sink.write(Array(repeating: 0, count: 1_000))
            await videos.fail(with: .cannotWrite(path: "/videos", reason: "Read-only file system"))
            return .video(requestID: nil)
        })
        try await withEngine(client) { engine, events in
            try await engine.enqueue(try request())
            _ = try await next(.waiting, &events)
        }
        let left = try #require(try await store.unfinished().first)
        #expect(left.state == .queued)
        #expect(await videos.kept["/videos/1.mp4.part"]?.count == 1_000)
        await videos.fail(with: nil)
        try await withEngine(ScriptedClient()) { engine, events in
            await engine.resume(left)
            _ = try await next(.succeeded, &events)
        }
        #expect(await videos.finished["/videos/1.mp4"]?.count == 1_000)
    }

    @Test func `an exchange that was cancelled does not try again and again what the disk refuses`()
        async throws
    {
        let videos = videos
        let (answers, answer) = AsyncStream.makeStream(of: Void.self)
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        let client = ScriptedClient({ _, sink, progress in
            await progress(.chosen(ProviderNote(provider: .falAI)))
            await progress(.sent)
            for await _ in answers {}
            defer { ended.finish() }
            try await sink.write(Array(repeating: 0, count: 1_000))
            return .video(requestID: nil)
        })
        try await withEngine(client) { engine, events in
            let generation = try await engine.enqueue(try request())
            _ = try await next(.running, &events)
            try await engine.cancel(generation.id)
            _ = try await next(.cancelled, &events)
            await videos.fail(with: .diskFull(path: "/videos"))
            answer.finish()
            for await _ in ends {}
        }
        #expect(await videos.refusals == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a cancel ends what waits for the disk, and waits for no answer`() async throws {
        let videos = videos
        let client = ScriptedClient({ _, sink, progress in
            await progress(.chosen(ProviderNote(provider: .falAI)))
            await progress(.sent)
            await videos.fail(with: .diskFull(path: "/videos"))
            try await sink.write(Array(repeating: 0, count: 1_000))
            return .video(requestID: nil)
        })
        try await withEngine(client, grace: .seconds(3_600)) { engine, events in
            let generation = try await engine.enqueue(try request())
            _ = try await next(.waiting, &events)
            try await engine.cancel(generation.id)
        }
        #expect(await videos.refusals == 2)
    }

    /// Answers a submit with the address of the video.
    private static let toAddress: ScriptedClient.Exchange = { _, _, progress in
        await progress(.sent)
        return .address("https://a.example/v.mp4", requestID: nil)
    }
}
