import Generations

/// What fal.ai's models take, from the types of its JavaScript client.
enum FalModels {
    /// The form of a model; nil for one that nothing is known of.
    static func form(for id: String) -> ParameterForm? {
        forms.first { id == $0.id || id.hasPrefix($0.id + "/") }?.form
    }

    /// The first name that fits is taken, so longer ones come first.
    private static let forms: [(id: String, form: ParameterForm)] = [
        ("fal-ai/wan/v2.2-5b", wan22("Wan 2.2 5B", ["580p", "720p"])),
        (
            "fal-ai/wan/v2.2-a14b",
            wan22("Wan 2.2 A14B", ["480p", "580p", "720p"], others: ["guidance_scale_2", "acceleration"])
        ),
        ("fal-ai/wan-t2v", wanT2V),
        ("fal-ai/wan-i2v", wanI2V),
        ("fal-ai/hunyuan-video-v1.5", hunyuan15),
        ("fal-ai/hunyuan-video", hunyuan),
        ("fal-ai/longcat-video", longCat),
        ("fal-ai/ltxv-13b-098-distilled", ltx098),
        ("fal-ai/ltx-video", ltx),
        ("fal-ai/cogvideox-5b", cogVideoX),
        ("fal-ai/stable-video", stableVideo),
        ("minimax/h3", minimaxH3),
    ]

    /// The names that most models share; Stable Video Diffusion's two are nobody else's.
    private static func usual(_ name: String) -> ParameterForm {
        .plain(name + " at fal-ai").with([.motionBucketID: nil, .noiseAugStrength: nil])
    }

    private static func wan22(
        _ name: String,
        _ resolutions: [String],
        others: Set<String> = []
    ) -> ParameterForm {
        var form = usual(name).with([
            .numFrames: ParameterKey("num_frames", 17...161),
            .fps: ParameterKey("frames_per_second", 4...60),
        ])
        form.size = .resolution(resolutions, aspects: ["16:9", "9:16", "1:1"])
        form.others = others.union([
            "adjust_fps_for_interpolation", "enable_output_safety_checker", "enable_prompt_expansion",
            "enable_safety_checker", "image_url", "interpolator_model", "loras", "num_interpolated_frames",
            "prompt", "shift", "video_quality", "video_write_mode",
        ])
        return form
    }

    private static let wanT2V: ParameterForm = {
        var form = usual("Wan 2.1").with([
            .numFrames: ParameterKey("num_frames", 81...100),
            .fps: ParameterKey("frames_per_second", 5...24),
        ])
        form.size = .resolution(["480p", "580p", "720p"], aspects: ["16:9", "9:16"])
        return form
    }()

    private static let wanI2V: ParameterForm = {
        var form = usual("Wan 2.1 I2V").with([
            .numFrames: ParameterKey("num_frames", 81...100),
            .fps: ParameterKey("frames_per_second"),
            .guidanceScale: ParameterKey("guide_scale"),
        ])
        form.size = .resolution(["480p", "720p"], aspects: ["16:9", "9:16", "1:1"])
        return form
    }()

    private static let hunyuan15: ParameterForm = {
        var form = usual("HunyuanVideo 1.5")
        form.size = .resolution(["480p"], aspects: ["16:9", "9:16"])
        return form
    }()

    /// The number of frames is a string, and there is no guidance.
    private static let hunyuan: ParameterForm = {
        var form = usual("HunyuanVideo").with([
            .numFrames: ParameterKey("num_frames", isText: true, choices: [85, 129]),
            .fps: nil, .guidanceScale: nil,
        ])
        form.size = .resolution(["480p", "580p", "720p"], aspects: ["16:9", "9:16"])
        return form
    }()

    private static let longCat: ParameterForm = {
        var form = usual("LongCat-Video")
        form.size = .none("its name says the resolution")
        return form
    }()

    /// Its steps are those of two passes, each by a name of its own.
    private static let ltx098: ParameterForm = {
        var form = usual("LTX-Video 0.9.8").with([
            .fps: ParameterKey("frame_rate"), .numInferenceSteps: nil, .guidanceScale: nil,
        ])
        form.size = .resolution(["480p", "720p"], aspects: ["9:16", "1:1", "16:9"])
        form.others = [
            "expand_prompt", "first_pass_num_inference_steps", "loras", "prompt", "reverse_video",
            "second_pass_num_inference_steps",
        ]
        return form
    }()

    private static let ltx: ParameterForm = {
        var form = usual("LTX-Video").with([.numFrames: nil, .fps: nil])
        form.length = .fixed
        form.size = .none("the model chooses them")
        return form
    }()

    private static let cogVideoX: ParameterForm = {
        var form = usual("CogVideoX 5B").with([.fps: ParameterKey("export_fps")])
        form.size = .none("give them by the names of its own")
        return form
    }()

    /// Stable Video Diffusion's living relative.
    private static let stableVideo: ParameterForm = {
        var form = ParameterForm(
            name: "Stable Video at fal-ai",
            keys: [
                .fps: ParameterKey("fps"), .seed: ParameterKey("seed"),
                .motionBucketID: ParameterKey("motion_bucket_id", 0...255),
                .noiseAugStrength: ParameterKey("cond_aug"),
            ]
        )
        form.length = .fixed
        form.size = .none("the image says them")
        form.others = ["image_url"]
        return form
    }()

    private static let minimaxH3: ParameterForm = {
        var form = usual("MiniMax H3").with([.numFrames: nil, .fps: nil])
        form.length = .seconds("duration")
        form.size = .none("give resolution and aspect_ratio by name")
        return form
    }()
}
