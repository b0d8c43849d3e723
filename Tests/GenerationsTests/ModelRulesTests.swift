import Generations
import Testing

struct ModelRulesTests {
    private func rules(_ name: String) throws -> ModelRules {
        let model = try #require(ModelID(name))
        return try #require(ModelRules.rules(for: model))
    }

    @Test(arguments: [
        ("Wan-AI/Wan2.2-TI2V-5B", "Wan 2.2 5B", 24), ("Wan-AI/Wan2.2-T2V-A14B", "Wan 2.2 A14B", 16),
        ("Lightricks/LTX-Video-0.9.8-13B-distilled", "LTX-Video 0.9.8", 24),
        ("stabilityai/stable-video-diffusion-img2vid-xt", "Stable Video Diffusion", 12),
    ])
    func `a model has the rules of its family`(_ name: String, _ family: String, _ fps: Int) throws {
        let rules = try rules(name)
        #expect(rules.name == family)
        #expect(rules.defaults.fps == fps)
        #expect(rules.hints(for: rules.defaults) == [])
    }

    @Test
    func `what a family is not known to take is pointed out`() throws {
        let wan = try rules("Wan-AI/Wan2.2-TI2V-5B")
        #expect(
            wan.hints(for: VideoParameters(numFrames: 200, fps: 90)).map(\.parameter) == [
                "num_frames", "fps",
            ]
        )
        let hunyuan = try rules("tencent/HunyuanVideo")
        let hints = hunyuan.hints(for: VideoParameters(numFrames: 81, guidanceScale: 3)).map(\.message)
        #expect(hints.first == "fal.ai takes 85 or 129 frames for HunyuanVideo.")
        #expect(hints.count == 2)
    }

    @Test
    func `what is not sent to a provider is pointed out where it goes there, and nowhere else`() throws {
        let model = try #require(ModelID("Wan-AI/Wan2.2-TI2V-5B"))
        var request = GenerationRequest(
            prompt: "a boat",
            model: model,
            parameters: VideoParameters(numFrames: 200, width: 832, height: 480)
        )
        let sentences = [
            "fal.ai takes only 17 to 161 frames for Wan 2.2 5B.",
            "fal.ai takes only 580p, 720p in 16:9, 1:1, 9:16 for Wan 2.2 5B, and not 832×480.",
        ]
        #expect(ModelRules.hints(for: request).map(\.message) == sentences)
        request.provider = "fal-ai"
        #expect(ModelRules.hints(for: request).map(\.message) == sentences)
        request.provider = "replicate"
        #expect(ModelRules.hints(for: request) == [])
        request.provider = nil
        request.endpoint = "https://a.example"
        #expect(
            ModelRules.hints(for: request).first?.message == "fal.ai takes 17 to 161 frames for Wan 2.2 5B."
        )
    }

    @Test(arguments: [
        ("Wan-AI/Wan2.2-I2V-A14B", true), ("stabilityai/stable-video-diffusion-img2vid-xt", true),
        ("zai-org/CogVideoX-5b-I2V", true), ("Wan-AI/Wan2.2-TI2V-5B", false),
        ("Wan-AI/Wan2.2-T2V-A14B", false),
        ("Lightricks/LTX-Video", false), ("someone/i2vest", false),
    ])
    func `a name tells whether a model animates only`(_ name: String, _ animatesOnly: Bool) throws {
        let model = try #require(ModelID(name))
        #expect(ModelRules.animatesOnly(model) == animatesOnly)
        let request = GenerationRequest(prompt: "a boat", model: model)
        #expect((request.likelyKeyframe != nil) == animatesOnly)
    }

    @Test
    func `nothing is said of a model that is not known`() throws {
        let model = try #require(ModelID("someone/something"))
        #expect(ModelRules.rules(for: model) == nil)
    }

    @Test(arguments: [
        "null", "true", "7", "0.5", "\"a \\\"b\\\"\"", "[1, [true]]", "{\"a\": {\"b\": [1]}, \"c\": null}",
    ])
    func `a value is written as the JSON that it was read from`(_ text: String) {
        #expect(ParameterValue(json: text)?.json == text)
    }

    @Test
    func `a word that is no JSON is a text, and comes back as it was typed`() {
        #expect(ParameterValue(word: "strong").word == "strong")
        #expect(ParameterValue(word: "\"7\"").word == "\"7\"")
        #expect(ParameterValue(word: "[1").word == "[1")
    }
}
