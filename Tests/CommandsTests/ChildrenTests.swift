import Foundation
import Generations
import Interface
import Logging
import Testing

@testable import Commands

/// The programs that are started: no shell stands between, and none of them gets a secret.
@Suite(.timeLimit(.minutes(1))) struct ChildrenTests {
    /// A stage whose path leads to a `sh` of its own, which tells that it was asked, and to a tool that tells what it
    /// was given.
    private func stage(tool: String) throws -> Stage {
        let stage = try Stage()
        try program("sh", "echo asked >>'\(stage.path("shell"))'; exec /bin/sh \"$@\"", stage)
        let text = """
            out='\(stage.path("told"))'
            { echo "arguments: $*"; /usr/bin/env; } >"$out.new"
            case "$0" in */xclip) /bin/cat >"$out.input" ;; esac
            /bin/mv "$out.new" "$out"
            """
        try program(tool, text, stage)
        return stage
    }

    private func program(_ name: String, _ text: String, _ stage: Stage) throws {
        let path = try stage.write("#!/bin/sh\n\(text)\n", to: "bin/" + name)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    private func environment(_ stage: Stage) -> [String: String] {
        [
            "PATH": stage.path("bin") + ":/usr/bin:/bin", "DISPLAY": ":0", "HF_TOKEN": "hf_secret",
            "FAL_KEY": "fal-secret-0123456789", "OPENAI_API_KEY": "fal-secret-0123456789",
            "HUGGINGFACE_API_KEY": "hf_AbCdEfGhIjKlMnOpQrStUvWxYz", "my_token": "tok-secret",
        ]
    }

    /// What the tool was given, once it has told.
    private func told(_ stage: Stage) async throws -> String {
        let path = stage.path("told")
        for _ in 0..<2_000 where !FileManager.default.fileExists(atPath: path) {
            try await Task.sleep(for: .milliseconds(5))
        }
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    private func expectNeitherShellNorSecret(_ stage: Stage, _ told: String) {
        #expect(!FileManager.default.fileExists(atPath: stage.path("shell")))
        for secret in ["hf_", "fal-secret", "tok-secret"] { #expect(!told.contains(secret), "\(told)") }
    }

    @Test func `a hook is started by itself`() async throws {
        let stage = try stage(tool: "hook")
        let hook = Hook(
            command: "hook '$(rm x)' ';'",
            environment: environment(stage),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { try await Task.sleep(for: .seconds(30)) }
        let model = try #require(ModelID("a/b"))
        let generation = Generation(
            id: GenerationID(7),
            uuid: UUID(),
            request: GenerationRequest(prompt: "a boat", model: model),
            state: .cancelled,
            createdAt: Stage.date
        )
        #expect(await hook.run(generation) == nil)
        let told = try await told(stage)
        #expect(told.hasPrefix("arguments: $(rm x) ;\n"))
        expectNeitherShellNorSecret(stage, told)
    }

    @Test func `a command that gets runs is started by itself`() async throws {
        let stage = try stage(tool: "counter")
        let end = await Pipe(environment: environment(stage)).run(
            "counter `id`",
            input: "x\n",
            names: "a run"
        )
        #expect(end == .done("“counter `id`” took a run: it said nothing"))
        let told = try await told(stage)
        #expect(told.hasPrefix("arguments: `id`\n"))
        expectNeitherShellNorSecret(stage, told)
    }

    @Test func `a clipboard's tool is started by itself, and gets the text`() async throws {
        let stage = try stage(tool: "xclip")
        let clipboard = Clipboard(environment: environment(stage)) { _ in }
        #expect(await clipboard.copy("a $(boat)\n", what: "a prompt") == .done("Copied a prompt (xclip)."))
        let told = try await told(stage)
        #expect(try String(contentsOfFile: stage.path("told.input"), encoding: .utf8) == "a $(boat)\n")
        expectNeitherShellNorSecret(stage, told)
    }

    @Test func `a player is started by itself, gets the file and is not waited for`() async throws {
        let stage = try stage(tool: "mpv")
        try program("slow", "mpv \"$@\"; exec sleep 60", stage)
        let file = try stage.write("video", to: "videos/a $(boat); -x.mp4")
        let player = VideoPlayer(environment: environment(stage), preferred: "slow --loop")
        let begun = ContinuousClock.now
        #expect(await player.open(GenerationID(7), path: file) == .done("#7 opens in slow."))
        #expect(ContinuousClock.now - begun < .seconds(20))
        let told = try await told(stage)
        #expect(told.hasPrefix("arguments: --loop \(file)\n"))
        #expect(told.contains("DISPLAY=:0\n"))
        expectNeitherShellNorSecret(stage, told)
    }

    @Test func `ffmpeg is started by itself, with a file that is one whatever it is called`() async throws {
        let stage = try stage(tool: "ffmpeg")
        let ffmpeg = try #require(
            FFmpeg(in: environment(stage)) { try await Task.sleep(for: .seconds(30)) }
        )
        let still = FFmpeg.Still(file: "/-x $(boat).png", reader: "png_pipe", side: 64, loss: 2)
        _ = await ffmpeg.jpeg(of: still, limit: 1_000)
        let told = try await told(stage)
        #expect(told.contains(" -i file:/-x $(boat).png "))
        #expect(!told.contains("DISPLAY"))
        expectNeitherShellNorSecret(stage, told)
    }

    @Test func `a player that cannot be started is told of`() async throws {
        let stage = try Stage()
        let file = try stage.write("video", to: "fox.mp4")
        let path = try stage.write("#!/nowhere/interpreter\n", to: "bin/mpv")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let answer = await VideoPlayer(environment: environment(stage)).open(GenerationID(7), path: file)
        guard case .refused(let sentence) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(sentence.contains("mpv cannot be started"))
    }
}
