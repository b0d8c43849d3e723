import Foundation
import Generations
import Library
import Simulator
import Testing

@testable import Commands

@Suite struct RerunCommandTests {
    private func check(_ stage: Stage, _ arguments: [String]) async throws -> ExitStatus {
        try await withSimulator(steps: []) { simulator in
            try await stage.run(
                arguments + ["-q"],
                ["RUSHES_ENDPOINT": simulator.baseURL, "HF_TOKEN": "hf_test"]
            )
        }
    }

    private func request(_ id: Int64, in stage: Stage) async throws -> GenerationRequest {
        try unwrap(try await stage.library().generation(GenerationID(id)), "#\(id)").request
    }

    @Test func `a generation is run again with its seed, and knows its parent`() async throws {
        let stage = try Stage()
        try await stage.add("a fox", seed: 42, to: try stage.library())
        #expect(try await check(stage, ["rerun", "1"]) == .done)
        let again = try unwrap(try await stage.library().generation(GenerationID(2)), "#2")
        #expect(again.request.parameters.seed == 42)
        #expect(again.request.prompt == "a fox")
        #expect("\(again.request.model)" == "owner/model")
        #expect(again.parent == GenerationID(1))
    }

    @Test func `--vary draws a seed, and what is given is changed`() async throws {
        let stage = try Stage()
        try await stage.add("a fox", seed: 42, to: try stage.library())
        #expect(
            try await check(stage, ["rerun", "1", "--vary", "--fps", "24", "--prompt", "a dog"]) == .done
        )
        let request = try await request(2, in: stage)
        #expect(request.parameters.seed == 1_001)
        #expect(request.parameters.fps == 24)
        #expect(request.parameters.numFrames == 48)
        #expect(request.prompt == "a dog")
    }

    @Test func `everything that failed since a day is run again`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        let failed = GenerationState.failed(GenerationFailure(code: .unreachable, message: "No."))
        try await stage.add("one", state: failed, to: library)
        try await stage.add("two", to: library)
        try await stage.add("three", state: failed, to: library)
        #expect(try await check(stage, ["rerun", "--failed", "--since", "2026-11-22"]) == .done)
        #expect(
            try await library.page().generations.map(\.request.prompt) == [
                "three", "one", "three", "two", "one",
            ]
        )
        #expect(try await check(stage, ["rerun", "--failed", "--since", "2026-11-23"]) == .done)
        #expect(try await library.page().generations.count == 5)
    }

    @Test func `what was run again after it had failed is left out, and takes are no such runs`() async throws
    {
        let stage = try Stage()
        let library = try stage.library()
        let failed = GenerationState.failed(GenerationFailure(code: .unreachable, message: "No."))
        let first = try await stage.add("one", state: failed, to: library)
        let other = try await stage.add("two", state: failed, to: library)
        for (parent, seconds) in [(first, 10.0), (other, 70)] {
            let date = Stage.date.addingTimeInterval(seconds)
            _ = try await library.insert(
                NewGeneration(uuid: UUID(), request: parent.request, parent: parent.id, createdAt: date)
            )
        }
        #expect(try await library.runAgain(among: [first.id, other.id]) == [other.id])
        let status = try await stage.run(["rerun", "--failed", "--since", "2026-11-22", "--detach"])
        #expect(status == .done)
        #expect(stage.output.lines == ["5"])
        #expect(stage.error.text.contains("1 that failed were run again already"))
        #expect(try await request(5, in: stage).prompt == "one")
    }

    @Test func `a saved prompt is run with its variables filled`() async throws {
        let stage = try Stage()
        #expect(
            try await stage.run(["prompts", "save", "fox", "a {color} fox, {color}", "--fps", "12"]) == .done
        )
        #expect(
            try await check(stage, ["prompts", "run", "FOX", "--set", "color=red", "--num-frames", "24"])
                == .done
        )
        let request = try await request(1, in: stage)
        #expect(request.prompt == "a red fox, red")
        #expect(request.parameters.fps == 12)
        #expect(request.parameters.numFrames == 24)
    }
}
