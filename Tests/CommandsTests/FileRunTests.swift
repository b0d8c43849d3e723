import ArgumentParser
import Foundation
import Generations
import Library
import Simulator
import Testing

@testable import Commands

@Suite struct FileRunTests {
    private func check(
        _ stage: Stage,
        _ arguments: [String],
        steps: [Scenario.Step] = []
    ) async throws -> ExitStatus {
        try await withSimulator(steps: steps) { try await run(stage, arguments, at: $0.baseURL) }
    }

    /// What was begun goes on at the endpoint that it was begun at.
    private func run(
        _ stage: Stage,
        _ arguments: [String],
        at endpoint: String,
        changing change: (inout Dependencies) -> Void = { _ in }
    ) async throws -> ExitStatus {
        let environment = [
            "RUSHES_ENDPOINT": endpoint, "RUSHES_MODEL": "owner/model", "HF_TOKEN": "hf_test",
        ]
        return try await stage.run(["generate"] + arguments, environment, changing: change)
    }

    private func prompts(_ stage: Stage) async throws -> [String] {
        try await stage.library().page().generations.map(\.request.prompt).reversed()
    }

    @Test func `a file is made once, and again only what is new`() async throws {
        let stage = try Stage()
        try stage.write("a fox\na boat\na fox\n", to: "work/p.txt")
        #expect(try await check(stage, ["--file", "p.txt", "-q"]) == .done)
        #expect(stage.output.lines.count == 3)
        #expect(try await prompts(stage) == ["a fox", "a boat", "a fox"])
        // Moved lines are known, a new one is made, and a changed option is another wish.
        try stage.write("# more\na boat\na lighthouse\na fox\na fox\n", to: "work/p.txt")
        #expect(try await check(stage, ["--file", "p.txt"]) == .done)
        #expect(try await prompts(stage) == ["a fox", "a boat", "a fox", "a lighthouse"])
        #expect(stage.error.text.contains("Of 4 in p.txt, 3 are made already and 0 have begun; 1 are new."))
        #expect(stage.output.lines[3].hasSuffix("/0002-a-boat.mp4"))
        #expect(stage.output.lines[4].hasSuffix("/0004-a-lighthouse.mp4"))
        #expect(try await check(stage, ["--file", "p.txt", "-q"]) == .done)
        #expect(try await prompts(stage).count == 4)
        #expect(try await check(stage, ["--file", "p.txt", "-q", "--seed", "7"]) == .done)
        #expect(try await prompts(stage).count == 8)
        #expect(try await check(stage, ["--file", "p.txt", "-q", "--seed", "7", "--again"]) == .done)
        #expect(try await prompts(stage).count == 12)
    }

    @Test func `results come in the order of the file, with the numbers of their lines`() async throws {
        let stage = try Stage()
        try stage.write(
            "{\"prompt\": \"a\", \"seed\": 5}\n\n{\"prompt\": \"b\"}\n{\"prompt\": \"c\"}\n",
            to: "work/p.jsonl"
        )
        let step = Scenario.Step.status(422, error: "no")
        let arguments = ["--file", "p.jsonl", "--json", "-q", "--fps", "12"]
        #expect(try await check(stage, arguments, steps: [step]) == .usage)
        let lines = stage.output.lines
        #expect(
            lines.map { $0.suffix(11) } == [#""line": 1}"#, #""line": 3}"#, #""line": 4}"#].map { " " + $0 }
        )
        #expect(lines[0].contains(#""prompt": "a""#))
        #expect(lines.count { $0.contains(#""status": "failed""#) } == 1)
        #expect(lines.allSatisfy { $0.contains(#""fps": 12"#) })
        // What has failed is made anew, under a UUID of its own.
        #expect(try await check(stage, arguments) == .done)
        #expect(stage.output.lines.suffix(3).allSatisfy { $0.contains(#""status": "succeeded""#) })
        #expect(try await prompts(stage).count == 4)
    }

    @Test func `what was begun is gone on with, and what may be billed is not made anew`() async throws {
        let stage = try Stage()
        try stage.write("a fox\na boat\n", to: "work/p.txt")
        try await withSimulator(steps: []) { simulator in
            let detached = try await run(stage, ["--file", "p.txt", "--detach"], at: simulator.baseURL)
            #expect(detached == .done)
            #expect(stage.output.lines == ["1", "2"])
            let library = try stage.library()
            var boat = try unwrap(try await library.generation(GenerationID(2)), "#2")
            boat.state = .failed(GenerationFailure(code: .jobLost, message: "Gone."))
            try await library.record(boat, timeline: [])
            #expect(try await run(stage, ["--file", "p.txt"], at: simulator.baseURL) == .unreachable)
        }
        #expect(stage.output.lines.last?.hasSuffix("/0001-a-fox.mp4") == true)
        #expect(stage.error.text.contains("rushes: p.txt:2: #2 failed: Gone."))
        #expect(try await prompts(stage) == ["a fox", "a boat"])
    }

    @Test func `a run that is interrupted is gone on with by the same command`() async throws {
        let stage = try Stage()
        try stage.write((1...4).map { "prompt \($0)\n" }.joined(), to: "work/p.txt")
        let stops: (inout Dependencies) -> Void = { dependencies in
            dependencies.interruptions = {
                AsyncStream { continuation in
                    continuation.yield(.terminate)
                    continuation.finish()
                }
            }
        }
        try await withSimulator(steps: []) { simulator in
            let status = try await run(stage, ["--file", "p.txt"], at: simulator.baseURL, changing: stops)
            #expect(status == .terminated)
            #expect(stage.error.text.contains("Run the same command again"))
            #expect(try await run(stage, ["--file", "p.txt", "-q"], at: simulator.baseURL) == .done)
        }
        let all = try await stage.library().page().generations
        #expect(all.count == 4)
        #expect(all.allSatisfy { $0.state.status == .succeeded })
    }

    @Test func `a wrong line keeps all of them from being sent`() async throws {
        let stage = try Stage()
        for (text, message) in [
            ("{\"prompt\": \"a\"}\n{\"prompt\": \"b\", \"fps\": 0}\n", "rushes: p.txt:2: "),
            ("{\"prompt\": \"a\"}\n{\"prompt\": \"b\", \"model\": \"nobody\"}\n", "rushes: p.txt:2: "),
            ("a\n" + String(repeating: "x", count: 10_001), "rushes: p.txt:2: The prompt has 10001"),
            ("{\"prompt\": \"a\"}\n{\"image\": \"none.png\"}\n", "rushes: p.txt:2: There is no image"),
        ] {
            try stage.write(text, to: "work/p.txt")
            let status = try await check(stage, ["--file", "p.txt"])
            #expect(status == .usage || status == .notFound)
            #expect(stage.error.lines.contains { $0.hasPrefix(message) }, "\(stage.error.text)")
        }
        #expect(try await prompts(stage).isEmpty)
        #expect(try await check(stage, ["--file", "none.txt"]) == .notFound)
        #expect(try await check(stage, ["--file", "p.txt", "-o", "a.mp4"]) == .usage)
    }

    @Test func `more lines than are written down at once get their numbers in order, and too many none`()
        async throws
    {
        let stage = try Stage()
        try stage.write((1...300).map { "prompt \($0)\n" }.joined(), to: "work/p.txt")
        for _ in 1...2 { #expect(try await check(stage, ["--file", "p.txt", "--detach"]) == .done) }
        let ids = (1...300).map(String.init)
        #expect(stage.output.lines == ids + ids)
        #expect(try await prompts(stage).first == "prompt 251")
        try stage.write((1...5_001).map { "prompt \($0)\n" }.joined(), to: "work/many.txt")
        #expect(try await check(stage, ["--file", "many.txt", "-n", "2", "--detach"]) == .usage)
        #expect(stage.error.text.contains("asks for 10002 videos, and 10000 are the most"))
    }

    @Test(arguments: [
        ["generate"], ["generate", "a fox", "--file", "p.txt"], ["generate", "a fox", "--again"],
        ["generate", "--file", "p.txt", "--expand"],
    ])
    func `what does not go together is refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { _ = try RootCommand.parseAsRoot(arguments) }
    }

    @Test func `results that come in any order are told in order`() throws {
        let told = CapturedText()
        let results = OrderedResults(count: 3) { place, _, _ in told.append("\(place) ") }
        let request = GenerationRequest(prompt: "x", model: try unwrap(ModelID("a/b"), "a model"))
        var one = Generation(id: GenerationID(1), uuid: UUID(), request: request, createdAt: Stage.date)
        results.put(one, at: 0)
        one.state = .succeeded
        results.put(one, at: 1)
        #expect(told.text == "")
        results.put(one, at: 0)
        #expect(told.text == "0 1 ")
        results.finish(GenerationRun.Outcome(generations: []))
        #expect(told.text == "0 1 ")
    }
}
