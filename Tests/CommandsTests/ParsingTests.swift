import ArgumentParser
import Generations
import Library
import Testing

@testable import Commands

@Suite struct ParsingTests {
    /// Parses a command line as a command of a type.
    private func parse<Command>(_ line: String, as type: Command.Type) throws -> Command {
        let words = line.split(separator: " ").map(String.init)
        return try unwrap(try RootCommand.parseAsRoot(words) as? Command, "\(type)")
    }

    private func exitCode(_ line: String) -> Int32 {
        let words = line.split(separator: " ").map(String.init)
        do {
            _ = try RootCommand.parseAsRoot(words)
            return 0
        } catch {
            return RootCommand.exitCode(for: error).rawValue
        }
    }

    @Test func `every parameter has its option`() throws {
        let command = try parse(
            """
            generate --negative-prompt blur --num-frames 81 --fps 24 --width 640 --height 480 \
            --num-inference-steps 30 --guidance-scale 5.5 --seed 7 --motion-bucket-id 127 \
            --noise-aug-strength 0.02 --param a=1 --param b={"c":[true,null]} --param d=x=y fox
            """,
            as: GenerateCommand.self
        )
        #expect(
            command.parameters.parameters
                == VideoParameters(
                    negativePrompt: "blur",
                    numFrames: 81,
                    fps: 24,
                    width: 640,
                    height: 480,
                    numInferenceSteps: 30,
                    guidanceScale: 5.5,
                    seed: 7,
                    motionBucketID: 127,
                    noiseAugStrength: 0.02,
                    extra: [
                        "a": .integer(1), "b": .object(["c": .array([.bool(true), .null])]),
                        "d": .string("x=y"),
                    ]
                )
        )
    }

    @Test func `the options of a run have their short forms`() throws {
        let command = try parse(
            "generate -n 3 -o out/ -m a/b -p fal-ai -q --max-wait 20m --timeout 1h30m --image x.png fox",
            as: GenerateCommand.self
        )
        #expect(command.count == 3)
        #expect(command.options.output == "out/")
        #expect(command.options.maxWait?.duration == .seconds(1_200))
        #expect(command.options.timeout?.duration == .seconds(5_400))
        #expect(command.options.quiet)
        #expect(command.flags[.model] == SettingValue(text: "a/b", origin: .flag("--model")))
        #expect(command.flags[.provider]?.text == "fal-ai")
    }

    @Test(arguments: [
        "tag 1 +fox +snow -draft", "tag 1 -- +fox +snow -draft", "tag 1 --add fox --add snow --remove draft",
        "tag 1 +fox --add snow -draft",
    ])
    func `tags are added and taken away in either form`(line: String) async throws {
        let command = try parse(line, as: TagCommand.self)
        let stage = try Stage()
        let library = try stage.library()
        try await stage.add("a fox", to: library)
        _ = try await library.setTags(GenerationID(1), adding: ["draft", "old"])
        _ = try await command.run(try await stage.dependencies())
        #expect(try await library.generation(GenerationID(1))?.tags == ["fox", "old", "snow"])
    }

    @Test(arguments: [
        "generate", "generate -n 0 fox", "generate --max-wait soon fox", "generate --width wide fox",
        "generate --param =1 fox", "history --limit 0", "history --status done", "show",
        "rerun", "rerun 3 --failed --since 2026-11-20", "rerun --failed", "rerun 3 --since 2026-11-20",
        "rerun --failed --since yesterday", "tag 3", "tag 3 --fox", "tag 3 --unknown",
        "prompts run fox --set x",
        "nonsense", "simulate --port 70000",
    ])
    func `wrong usage ends with 64`(line: String) {
        #expect(exitCode(line) == 64)
    }

    @Test func `a generation is named by number or UUID`() {
        #expect(GenerationReference(argument: "214") == .number(GenerationID(214)))
        #expect(GenerationReference(argument: "#214") == .number(GenerationID(214)))
        #expect(GenerationReference(argument: "6F9619FF-8B86-D011-B42D-00C04FC964FF") != nil)
        #expect(GenerationReference(argument: "-1") == nil)
        #expect(GenerationReference(argument: "99999999999999999999") == nil)
    }
}
