/// What is known of a family of models: what it takes by itself, and what a provider has been seen to accept.
///
/// It is for words and hints. Providers differ, so what lies outside is pointed out and not refused.
package struct ModelRules: Hashable, Sendable {
    /// The family's name for people.
    package var name: String
    /// Who documents these figures.
    package var source: String
    package var frames: ClosedRange<Int>?
    /// The only counts of frames that are taken, where it is not a range.
    package var framesChoices: [Int] = []
    package var fps: ClosedRange<Int>?
    /// What it does where nothing is said.
    package var defaults: VideoParameters
    /// What it can do, such as `480p` or `16:9`, for words.
    package var resolutions: [String] = []
    package var aspects: [String] = []
    /// The names of parameters that it does not know, such as `guidance_scale`.
    package var unknown: Set<String> = []

    /// The rules for a model; nil when nothing is known of it.
    package static func rules(for model: ModelID) -> ModelRules? {
        let name = model.name.lowercased()
        return families.first { family in family.words.allSatisfy(name.contains) }?.rules
    }

    /// The models of these families that are worth offering, best known first.
    package static let models: [ModelID] = [
        "Wan-AI/Wan2.2-TI2V-5B", "Wan-AI/Wan2.2-T2V-A14B", "Wan-AI/Wan2.2-I2V-A14B", "Lightricks/LTX-Video",
        "tencent/HunyuanVideo", "tencent/HunyuanVideo-1.5", "meituan-longcat/LongCat-Video",
        "stabilityai/stable-video-diffusion-img2vid-xt",
    ].compactMap { ModelID($0) }

    /// Sizes that people use, wide ones first.
    package static let sizes: [(width: Int, height: Int)] = [
        (832, 480), (1_280, 720), (1_024, 576), (512, 512), (720, 720), (480, 832), (720, 1_280),
    ]

    /// What a request has that this family is not known to take; one sentence each.
    ///
    /// - Parameter isStrict: whether what is outside is known not to be sent.
    package func hints(for parameters: VideoParameters, isStrict: Bool = false) -> [ParameterProblem] {
        let verb = isStrict ? "takes only" : "takes"
        var hints: [ParameterProblem] = []
        func add(_ name: String, _ text: String) {
            hints.append(ParameterProblem(parameter: name, message: "\(source) \(text)."))
        }
        if let own = parameters.numFrames, !unknown.contains("num_frames") {
            if let frames, !frames.contains(own) {
                add("num_frames", "\(verb) \(frames.lowerBound) to \(frames.upperBound) frames for \(name)")
            } else if !framesChoices.isEmpty, !framesChoices.contains(own) {
                let choices = framesChoices.map { "\($0)" }.joined(separator: " or ")
                add("num_frames", "\(verb) \(choices) frames for \(name)")
            }
        }
        if let own = parameters.fps, let fps, !fps.contains(own) {
            add("fps", "\(verb) \(fps.lowerBound) to \(fps.upperBound) frames a second for \(name)")
        }
        if let size = parameters.size, !takes(size) {
            let words = [resolutions, aspects].filter { !$0.isEmpty }.map { $0.joined(separator: ", ") }
            add("width", "\(verb) \(words.joined(separator: " in ")) for \(name), and not \(size)")
        }
        if parameters.numFrames != nil, unknown.contains("num_frames") {
            add("num_frames", "lets \(name) choose the length")
        }
        if parameters.guidanceScale != nil, unknown.contains("guidance_scale") {
            add("guidance_scale", "knows no guidance for \(name)")
        }
        return hints
    }

    /// Whether a size is one of those that are known, or nothing is known of sizes.
    private func takes(_ size: VideoSize) -> Bool {
        (resolutions.isEmpty || resolutions.contains(where: size.isAbout(resolution:)))
            && (aspects.isEmpty || aspects.contains(where: size.isAbout(aspect:)))
    }
}

extension ModelRules {
    private struct Family: Sendable {
        /// All of them are in the model's name, in small letters.
        var words: [String]
        var rules: ModelRules
    }

    /// The first family whose words are all there is taken, so narrower ones come first. The figures are those of
    /// the published parameter types of fal.ai's endpoints (its JavaScript client, `types/endpoints.ts`), which
    /// the Hub maps these models to; those of Stable Video Diffusion are the ones that this program sends.
    private static let families: [Family] = [
        // fal-ai/wan/v2.2-5b
        Family(words: ["wan2.2", "5b"], rules: wan("Wan 2.2 5B", fps: 24, steps: 40, ["580p", "720p"])),
        // fal-ai/wan/v2.2-a14b; guidance as 2.2-5b
        Family(
            words: ["wan2.2", "a14b"],
            rules: wan("Wan 2.2 A14B", fps: 16, steps: 27, ["480p", "580p", "720p"])
        ),
        // fal-ai/wan-i2v: its guidance is called guide_scale there
        Family(
            words: ["wan2.1", "i2v"],
            rules: ModelRules(
                name: "Wan 2.1 I2V",
                source: "fal.ai",
                frames: 81...100,
                defaults: VideoParameters(numFrames: 81, numInferenceSteps: 30, guidanceScale: 5),
                resolutions: ["480p", "720p"]
            )
        ),
        // fal-ai/wan-t2v
        Family(
            words: ["wan2.1"],
            rules: ModelRules(
                name: "Wan 2.1",
                source: "fal.ai",
                frames: 81...100,
                fps: 5...24,
                defaults: VideoParameters(numFrames: 81, fps: 16, numInferenceSteps: 30),
                aspects: ["16:9", "9:16"]
            )
        ),
        // fal-ai/hunyuan-video-v1.5
        Family(
            words: ["hunyuanvideo", "1.5"],
            rules: ModelRules(
                name: "HunyuanVideo 1.5",
                source: "fal.ai",
                defaults: VideoParameters(numFrames: 121, numInferenceSteps: 28),
                resolutions: ["480p"]
            )
        ),
        // fal-ai/hunyuan-video
        Family(
            words: ["hunyuanvideo"],
            rules: ModelRules(
                name: "HunyuanVideo",
                source: "fal.ai",
                framesChoices: [85, 129],
                defaults: VideoParameters(),
                resolutions: ["480p", "580p", "720p"],
                aspects: ["16:9", "9:16"],
                unknown: ["guidance_scale"]
            )
        ),
        // fal-ai/longcat-video/text-to-video/480p
        Family(
            words: ["longcat-video"],
            rules: ModelRules(
                name: "LongCat-Video",
                source: "fal.ai",
                defaults: VideoParameters(numFrames: 162, fps: 15, numInferenceSteps: 40, guidanceScale: 4),
                resolutions: ["480p"]
            )
        ),
        // fal-ai/ltxv-13b-098-distilled: the rate is called frame_rate there
        Family(
            words: ["ltx-video", "0.9.8"],
            rules: ModelRules(
                name: "LTX-Video 0.9.8",
                source: "fal.ai",
                defaults: VideoParameters(numFrames: 121, fps: 24, numInferenceSteps: 8),
                resolutions: ["480p", "720p"],
                aspects: ["16:9", "1:1", "9:16"]
            )
        ),
        // fal-ai/ltx-video
        Family(
            words: ["ltx-video"],
            rules: ModelRules(
                name: "LTX-Video",
                source: "fal.ai",
                defaults: VideoParameters(numInferenceSteps: 30, guidanceScale: 3),
                unknown: ["num_frames"]
            )
        ),
        // fal-ai/cogvideox-5b: the rate is called export_fps there
        Family(
            words: ["cogvideox"],
            rules: ModelRules(
                name: "CogVideoX",
                source: "fal.ai",
                defaults: VideoParameters(fps: 16, numInferenceSteps: 50, guidanceScale: 7)
            )
        ),
        Family(
            words: ["stable-video-diffusion"],
            rules: ModelRules(
                name: "Stable Video Diffusion",
                source: "Stable Video Diffusion",
                defaults: .stableVideoDiffusionDefaults
            )
        ),
    ]

    private static func wan(_ name: String, fps: Int, steps: Int, _ resolutions: [String]) -> ModelRules {
        ModelRules(
            name: name,
            source: "fal.ai",
            frames: 17...161,
            fps: 4...60,
            defaults: VideoParameters(numFrames: 81, fps: fps, numInferenceSteps: steps, guidanceScale: 3.5),
            resolutions: resolutions,
            aspects: ["16:9", "1:1", "9:16"]
        )
    }
}
