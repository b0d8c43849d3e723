import Generations

/// A row of the parameter form.
enum ParameterField: Hashable, Sendable {
    case model, provider, negativePrompt, frames, fps, size, steps, guidance, seed, image, keyframe, motion,
        noise, runs
    /// One of the provider's own parameters.
    case extra(String)
    /// Adds one of them.
    case newExtra
    /// All of them as one JSON object.
    case allExtra

    /// The rows for a request, in their order.
    static func all(_ request: GenerationRequest) -> [ParameterField] {
        [
            .model, .provider, .negativePrompt, .frames, .fps, .size, .steps, .guidance, .seed, .runs, .image,
        ]
            + (request.image == nil && ModelRules.animatesOnly(request.model) || request.keyframeModel != nil
                ? [.keyframe] : [])
            + [.motion, .noise] + request.parameters.extra.keys.sorted().map { .extra($0) } + [
                .newExtra, .allExtra,
            ]
    }

    var title: String {
        switch self {
        case .model: "Model"
        case .provider: "Provider"
        case .negativePrompt: "Without"
        case .frames: "Frames"
        case .fps: "Rate (fps)"
        case .size: "Size"
        case .steps: "Steps"
        case .guidance: "Guidance"
        case .seed: "Seed"
        case .image: "Image"
        case .keyframe: "Keyframe by"
        case .motion: "Motion"
        case .noise: "Noise"
        case .runs: "Runs"
        case .extra(let key): key
        case .newExtra: "Another"
        case .allExtra: "Extra as JSON"
        }
    }

    /// What it means, and what may be in it.
    func meaning(_ state: AppState) -> String {
        func key(_ action: UserAction) -> String { state.key(action, in: .parameters) }
        let (up, down) = (key(.stepUp), key(.stepDown))
        let all = "+, -, \(up), \(down)"
        return switch self {
        case .model:
            "Which model makes it: owner/name, or owner/name:provider. \(up) and \(down) go through known ones."
        case .provider: "Who runs the model: auto, or a name. \(up) and \(down) go through them."
        case .negativePrompt: "What should not be seen: blurry, text, watermark."
        case .frames: "How many pictures: 1 to 10,000. \(all) change it."
        case .fps: "How many are shown in a second: 1 to 240. \(all) change it."
        case .size: "Width x height in pixels, 16 to 8,192: 832x480. \(up) and \(down) go through usual ones."
        case .steps: "How long the model works on it: 1 to 1,000. \(all) change it."
        case .guidance: "How closely the prompt is followed: 0 to 100. \(all) change it."
        case .seed: "Empty: drawn anew each time. A number up to 4,294,967,295: the same again."
        case .image:
            "The picture to animate: a path, or an https address. \(key(.completeOrNext)) completes a path."
        case .keyframe:
            "Which model makes the picture where none is given: owner/name, or owner/name:provider."
        case .motion: "Stable Video Diffusion: how much moves, 0 to 255."
        case .noise: "Stable Video Diffusion: noise added to the picture, 0 to 1."
        case .runs: "How many times it is run, each with a seed of its own: 1 to 100."
        case .extra: "The provider's own, sent as it is: JSON, or else text. Empty takes it away."
        case .newExtra: "A parameter of the provider's own: key=value, then \(key(.choose))."
        case .allExtra: "All of the provider's own as one object: {\"shift\": 5, \"loras\": []}."
        }
    }

    /// The words in a prompt that say the same, without dashes.
    var words: Set<String> {
        switch self {
        case .model: ["model"]
        case .provider: ["provider"]
        case .negativePrompt: ["negative-prompt"]
        case .frames: ["num-frames"]
        case .fps: ["fps"]
        case .size: ["size", "width", "height"]
        case .steps: ["num-inference-steps"]
        case .guidance: ["guidance-scale"]
        case .seed: ["seed"]
        case .image: ["image"]
        case .keyframe: ["keyframe-model"]
        case .motion: ["motion-bucket-id"]
        case .noise: ["noise-aug-strength"]
        case .runs: ["runs"]
        case .extra: ["param"]
        case .newExtra, .allExtra: []
        }
    }

    /// The names of checks that are about it.
    var checked: Set<String> {
        switch self {
        case .frames: ["num_frames"]
        case .size: ["width", "height"]
        case .steps: ["num_inference_steps"]
        case .guidance: ["guidance_scale"]
        case .motion: ["motion_bucket_id"]
        case .noise: ["noise_aug_strength"]
        default: Set(words.map { String($0.map { $0 == "-" ? "_" : $0 }) })
        }
    }

    /// Whether `+` and `-` change a number.
    var isNumber: Bool {
        switch self {
        case .frames, .fps, .steps, .guidance, .seed, .motion, .noise, .runs: true
        default: false
        }
    }
}
