import Foundation
import Generations
import Library
import Simulator
import Testing

@testable import Commands

@Suite struct GenerateCommandTests {
    /// Runs `generate` against an endpoint that plays these steps.
    private func check(
        _ stage: Stage,
        _ arguments: [String],
        steps: [Scenario.Step] = [],
        token: String? = "hf_test",
        isTerminal: Bool = false
    ) async throws -> ExitStatus {
        try await withSimulator(steps: steps) { simulator in
            var environment = ["RUSHES_ENDPOINT": simulator.baseURL, "RUSHES_MODEL": "owner/model"]
            environment["HF_TOKEN"] = token
            return try await stage.run(["generate"] + arguments, environment, isTerminal: isTerminal)
        }
    }

    @Test func `the path of the saved video is all that standard output gets`() async throws {
        let stage = try Stage()
        #expect(try await check(stage, ["a red fox in snow"]) == .done)
        let path = try unwrap(stage.output.lines.first, "a path")
        #expect(stage.output.lines.count == 1)
        #expect(path.hasPrefix(stage.path("home/Videos/Rushes/")))
        #expect(path.hasSuffix("/0001-a-red-fox-in-snow.mp4"))
        #expect(FileManager.default.contents(atPath: path)?.dropFirst(4).prefix(4) == Data("ftyp".utf8))
        #expect(stage.error.lines.prefix(2) == ["#1 queued", "#1 submitting, attempt 1"])
        #expect(stage.error.lines.last == "#1 succeeded")
        let kept = try await stage.library().generation(GenerationID(1))
        #expect(kept?.state == .succeeded)
        #expect(kept?.request.parameters.seed == 1_001)
    }

    @Test func `as JSON the result is one object and progress is one a line on standard error`() async throws
    {
        let stage = try Stage()
        #expect(try await check(stage, ["--json", "--seed", "5", "a fox"]) == .done)
        #expect(stage.output.lines.count == 1)
        #expect(stage.output.text.contains(#""status": "succeeded""#))
        #expect(stage.output.text.contains(#""parameters": {"seed": 5}"#))
        for line in stage.error.lines { #expect(line.hasPrefix(#"{"event": ""#)) }
        #expect(stage.error.lines.last?.contains(#""event": "succeeded""#) == true)
    }

    @Test func `several takes get seeds in a row and files that do not meet`() async throws {
        let stage = try Stage()
        let file = stage.path("out/fox.mp4")
        #expect(try await check(stage, ["-q", "-n", "3", "--seed", "7", "-o", file, "a fox"]) == .done)
        #expect(stage.output.lines == (1...3).map { stage.path("out/fox-\($0).mp4") })
        #expect(stage.error.text.isEmpty)
        let page = try await stage.library().page()
        #expect(page.generations.map(\.request.parameters.seed) == [9, 8, 7])
    }

    @Test func `alternatives are run with --expand, in one family, and braces are text without it`()
        async throws
    {
        let stage = try Stage()
        let file = stage.path("out/fox.mp4")
        let arguments = ["-q", "--expand", "--set", "c=dog", "-o", file, "a {fox|{c}}"]
        #expect(try await check(stage, arguments) == .done)
        #expect(stage.output.lines == (1...2).map { stage.path("out/fox-\($0).mp4") })
        #expect(try await check(stage, ["-q", "a {fox|dog}"]) == .done)
        let all = try await stage.library().page().generations
        #expect(all.map(\.request.prompt) == ["a {fox|dog}", "a dog", "a fox"])
        #expect(all.map(\.parent) == [nil, GenerationID(1), nil])
    }

    @Test func `a dry run says how many requests there are`() async throws {
        let stage = try Stage()
        #expect(try await check(stage, ["--dry-run", "--expand", "-n", "2", "a {1..3}"]) == .done)
        #expect(stage.error.text.contains("These 6 requests would be sent:"))
    }

    @Test func `without a seed each take draws its own`() async throws {
        let stage = try Stage()
        #expect(try await check(stage, ["-q", "-n", "2", "-o", stage.path("out/"), "a fox"]) == .done)
        #expect(Set(try await stage.library().page().generations.map(\.request.parameters.seed)).count == 2)
    }

    @Test(arguments: [
        (401, ExitStatus.denied), (402, .unpaid), (403, .denied), (404, .notFound), (410, .unreachable),
        (413, .usage), (422, .usage), (500, .providerFailed),
    ])
    func `a refusal ends with its number, one sentence and a hint`(status: Int, number: ExitStatus)
        async throws
    {
        let stage = try Stage()
        let step = Scenario.Step.status(status, error: "no\u{1B}[31m luck").always()
        #expect(try await check(stage, ["-q", "a fox"], steps: [step]) == number)
        #expect(stage.output.text.isEmpty)
        #expect(stage.error.lines.first?.hasPrefix("rushes: #1 failed: ") == true)
        #expect(stage.error.lines.count <= 2)
        #expect(!stage.error.text.contains("hf_test"))
        #expect(try await stage.library().generation(GenerationID(1))?.state.status == .failed)
    }

    @Test func `a reply that is no video ends with 65`() async throws {
        let stage = try Stage()
        #expect(try await check(stage, ["-q", "a fox"], steps: [.page(200, title: "Hello")]) == .notAVideo)
        let path = stage.path("home/Videos/Rushes")
        let files = try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.contains(".mp4") }
        #expect(files.isEmpty)
    }

    @Test func `a wait longer than --max-wait gives up with 75`() async throws {
        let stage = try Stage()
        let steps: [Scenario.Step] = [.loading(estimatedTime: 600).always()]
        #expect(try await check(stage, ["-q", "--max-wait", "3s", "a fox"], steps: steps) == .gaveUp)
    }

    @Test func `an endpoint that nobody answers at ends with 69`() async throws {
        let stage = try Stage()
        let status = try await stage.run(
            ["generate", "-q", "--max-attempts", "1", "a fox"],
            ["RUSHES_ENDPOINT": "http://127.0.0.1:1"]
        )
        #expect(status == .unreachable)
    }

    @Test(arguments: ["passwd", "clip.txt"])
    func `an output that is no folder and no video's name is refused before anything is sent`(
        name: String
    ) async throws {
        let stage = try Stage()
        #expect(try await check(stage, ["-o", stage.path(name), "a fox"]) == .usage)
        #expect(try await stage.library().page().generations.isEmpty)
    }

    @Test func `plain http to another machine is refused before anything is written down`() async throws {
        let stage = try Stage()
        let status = try await stage.run(["generate", "a fox"], ["RUSHES_ENDPOINT": "http://video.example"])
        #expect(status == .usage)
        #expect(stage.error.text.contains("--insecure-http"))
        #expect(try await stage.library().page().generations.isEmpty)
    }

    @Test(arguments: ["", "  \n ", "-"])
    func `an empty prompt is refused`(prompt: String) async throws {
        let stage = try Stage()
        let status = try await stage.run(["generate", prompt]) { $0.readInput = { _ in "\n\n" } }
        #expect(status == .usage)
        #expect(stage.error.lines == ["rushes: The prompt is empty: say what should be seen."])
    }

    @Test(arguments: [
        ["--width", "4"], ["--seed=-1"], ["-m", "nonsense"], ["--noise-aug-strength", "2"],
    ])
    func `a parameter out of range ends with 64 and nothing is sent`(arguments: [String]) async throws {
        let stage = try Stage()
        #expect(try await check(stage, arguments + ["a fox"]) == .usage)
        #expect(try await stage.library().page().generations.isEmpty)
    }

    @Test func `a name that no file system takes is refused before anything is sent`() async throws {
        for name in [String(repeating: "x", count: 250), String(repeating: "海", count: 80)] {
            let stage = try Stage()
            #expect(try await check(stage, ["-o", "new/\(name).mp4", "a fox"]) == .usage)
            #expect(stage.error.text.contains("240"))
            #expect(try await stage.library().page().generations.isEmpty)
        }
    }

    @Test func `an image that is not there ends with 66`() async throws {
        let stage = try Stage()
        #expect(try await check(stage, ["--image", "none.png", "a fox"]) == .notFound)
        #expect(stage.error.text.contains(stage.path("work/none.png")))
    }

    @Test func `a dry run shows the request with the token masked, and the file`() async throws {
        let stage = try Stage()
        let status = try await stage.run(
            ["generate", "--dry-run", "--num-frames", "24", "a fox"],
            ["RUSHES_ENDPOINT": "https://video.example", "HF_TOKEN": "hf_secret", "RUSHES_MODEL": "a/b"]
        )
        #expect(status == .done)
        #expect(stage.output.lines.first == "POST https://video.example/models/a/b")
        #expect(stage.output.text.contains("Authorization: Bearer hf_•••"))
        #expect(stage.output.text.contains("\"num_frames\""))
        #expect(!stage.output.text.contains("secret"))
        #expect(stage.output.lines.last?.hasPrefix("File: \(stage.path("home/Videos/Rushes"))/") == true)
        #expect(!FileManager.default.fileExists(atPath: stage.path("home/.local/share/rushes")))
    }

    @Test func `Ctrl-C cancels when that is wanted, says so, and ends with 130`() async throws {
        let stage = try Stage()
        let status = try await interrupted(stage, by: .interrupt, ["--cancel-on-interrupt"])
        #expect(status == .interrupted)
        #expect(stage.error.text.contains("rushes: #1 is cancelled."))
        #expect(stage.error.text.contains("may still be billed"))
        #expect(try await stage.library().generation(GenerationID(1))?.state == .cancelled)
    }

    @Test func `Ctrl-C ends with 130 and holds what nobody saw the end of`() async throws {
        let stage = try Stage()
        #expect(try await interrupted(stage, by: .interrupt) == .interrupted)
        let state = try await stage.library().generation(GenerationID(1))?.state
        #expect(state == .held(.interruptedSubmit(.programEnded)))
        #expect(stage.error.text.contains("rushes release 1"))
    }

    @Test func `to be terminated ends with 143 and holds what nobody saw the end of`() async throws {
        let stage = try Stage()
        let status = try await interrupted(stage, by: .terminate)
        #expect(status == .terminated)
        let state = try await stage.library().generation(GenerationID(1))?.state
        #expect(state == .held(.interruptedSubmit(.programEnded)))
    }

    /// Runs `generate` against an endpoint that never answers, and sends a signal once it has the request.
    private func interrupted(
        _ stage: Stage,
        by interruption: Interruption,
        _ options: [String] = []
    ) async throws -> ExitStatus {
        try await withSimulator(steps: [.silent()]) { simulator in
            let (signals, signal) = AsyncStream.makeStream(of: Interruption.self)
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    _ = try await simulator.waitForRequests(1)
                    signal.yield(interruption)
                }
                let environment = ["RUSHES_ENDPOINT": simulator.baseURL, "HF_TOKEN": "hf_test"]
                let status = try await stage.run(["generate", "a fox"] + options, environment) {
                    $0.interruptions = { signals }
                }
                try await group.waitForAll()
                return status
            }
        }
    }
}
