import Foundation
import Generations
import Logging
import Testing

@testable import Commands

struct HookTests {
    private func script(_ text: String, in stage: Stage) throws -> String {
        let path = try stage.write("#!/bin/sh\n" + text, to: "my hooks/hook.sh")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private func hook(_ command: String, _ stage: Stage, deadline: Duration = .seconds(30)) -> Hook {
        let environment = ["PATH": "/usr/bin:/bin", "HF_TOKEN": "hf_secret", "OUT": stage.path("out")]
        return Hook(command: command, environment: environment, logger: Logger(label: "test")) {
            try await Task.sleep(for: deadline)
        }
    }

    private func generation(_ state: GenerationState = .succeeded) throws -> Generation {
        let model = try #require(ModelID("a/b"))
        return Generation(
            id: GenerationID(7),
            uuid: UUID(),
            request: GenerationRequest(prompt: "a \"boat\"\n$(rm)", model: model),
            state: state,
            createdAt: Stage.date,
            video: VideoFile(path: "/v/- a.mp4", bytes: 3, facts: VideoFacts())
        )
    }

    @Test
    func `a hook gets the generation and no token`() async throws {
        let stage = try Stage()
        let text = "cat >\"$OUT\"; echo \"$RUSHES_ID $RUSHES_STATUS $RUSHES_FILE $HF_TOKEN|$1\" >>\"$OUT\"\n"
        let path = try script(text, in: stage)
        let sentence = await hook("'\(path)' 'x y'", stage).run(try generation())
        #expect(sentence == nil)
        let out = try String(contentsOfFile: stage.path("out"), encoding: .utf8)
        let lines = out.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains("\"prompt\": \"a \\\"boat\\\"\\n$(rm)\"") == true)
        #expect(lines.last == "7 succeeded /v/- a.mp4 |x y")
    }

    @Test
    func `a hook that does not read its input ends well`() async throws {
        let stage = try Stage()
        #expect(await hook(try "'\(script("exit 0\n", in: stage))'", stage).run(try generation()) == nil)
    }

    @Test
    func `a hook that fails is told of`() async throws {
        let stage = try Stage()
        let sentence = await hook(try "'\(script("exit 3\n", in: stage))'", stage).run(try generation())
        #expect(sentence?.contains("status 3") == true)
    }

    @Test
    func `a hook that hangs is ended, with what it has started`() async throws {
        let stage = try Stage()
        // The shell's child holds the output open: only with it the hook has ended.
        let command = try "'\(script("sleep 60\nexit 1\n", in: stage))'"
        let sentence = await hook(command, stage, deadline: .milliseconds(100)).run(try generation())
        #expect(sentence?.contains("too long") == true)
    }

    @Test(arguments: ["/nowhere/hook", "no-such-hook-program", "'open"])
    func `a hook that cannot be started is told of`(command: String) async throws {
        let stage = try Stage()
        #expect(await hook(command, stage).run(try generation())?.contains("RUSHES_HOOK") == true)
    }

    @Test
    func `a working folder has no say in which programs run`() async throws {
        let stage = try Stage()
        try stage.write("RUSHES_HOOK=evil\nRUSHES_PLAYER=evil\nRUSHES_NOTIFY=bell\n", to: "work/.env")
        let settings = try await stage.settings()
        #expect(settings[.hook] == nil)
        #expect(settings[.player] == nil)
        #expect(settings[.notify] == "bell")
        #expect(try await stage.settings(["RUSHES_HOOK": "mine"])[.hook] == "mine")
    }
}
