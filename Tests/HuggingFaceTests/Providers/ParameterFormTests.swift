import Generations
import Testing

@testable import HuggingFace

@Suite struct ParameterFormTests {
    static let written: [(InferenceProvider, String, VideoParameters, String)] = [
        (
            .falAI, "fal-ai/wan/v2.2-5b/text-to-video",
            VideoParameters(
                negativePrompt: "blur",
                numFrames: 81,
                fps: 24,
                width: 1_280,
                height: 720,
                numInferenceSteps: 40,
                guidanceScale: 3.5,
                seed: 7
            ),
            #"{"aspect_ratio":"16:9","frames_per_second":24,"guidance_scale":3.5,"negative_prompt":"blur","#
                + #""num_frames":81,"num_inference_steps":40,"resolution":"720p","seed":7}"#
        ),
        (
            .falAI, "fal-ai/wan/v2.2-a14b/image-to-video", VideoParameters(width: 480, height: 832),
            #"{"aspect_ratio":"9:16","resolution":"480p"}"#
        ),
        (
            .falAI, "fal-ai/wan/v2.2-5b/image-to-video", VideoParameters(width: 1_024, height: 576),
            #"{"aspect_ratio":"16:9","resolution":"580p"}"#
        ),
        (.falAI, "fal-ai/wan-i2v", VideoParameters(guidanceScale: 5), #"{"guide_scale":5.0}"#),
        (.falAI, "fal-ai/hunyuan-video", VideoParameters(numFrames: 129), #"{"num_frames":"129"}"#),
        (
            .falAI, "fal-ai/hunyuan-video-v1.5/text-to-video", VideoParameters(numFrames: 121),
            #"{"num_frames":121}"#
        ),
        (.falAI, "fal-ai/longcat-video/text-to-video/480p", VideoParameters(fps: 15), #"{"fps":15}"#),
        (.falAI, "fal-ai/ltxv-13b-098-distilled", VideoParameters(fps: 24), #"{"frame_rate":24}"#),
        (.falAI, "fal-ai/cogvideox-5b", VideoParameters(fps: 16), #"{"export_fps":16}"#),
        (
            .falAI, "fal-ai/stable-video",
            VideoParameters(fps: 25, motionBucketID: 127, noiseAugStrength: 0.02),
            #"{"cond_aug":0.02,"fps":25,"motion_bucket_id":127}"#
        ),
        (.falAI, "minimax/h3/text-to-video", VideoParameters(numFrames: 120, fps: 24), #"{"duration":5}"#),
        (
            .falAI, "somebody/new-model", VideoParameters(numFrames: 9, fps: 8, width: 640, height: 360),
            #"{"fps":8,"height":360,"num_frames":9,"width":640}"#
        ),
        (
            .replicate, "wan-video/wan-2.2-5b-fast",
            VideoParameters(numFrames: 81, seed: 1, extra: ["aspect_ratio": .string("16:9")]),
            #"{"aspect_ratio":"16:9","num_frames":81,"seed":1}"#
        ),
        (
            .novita, "wan-t2v",
            VideoParameters(width: 832, height: 480, numInferenceSteps: 30, guidanceScale: 5),
            #"{"guidance_scale":5.0,"height":480,"steps":30,"width":832}"#
        ),
        (
            .wavespeed, "wavespeed-ai/wan-2.1/t2v-480p",
            VideoParameters(numFrames: 81, fps: 16, width: 832, height: 480),
            #"{"duration":5,"size":"832*480"}"#
        ),
        (
            .wavespeed, "x", VideoParameters(extra: ["duration": .integer(8), "flow_shift": .integer(3)]),
            #"{"duration":8,"flow_shift":3}"#
        ),
        (
            .together, "x",
            VideoParameters(numFrames: 121, fps: 24, width: 1_280, height: 720, numInferenceSteps: 20),
            #"{"fps":24,"height":720,"seconds":"5","steps":20,"width":1280}"#
        ),
        (.together, "x", VideoParameters(fps: 24), #"{"fps":24}"#),
        // The user's own names are not checked.
        (
            .falAI, "fal-ai/wan/v2.2-5b/text-to-video",
            VideoParameters(numFrames: 300, extra: ["num_frames": .integer(200)]), #"{"num_frames":200}"#
        ),
    ]

    @Test(arguments: written)
    func `our words are written by the model's names and kinds`(
        row: (provider: InferenceProvider, model: String, parameters: VideoParameters, json: String)
    ) throws {
        let form = try form(row.provider, row.model)
        #expect(JSONText.text(.object(try form.written(row.parameters))) == row.json)
    }

    static let refused: [(InferenceProvider, String, VideoParameters, String)] = [
        (
            .falAI, "fal-ai/wan/v2.2-5b/text-to-video", VideoParameters(numFrames: 200),
            "Wan 2.2 5B at fal-ai takes num_frames from 17 to 161, and it is 200."
        ),
        (
            .falAI, "fal-ai/wan/v2.2-5b/text-to-video", VideoParameters(width: 832, height: 480),
            "Wan 2.2 5B at fal-ai takes 580p, 720p; 16:9, 9:16, 1:1, and not 832×480."
        ),
        (
            .falAI, "fal-ai/hunyuan-video", VideoParameters(numFrames: 100),
            "HunyuanVideo at fal-ai takes num_frames 85 or 129, and it is 100."
        ),
        (
            .falAI, "fal-ai/hunyuan-video", VideoParameters(guidanceScale: 3),
            "HunyuanVideo at fal-ai takes no guidance_scale."
        ),
        (
            .falAI, "fal-ai/ltx-video", VideoParameters(numFrames: 81),
            "LTX-Video at fal-ai takes no num_frames; the model chooses the length."
        ),
        (
            .novita, "wan-t2v", VideoParameters(numInferenceSteps: 41),
            "Wan 2.1 at novita takes num_inference_steps from 1 to 40, and it is 41."
        ),
        (
            .novita, "wan-t2v", VideoParameters(width: 640, height: 480),
            "Wan 2.1 at novita takes 832×480, 480×832, 1280×720, 720×1280, and not 640×480."
        ),
        (.novita, "wan-t2v", VideoParameters(width: 832), "Wan 2.1 at novita needs both width and height."),
        (
            .wavespeed, "x", VideoParameters(numFrames: 81),
            "x at wavespeed takes a length in seconds: give both num_frames and fps, or duration."
        ),
        (
            .wavespeed, "x", VideoParameters(fps: 16),
            "x at wavespeed takes a length in seconds: give both num_frames and fps, or duration."
        ),
        (
            .together, "x", VideoParameters(numFrames: 480, fps: 24),
            "x at together makes 1 to 10 seconds, and 480 frames at 24 a second are 20."
        ),
        (.together, "x", VideoParameters(fps: 8), "x at together takes fps from 15 to 60, and it is 8."),
    ]

    @Test(arguments: refused)
    func `what a model does not take is refused with its rule`(
        row: (provider: InferenceProvider, model: String, parameters: VideoParameters, message: String)
    ) throws {
        let form = try form(row.provider, row.model)
        let problem = try #require(throws: ParameterProblem.self) { try form.written(row.parameters) }
        #expect(problem.message == row.message)
    }

    @Test func `a name that a known model does not know is pointed out`() throws {
        let parameters = VideoParameters(extra: ["num_frame": .integer(8), "shift": .integer(5)])
        let wan = try form(.falAI, "fal-ai/wan/v2.2-5b/text-to-video")
        #expect(
            wan.hints(for: parameters).map(\.message) == [
                "Wan 2.2 5B at fal-ai is not known to take num_frame."
            ]
        )
        #expect(try form(.falAI, "somebody/new-model").hints(for: parameters).isEmpty)
    }

    private func form(_ provider: InferenceProvider, _ model: String) throws -> ParameterForm {
        ProviderRegistry.adapter(for: provider).form(for: try #require(ProviderModel(id: model)))
    }
}
