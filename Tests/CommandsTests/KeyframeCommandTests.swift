import Foundation
import Generations
import Library
import Simulator
import Testing

@testable import Commands

/// A prompt alone for a model that animates images.
@Suite(.timeLimit(.minutes(1))) struct KeyframeCommandTests {
    private static let model = "stabilityai/stable-video-diffusion-img2vid-xt"

    private func run(
        _ stage: Stage,
        _ arguments: [String],
        isEndpoint: Bool = false
    ) async throws -> ExitStatus {
        try await withSimulator(SimulatorConfiguration(pace: 0.001)) { simulator in
            var environment = [
                "HF_ENDPOINT": simulator.baseURL, "RUSHES_ROUTER": simulator.baseURL, "HF_TOKEN": "hf_test",
                "RUSHES_MODEL": Self.model,
            ]
            if isEndpoint { environment["RUSHES_ENDPOINT"] = simulator.baseURL }
            return try await stage.run(["generate"] + arguments, environment)
        }
    }

    @Test func `an image is made first, kept next to the video, and named`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["a fox"]) == .done)
        let kept = try unwrap(try await stage.library().generation(GenerationID(1)), "a generation")
        let file = try unwrap(kept.keyframe?.file, "a keyframe")
        let video = try unwrap(kept.video?.path, "a video")
        #expect(file == video.replacing(".mp4", with: ".keyframe.png"))
        #expect(FileManager.default.fileExists(atPath: file))
        #expect(kept.keyframe?.model.rawValue == Keyframe.standardModel)
        #expect(stage.output.text == video + "\n")
        #expect(stage.error.text.contains(file))
    }

    @Test func `an endpoint gets the documented defaults of Stable Video Diffusion`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["-q", "a fox"], isEndpoint: true) == .done)
        let parameters = try await stage.library().generation(GenerationID(1))?.request.parameters
        #expect(parameters?.numFrames == 24)
        #expect(parameters?.motionBucketID == 127)
    }

    @Test func `its model is an option, with its provider`() async throws {
        let stage = try Stage()
        let model = "CompVis/stable-diffusion-v1-4"
        #expect(try await run(stage, ["-q", "--keyframe-model", model + ":hf-inference", "a fox"]) == .done)
        let kept = try unwrap(try await stage.library().generation(GenerationID(1)), "a generation")
        #expect(kept.keyframe?.model.rawValue == model)
        #expect(kept.keyframe?.provider == "hf-inference")
    }

    @Test func `a name that is none is refused before anything is written down`() async throws {
        let stage = try Stage()
        #expect(try await run(stage, ["--keyframe-model", "nonsense", "a fox"]) == .usage)
        #expect(stage.error.text.contains("--keyframe-model"))
        #expect(try await stage.library().generation(GenerationID(1)) == nil)
    }
}
