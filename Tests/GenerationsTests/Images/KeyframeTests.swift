import Testing

@testable import Generations

/// What is asked for before a model can animate it.
struct KeyframeTests {
    private func request(_ prompt: String = "waves", model: String? = nil) throws -> GenerationRequest {
        GenerationRequest(
            prompt: prompt,
            model: try #require(ModelID("o/video")),
            keyframeModel: model,
            parameters: VideoParameters(numFrames: 25, width: 1_024, height: 576, seed: 7)
        )
    }

    @Test func `the program's own choice makes it where the user names nobody`() throws {
        let keyframe = try #require(Keyframe.wanted(for: try request()))
        #expect(keyframe.model.rawValue == Keyframe.standardModel)
        #expect(keyframe.provider == nil && keyframe.file == nil)
        #expect(try request().problems().isEmpty)
    }

    @Test func `a model is named with its provider, or without`() throws {
        let named = try #require(Keyframe.wanted(for: try request(model: "zai-org/GLM-Image:zai-org")))
        #expect(named.model.rawValue == "zai-org/GLM-Image")
        #expect(named.provider == "zai-org")
        #expect(Keyframe.wanted(for: try request(model: "o/n"))?.provider == nil)
        #expect(Keyframe.wanted(for: try request(model: "o/n:auto"))?.provider == nil)
    }

    @Test(arguments: ["", "nonsense", "o/n:", "o/n:a b", "o/n:fastest", "../x", "o/n/m"])
    func `nonsense makes none, and is told`(name: String) throws {
        let request = try request(model: name)
        #expect(Keyframe.wanted(for: request) == nil)
        #expect(request.problems().map(\.parameter) == ["keyframe_model"])
    }

    @Test func `an empty prompt makes none`() throws {
        #expect(Keyframe.wanted(for: try request(" \n")) == nil)
    }

    @Test func `an image is called one where it is not what was asked for`() {
        let kinds: [InferenceError.NotAVideo] = [
            .empty, .json, .html, .text, .image("GIF"), .video, .unknown("00 01"),
            .truncated(bytes: 1, expected: nil), .damaged("x"),
        ]
        for kind in kinds {
            let failure = InferenceError.notAnImage(ErrorDetail(host: "a.example"), kind).failure()
            #expect(failure.code == .notAnImage)
            #expect(failure.message.contains("image") || failure.message.contains("picture"))
            #expect(failure.message.hasSuffix(".") && !failure.hint.isEmpty)
        }
    }
}
