import Foundation
import Generations
import Library
import Simulator
import Testing

@testable import Commands

/// Runs with providers behind the router, and what is said when one cannot do it.
@Suite(.timeLimit(.minutes(1))) struct ProviderCommandTests {
    private static let wan = "Wan-AI/Wan2.2-TI2V-5B"

    /// Runs `generate` against a Hub and a router that answer at once.
    private func run(
        _ stage: Stage,
        _ arguments: [String],
        token: String? = "hf_test",
        model: String = wan
    ) async throws -> ExitStatus {
        try await withSimulator(SimulatorConfiguration(pace: 0.001)) { simulator in
            var environment = ["HF_ENDPOINT": simulator.baseURL, "RUSHES_ROUTER": simulator.baseURL]
            environment["HF_TOKEN"] = token
            environment["RUSHES_MODEL"] = model
            return try await stage.run(["generate"] + arguments, environment)
        }
    }

    @Test func `the Hub's first provider makes the video, and the JSON names it and its job`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["--json", "a fox"]) == .done)
        let kept = try unwrap(try await stage.library().generation(GenerationID(1)), "a generation")
        let job = try unwrap(kept.job, "a job")
        #expect(kept.provider == .falAI)
        #expect(stage.output.text.contains(#""provider": "fal-ai""#))
        #expect(stage.output.text.contains(#""job_id": "\#(job.id)""#))
        #expect(stage.output.text.contains(#""file": ""#))
    }

    @Test(arguments: [["--provider", "replicate"], ["-m", wan + ":replicate"], ["-p", "REPLICATE"]])
    func `a provider is named by an option or behind the model`(arguments: [String]) async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["-q"] + arguments + ["a fox"]) == .done)
        #expect(try await stage.library().generation(GenerationID(1))?.provider == .replicate)
        #expect(try await stage.run(["history", "provider:replicate"]) == .done)
        #expect(stage.output.text.contains("a fox"))
    }

    @Test func `a provider that cannot be billed ends with 78 and the names of the others`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["-q", "a fox #payg@fal-ai"]) == .unpaid)
        #expect(stage.error.text.contains("wavespeed"))
        #expect(stage.error.text.contains("replicate"))
        #expect(stage.output.text.isEmpty)
    }

    @Test func `with --fallback another provider makes it`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["-q", "--fallback", "a fox #payg@fal-ai"]) == .done)
        let kept = try await stage.library().generation(GenerationID(1))
        #expect(kept?.provider == .replicate)
        #expect(kept?.request.fallsBack == true)
    }

    @Test func `a provider that does not serve the model ends with 64 and those that do`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["-q", "--provider", "novita", "a fox"]) == .usage)
        #expect(stage.error.text.contains("novita does not serve \(Self.wan)"))
        #expect(stage.error.text.contains("fal-ai"))
    }

    @Test(arguments: [
        ["--provider", "nebius"], ["--provider", "nscale"], ["-m", wan + ":nonsense"],
        ["-m", wan + ":fastest"], ["--provider", "fal ai"],
    ])
    func `what is no provider of videos is refused before anything is written down`(arguments: [String])
        async throws
    {
        let stage = try Stage()
        #expect(try await run(stage, arguments + ["a fox"]) == .usage)
        #expect(try await stage.library().page().generations.isEmpty)
    }

    @Test func `a name that is not known is answered with those that are`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["-p", "fal", "a fox"]) == .usage)
        #expect(stage.error.text.contains("“fal” (option --provider)"))
        #expect(stage.error.text.contains("fal-ai, novita, replicate, together or wavespeed"))
    }

    @Test func `two providers are one too many, and an option beats a setting`() async throws {
        let stage = try Stage()
        let both = ["-p", "replicate", "-m", Self.wan + ":fal-ai", "a fox"]
        #expect(try await run(stage, both) == .usage)
        #expect(stage.error.text.contains("Two providers are wanted"))
        let flag = SettingValue(text: "auto", origin: .flag("--provider"))
        let settings = try await stage.settings(["RUSHES_PROVIDER": "replicate"], flags: [.provider: flag])
        #expect(try settings.modelChoice().provider == nil)
        let named = try await stage.settings([
            "RUSHES_PROVIDER": "replicate", "RUSHES_MODEL": Self.wan + ":wavespeed",
        ])
        #expect(try named.modelChoice().provider == "wavespeed")
    }

    @Test func `an option beats the provider behind the model that is set`() async throws {
        for (wish, provider) in [("fal-ai", "fal-ai"), ("auto", nil)] as [(String, String?)] {
            let stage = try Stage()
            let flag = SettingValue(text: wish, origin: .flag("--provider"))
            let set = ["RUSHES_MODEL": Self.wan + ":replicate"]
            let choice = try await stage.settings(set, flags: [.provider: flag]).modelChoice()
            #expect(choice.provider == provider)
            #expect(choice.model.rawValue == Self.wan)
        }
        let stage = try Stage()
        #expect(
            try await run(stage, ["-q", "-p", "fal-ai", "a fox"], model: Self.wan + ":replicate") == .done
        )
        #expect(try await stage.library().generation(GenerationID(1))?.provider == .falAI)
    }

    @Test func `the provider behind the model that is set is not one for a saved prompt's own model`()
        async throws
    {
        let stage = try Stage()
        let set = ["RUSHES_MODEL": Self.wan + ":replicate"]
        let other = try unwrap(ModelID("owner/other"), "a model")
        let settings = try await stage.settings(set)
        #expect(try settings.modelChoice(for: other) == ModelChoice(model: other, provider: nil))
        #expect(try settings.modelChoice(for: ModelID(Self.wan)).provider == "replicate")
        #expect(
            try await stage.run(["prompts", "save", "fox", "a fox", "--model", "owner/other"], set) == .done
        )
        let wanted = set.merging(["RUSHES_ENDPOINT": "https://video.example"]) { $1 }
        #expect(try await stage.run(["prompts", "run", "fox", "--dry-run"], wanted) == .done)
        #expect(stage.output.text.contains("https://video.example/models/owner/other"))
    }

    @Test func `no provider is chosen for an endpoint of one's own`() async throws {
        let stage = try Stage()
        let environment = ["RUSHES_ENDPOINT": "http://127.0.0.1:1", "RUSHES_PROVIDER": "fal-ai"]
        #expect(try await stage.settings(environment).modelChoice().provider == nil)
        #expect(try await stage.run(["generate", "-p", "fal-ai", "a fox"], environment) == .usage)
        #expect(stage.error.text.contains("environment variable RUSHES_ENDPOINT"))
    }

    @Test func `without a token the sentence says how to get one`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["-q", "a fox"], token: nil) == .denied)
        #expect(stage.error.text.contains("HF_TOKEN"))
        #expect(stage.error.text.contains("inference.serverless.write"))
    }

    @Test func `a dry run shows the request for the router, and sends none`() async throws {
        let stage = try Stage()
        let arguments = ["--dry-run", "--bill-to", "acme", "--seed", "7", "a fox"]
        #expect(try await run(stage, arguments) == .done)
        let text = stage.output.text
        #expect(text.contains("/fal-ai/fal-ai/wan/v2.2-5b/text-to-video"))
        #expect(text.contains("X-HF-Bill-To: acme"))
        #expect(text.contains("Authorization: Bearer hf_•••"))
        #expect(!text.contains("hf_test"))
    }

    @Test func `a run again keeps its provider, unless another is named`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["-q", "-p", "replicate", "a fox"]) == .done)
        try await withSimulator(SimulatorConfiguration(pace: 0.001)) { simulator in
            let environment = [
                "HF_ENDPOINT": simulator.baseURL, "RUSHES_ROUTER": simulator.baseURL, "HF_TOKEN": "hf_test",
            ]
            let again = try await stage.run(["rerun", "1", "-q"], environment)
            #expect(again == .done)
            let elsewhere = try await stage.run(["rerun", "1", "-q", "-p", "fal-ai"], environment)
            #expect(elsewhere == .done)
        }
        let all = try await stage.library().page().generations
        #expect(all.map(\.provider) == [.falAI, .replicate, .replicate])
    }
}
