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
