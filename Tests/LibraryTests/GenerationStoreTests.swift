import Foundation
import Generations
import Testing

@testable import Library

struct GenerationStoreTests {
    @Test func `a new generation gets the next number and is read back as it was`() async throws {
        let library = try emptyLibrary()
        let first = try await library.insert(.sample())
        let new = NewGeneration(uuid: UUID(), request: .full, parent: first.id, createdAt: present.date)

        let second = try await library.insert(new)

        #expect(first.id == GenerationID(1))
        #expect(second.id == GenerationID(2))
        #expect(second.uuid == new.uuid)
        #expect(second.request == .full)
        #expect(second.state == .queued)
        #expect(second.parent == first.id)
        #expect(second.createdAt == present.date)
        #expect(try await library.generation(second.id) == second)
        #expect(try await library.generation(new.uuid) == second)
    }

    @Test func `an image by address stays an address`() async throws {
        let library = try emptyLibrary()
        var request = GenerationRequest.full
        request.image = .url("https://example.com/boat.png")
        #expect(try await library.insert(.sample(request)).request == request)
    }

    @Test func `the same UUID is not taken twice`() async throws {
        let library = try emptyLibrary()
        let new = NewGeneration.sample()
        _ = try await library.insert(new)
        await #expect(throws: LibraryError.self) { try await library.insert(new) }
        #expect(try await library.count() == 1)
    }

    @Test func `a parameter that JSON cannot hold is refused and nothing is kept`() async throws {
        let library = try emptyLibrary()
        var request = GenerationRequest.sample()
        request.parameters.extra = ["x": .number(.infinity)]
        await #expect(throws: LibraryError.self) { try await library.insert(.sample(request)) }
        #expect(try await library.count() == 0)
    }

    @Test(arguments: everyState)
    func `every state is read back as it was`(state: GenerationState) async throws {
        let library = try emptyLibrary()
        var generation = try await library.insert(.sample())
        generation.state = state

        try await library.record(generation, timeline: [])

        #expect(try await library.generation(generation.id) == generation)
    }

    @Test func `nothing of a former state stays behind`() async throws {
        let library = try emptyLibrary()
        let generation = try await library.insert(.sample())
        for state in everyState + everyState.reversed() {
            var next = generation
            next.state = state
            try await library.record(next, timeline: [])
            #expect(try await library.generation(generation.id)?.state == state)
        }
    }

    @Test func `a finished generation keeps its video, its clocks and its end`() async throws {
        let library = try emptyLibrary()
        var generation = try await library.insert(.sample())
        generation.state = .succeeded
        generation.attempts = 3
        generation.requestID = "8f2c91"
        generation.resultAddress = "https://cdn.example/v.mp4?signature=1"
        generation.finishedAt = present.date.addingTimeInterval(92.3)
        generation.clocks = GenerationClocks(waiting: 31.2, running: 58, saving: 3.1)
        generation.video = VideoFile(
            path: "/v/0001-x.mp4",
            bytes: 7_436_291,
            facts: VideoFacts(duration: 5.0625, width: 832, height: 480, frames: 81, codec: "avc1")
        )

        try await library.record(generation, timeline: [])

        #expect(try await library.generation(generation.id) == generation)
    }

    @Test func `a provider's job and the image before the video are read back as they were`() async throws {
        let library = try emptyLibrary()
        var generation = try await library.insert(.sample())
        let id = try #require(JobID("019cb8d2-0000"))
        generation.state = .held(.job(.programEnded))
        generation.provider = .wavespeed
        generation.job = RemoteJob(
            provider: .wavespeed,
            id: id,
            route: .provider,
            path: "/api/v3/predictions/1"
        )
        generation.jobSince = present.date
        generation.cost = .units(3)
        let model = try #require(ModelID("black-forest-labs/FLUX.1-schnell"))
        generation.keyframe = Keyframe(model: model, provider: "nscale", file: "/tmp/1.png", seconds: 2.5)
        try await library.record(generation, timeline: [])
        #expect(try await library.unfinished() == [generation])
        generation.cost = .dollars(0.12)
        try await library.record(generation, timeline: [])
        #expect(try await library.unfinished() == [generation])
    }

    @Test func `the timeline is read in the order in which it was written`() async throws {
        let library = try emptyLibrary()
        var generation = try await library.insert(.sample())
        let lines = [
            TimelineEntry(date: present.date, kind: .queued, attempt: 0),
            TimelineEntry(date: present.date, kind: .attempt, attempt: 1),
            TimelineEntry(date: present.date, kind: .waiting, attempt: 2, text: "model loading", seconds: 20),
        ]
        try await library.record(generation, timeline: Array(lines[..<2]))
        generation.attempts = 1
        try await library.record(generation, timeline: Array(lines[2...]))
        #expect(try await library.timeline(generation.id) == lines)
    }

    @Test func `recording a generation that was removed says so and leaves no timeline`() async throws {
        let library = try emptyLibrary()
        var generation = try await library.insert(.sample())
        generation.state = .succeeded
        try await library.record(generation, timeline: [])
        try await library.purge(generation.id)
        let line = TimelineEntry(date: present.date, kind: .queued, attempt: 0)
        #expect(try await library.record(generation, timeline: [line]) == .removed)
        #expect(try await library.timeline(generation.id).isEmpty)
    }

    @Test func `recording does not undo what the user did meanwhile`() async throws {
        let library = try emptyLibrary()
        var old = try await library.insert(.sample())
        _ = try await library.setFavorite(old.id, true)
        _ = try await library.setTags(old.id, adding: ["sea"])
        _ = try await library.setNote(old.id, "again, slower")

        old.state = .running
        try await library.record(old, timeline: [])

        let now = try #require(try await library.generation(old.id))
        #expect(now.isFavorite && now.tags == ["sea"] && now.note == "again, slower")
        #expect(now.state == .running)
    }

    @Test func `what has not ended is found oldest first`() async throws {
        let library = try emptyLibrary()
        for state in everyState { try await library.insertSample(state: state) }
        let found = try await library.unfinished()
        #expect(found.map(\.state) == everyState.filter { !$0.isFinal })
    }

    @Test func `a wait is counted from the clock of this boot`() async throws {
        try await withFolder { folder in
            var generation = try await {
                let before = try LibraryDatabase.open(folder: folder, now: { present })
                var generation = try await before.insert(.sample())
                generation.state = .waiting(.sample(seconds: 600))
                try await before.record(generation, timeline: [])
                try before.close()
                return generation
            }()
            // The machine was started anew: the uptime began again, four minutes have passed.
            let later = Moment(uptime: .seconds(30), date: present.date.addingTimeInterval(240))
            let after = try LibraryDatabase.open(folder: folder, now: { later })

            let read = try #require(try await after.generation(generation.id))

            guard case .waiting(let wait) = read.state else {
                Issue.record("it no longer waits")
                return
            }
            #expect(wait.remaining(at: later) == .seconds(360))
            #expect(wait.since.uptime == .seconds(30 - 240))
            generation.state = read.state
            #expect(read == generation)
        }
    }

    @Test func `a wait is no longer than it was when the clock was set back`() async throws {
        try await withFolder { folder in
            let before = try LibraryDatabase.open(folder: folder, now: { present })
            var generation = try await before.insert(.sample())
            generation.state = .waiting(.sample(seconds: 600))
            try await before.record(generation, timeline: [])
            try before.close()
            let earlier = Moment(uptime: .seconds(30), date: present.date.addingTimeInterval(-108_000))
            let after = try LibraryDatabase.open(folder: folder, now: { earlier })

            let read = try #require(try await after.generation(generation.id))

            guard case .waiting(let wait) = read.state else {
                Issue.record("it no longer waits")
                return
            }
            #expect(wait.remaining(at: earlier) == .seconds(600))
        }
    }

    @Test func `a cancelled task still writes down how it ended`() async throws {
        let library = try emptyLibrary()
        var generation = try await library.insert(.sample())
        generation.state = .cancelled
        let task = Task { [generation] in
            withUnsafeCurrentTask { $0?.cancel() }
            try await library.record(generation, timeline: [])
        }
        try await task.value
        #expect(try await library.generation(generation.id)?.state == .cancelled)
    }
}

extension Wait {
    static func sample(
        _ reason: WaitReason = .modelLoading,
        _ source: WaitSource = .estimatedTime(20),
        seconds: Int = 20
    ) -> Wait {
        Wait(
            reason: reason,
            source: source,
            since: present,
            until: present.advanced(by: .seconds(seconds)),
            attempt: 2,
            maxAttempts: 8,
            formerEstimates: [33.5, 20],
            message: "Model is currently loading"
        )
    }
}

private let failure = GenerationFailure(
    code: .rateLimited,
    message: "Too many.",
    hint: "Wait.",
    status: 429,
    requestID: "Root=1-2"
)

private let everyState: [GenerationState] =
    [
        .queued, .submitting, .running, .held(.user), .succeeded, .cancelled,
        .downloading(DownloadProgress(bytes: 5, total: nil)),
        .downloading(DownloadProgress(bytes: 5, total: 9)),
        .held(.interruptedSubmit(failure)), .held(.longWait(.sample(seconds: 3_600))), .failed(failure),
        .waiting(.sample(.rateLimited, .rateLimit(bucket: "api", limit: 500, reset: 88))),
        .waiting(.sample(.rateLimited, .rateLimit(bucket: "", limit: nil, reset: 88))),
        .waiting(.sample(.endpointWaking, .retryAfter(12.5))), .waiting(.sample(.backingOff, .backoff)),
        .waiting(.sample()),
    ] + FailureCode.allCases.map { .failed(GenerationFailure(code: $0, message: "m")) }
