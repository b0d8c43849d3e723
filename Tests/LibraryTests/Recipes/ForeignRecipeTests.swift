import Generations
import Testing

@testable import Library

/// What ComfyUI and Wan2GP write is read as far as it can be mapped.
struct ForeignRecipeTests {
    private let graph = """
        {"3": {"class_type": "KSampler", "inputs": {"seed": ["20", 0], "steps": 30, "cfg": 5, "model": ["37", 0],
          "positive": ["50", 0], "negative": ["50", 1], "latent_image": ["50", 2]}},
        "20": {"class_type": "PrimitiveInt", "inputs": {"value": 77}},
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a red fox", "clip": ["38", 0]}},
        "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry", "clip": ["38", 0]}},
        "37": {"class_type": "UNETLoader", "inputs": {"unet_name": "wan2.2_ti2v_5B_fp16.safetensors"}},
        "50": {"class_type": "WanImageToVideo", "inputs": {"width": 832, "height": 480, "length": 81,
          "positive": ["6", 0], "negative": ["7", 0]}},
        "57": {"class_type": "CreateVideo", "inputs": {"fps": 16.0, "images": ["8", 0]}}}
        """

    private var expected: VideoParameters {
        VideoParameters(
            negativePrompt: "blurry",
            numFrames: 81,
            fps: 16,
            width: 832,
            height: 480,
            numInferenceSteps: 30,
            guidanceScale: 5,
            seed: 77
        )
    }

    private func expectFox(_ recipe: Recipe?) throws {
        let recipe = try #require(recipe)
        #expect(recipe.origin == .comfyUI)
        #expect(recipe.prompt == "a red fox")
        #expect(recipe.model == "wan2.2_ti2v_5B_fp16.safetensors")
        #expect(recipe.parameters == expected)
        #expect(recipe.request() == nil)
        #expect(recipe.request(model: ModelID("a/b"))?.prompt == "a red fox")
    }

    @Test func `a graph of ComfyUI, as its own nodes and the video helpers write it`() throws {
        try expectFox(Recipe(tags: ["prompt": graph, "workflow": "{}"]))
        let comment = ParameterValue.object(["prompt": .string(graph), "workflow": .object([:])]).json
        try expectFox(Recipe(tags: ["©cmt": comment]))
    }

    @Test func `a graph whose sampler is in parts`() throws {
        let graph = """
            {"1": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["2", 0], "guider": ["3", 0],
              "sigmas": ["4", 0], "latent_image": ["5", 0]}},
            "2": {"class_type": "RandomNoise", "inputs": {"noise_seed": 12}},
            "3": {"class_type": "CFGGuider", "inputs": {"cfg": 3.5, "positive": ["6", 0], "negative": ["7", 0]}},
            "4": {"class_type": "BasicScheduler", "inputs": {"steps": 20}},
            "5": {"class_type": "EmptyHunyuanLatentVideo", "inputs": {"width": 640, "height": 352, "length": 49}},
            "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a boat"}},
            "7": {"class_type": "CLIPTextEncode", "inputs": {"text": ""}}}
            """
        let recipe = try #require(Recipe(tags: ["prompt": graph]))
        #expect(recipe.prompt == "a boat")
        let parameters = VideoParameters(
            numFrames: 49,
            width: 640,
            height: 352,
            numInferenceSteps: 20,
            guidanceScale: 3.5,
            seed: 12
        )
        #expect(recipe.parameters == parameters)
    }

    @Test func `the settings of Wan2GP`() throws {
        let comment = """
            {"type": "WanGP v8.9 by DeepBeepMeep - Wan2.2 TextImage2video 5B", "prompt": "a red fox", "seed": 77,
            "negative_prompt": "blurry", "resolution": "832x480", "video_length": 81, "num_inference_steps": 30,
            "guidance_scale": 5, "force_fps": "16", "model_type": "ti2v_2_2"}
            """
        let recipe = try #require(Recipe(tags: ["©cmt": comment]))
        #expect(recipe.origin == .wanGP)
        #expect(recipe.prompt == "a red fox" && recipe.model == "ti2v_2_2")
        #expect(recipe.parameters == expected)
    }

    @Test(arguments: [
        "", "{}", "[]", "words", #"{"prompt": 3}"#, #"{"prompt": "words"}"#,
        #"{"1": {"class_type": "KSampler"}}"#,
        #"{"1": {"class_type": "KSampler", "inputs": {"positive": ["1", 0], "seed": ["1", 0]}}}"#,
    ])
    func `anything else is no recipe`(text: String) {
        #expect(Recipe(tags: ["©cmt": text, "prompt": text]) == nil)
    }
}
