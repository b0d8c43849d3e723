/// What fal-ai's models take (fal-js `types/endpoints.ts`). A key without a rule is ignored, as fal-ai does
/// it.
enum FalModels {
    /// The rules for a model.
    static func rules(for model: String, task: RoadTask) -> [FieldRule] {
        inputs(for: model, task: task) + frames(of: model) + common
    }

    private static func inputs(for model: String, task: RoadTask) -> [FieldRule] {
        let takesPrompt = model != "fal-ai/stable-video"
        return (takesPrompt ? [FieldRule("prompt", .text, isNeeded: true)] : [])
            + (task == .imageToVideo ? [FieldRule("image_url", .text, isNeeded: true)] : [])
    }

    /// Names, types and ranges of what counts frames differ from model to model.
    private static func frames(of model: String) -> [FieldRule] {
        switch model {
        case let name where name.hasPrefix("fal-ai/wan/v2.2"):
            [
                FieldRule("num_frames", .whole(17...161)), FieldRule("frames_per_second", .whole(4...60)),
                FieldRule("shift", .number(1...10)), FieldRule("num_interpolated_frames", .whole(0...4)),
                FieldRule("resolution", .oneOf(resolutions(of: name))),
                FieldRule("aspect_ratio", .oneOf(["16:9", "9:16", "1:1", "auto"])),
            ]
        case "fal-ai/wan-t2v", "fal-ai/wan-i2v":
            [FieldRule("num_frames", .whole(81...100)), FieldRule("frames_per_second", .whole(5...24))]
        case "fal-ai/hunyuan-video":
            [
                FieldRule("num_frames", .oneOf(["129", "85"])),
                FieldRule("resolution", .oneOf(["480p", "580p", "720p"])),
                FieldRule("aspect_ratio", .oneOf(["16:9", "9:16"])),
            ]
        case "fal-ai/stable-video":
            [FieldRule("fps", .whole(1...25)), FieldRule("motion_bucket_id", .whole(1...255))]
        default: []
        }
    }

    private static func resolutions(of model: String) -> [String] {
        model.contains("a14b") ? ["480p", "580p", "720p"] : ["580p", "720p"]
    }

    private static let common = [
        FieldRule("negative_prompt", .text), FieldRule("num_inference_steps", .whole(1...500)),
        FieldRule("guidance_scale", .number(0...100)), FieldRule("seed", .whole(.min ... .max)),
        FieldRule("loras", .list), FieldRule("enable_safety_checker", .flag),
        FieldRule("enable_prompt_expansion", .flag),
    ]
}
