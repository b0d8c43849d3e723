import Foundation
import Generations
import Library
import TestSupport
import Testing

@testable import Commands

@Suite struct QueueCommandsTests {
    @Test func `what a program left behind is held, released and cancelled`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        try await stage.add("a fox", state: .queued, to: library)
        for (command, state) in [
            ("hold", GenerationState.held(.user)), ("release", .queued), ("cancel", .cancelled),
        ] {
            #expect(try await stage.run([command, "1"]) == .done)
            #expect(try await library.generation(GenerationID(1))?.state == state)
        }
        #expect(try await library.generation(GenerationID(1))?.finishedAt != nil)
        #expect(try await library.timeline(GenerationID(1)).map(\.kind) == [.held, .released, .cancelled])
    }

    @Test func `a cancel removes what was fetched of the video`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        var generation = try await stage.add("a fox", state: .queued, to: library)
        let part = stage.path("fox.mp4.part")
        try Data("half of it".utf8).write(to: URL(filePath: part))
        generation.partial = PartialDownload(path: part, address: "https://a.example/v")
        try await library.record(generation, timeline: [])
        for command in ["hold", "release"] {
            #expect(try await stage.run([command, "1"]) == .done)
            #expect(FileManager.default.fileExists(atPath: part))
        }
        #expect(try await stage.run(["cancel", "1"]) == .done)
        #expect(!FileManager.default.fileExists(atPath: part))
        #expect(try await library.generation(GenerationID(1))?.partial == nil)
    }

    @Test func `a cancel is told to the provider that has the job, and its answer to the user`() async throws
    {
        let client = ScriptedClient()
        let stage = try Stage()
        let library = try stage.library()
        var generation = try await stage.add("a fox", state: .running, to: library)
        let id = try unwrap(JobID("r-1"), "an id")
        generation.job = RemoteJob(provider: .replicate, id: id, route: .router, path: "/v1/predictions/r-1")
        try await library.record(generation, timeline: [])
        let status = try await stage.run(["cancel", "1"]) { dependencies in
            dependencies.withClient = { work in try await work(client) }
        }
        #expect(status == .done)
        #expect(client.cancelled == ["r-1"])
        #expect(stage.error.text.contains("#1: replicate has cancelled it."))
        #expect(try await library.timeline(GenerationID(1)).last?.text == "replicate has cancelled it.")
    }

    @Test func `a release goes on with the job that the provider has, and sends nothing again`() async throws
    {
        let client = ScriptedClient()
        let stage = try Stage()
        let library = try stage.library()
        let id = try unwrap(JobID("r-1"), "an id")
        let job = RemoteJob(provider: .replicate, id: id, route: .router, path: "/v1/predictions/r-1")
        for (number, listed) in [(Int64(1), [job]), (2, [])] {
            client.list(listed)
            var generation = try await stage.add("a fox", state: .queued, to: library)
            generation.state = .held(.interruptedSubmit(.programEnded))
            generation.provider = .replicate
            try await library.record(generation, timeline: [])
            let status = try await stage.run(["release", "\(number)"]) { dependencies in
                dependencies.withClient = { work in try await work(client) }
            }
            #expect(status == .done)
            let released = try await library.generation(generation.id)
            #expect(released?.state == .queued)
            #expect(released?.job == listed.first)
        }
        #expect(stage.error.text.contains("found at replicate as r-1"))
        #expect(stage.error.text.contains("replicate names no job of it; it is sent again"))
    }

    @Test func `what a provider that cannot be asked may have is sent again only by a word of the user`()
        async throws
    {
        let stage = try Stage()
        let library = try stage.library()
        var generation = try await stage.add("a fox", state: .queued, to: library)
        generation.state = .held(.interruptedSubmit(.programEnded))
        generation.provider = .replicate
        try await library.record(generation, timeline: [])
        for (arguments, status, state) in [
            ([], ExitStatus.gaveUp, generation.state), (["--anyway"], .done, .queued),
        ] {
            let end = try await stage.run(["release", "1"] + arguments) { dependencies in
                dependencies.withClient = { _ in throw CommandFailure(.denied, "There is no key.") }
            }
            #expect(end == status)
            #expect(try await library.generation(generation.id)?.state == state)
        }
        #expect(
            stage.error.text.contains(
                "#1 stays held: replicate could not be asked for its job: There is no key."
            )
        )
    }

    @Test(arguments: [
        ("cancel", GenerationState.succeeded, "#1 has ended: it succeeded."),
        ("release", .queued, "#1 is not held: it is queued."),
        ("hold", .held(.user), "#1 is held already."),
        ("hold", .running, "#1 was under way, so it cannot be held; it can be cancelled."),
    ])
    func `a state that does not fit is said`(command: String, state: GenerationState, sentence: String)
        async throws
    {
        let stage = try Stage()
        try await stage.add("a fox", state: state, to: try stage.library())
        #expect(try await stage.run([command, "1"]) == .usage)
        #expect(stage.error.lines == ["rushes: " + sentence])
    }
}
