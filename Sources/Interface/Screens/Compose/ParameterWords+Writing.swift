import Generations

extension GenerationRequest {
    /// The parameters that differ from a template's, as words that can be typed.
    func parameterWords(beside template: GenerationRequest) -> String {
        var words: [String] = []
        func add(_ name: String, _ value: String?, _ standard: String?) {
            if let value, value != standard { words.append("--\(name) \(value)") }
        }
        let (own, other) = (parameters, template.parameters)
        add("seed", own.seed.map { "\($0)" }, other.seed.map { "\($0)" })
        add("num-frames", own.numFrames.map { "\($0)" }, other.numFrames.map { "\($0)" })
        add("fps", own.fps.map { "\($0)" }, other.fps.map { "\($0)" })
        add("width", own.width.map { "\($0)" }, other.width.map { "\($0)" })
        add("height", own.height.map { "\($0)" }, other.height.map { "\($0)" })
        add(
            "num-inference-steps",
            own.numInferenceSteps.map { "\($0)" },
            other.numInferenceSteps.map { "\($0)" }
        )
        add("guidance-scale", own.guidanceScale.map(Strings.number), other.guidanceScale.map(Strings.number))
        add("motion-bucket-id", own.motionBucketID.map { "\($0)" }, other.motionBucketID.map { "\($0)" })
        add(
            "noise-aug-strength",
            own.noiseAugStrength.map(Strings.number),
            other.noiseAugStrength.map(Strings.number)
        )
        add("image", image?.text, template.image?.text)
        add("model", model.rawValue, template.model.rawValue)
        add("provider", provider ?? ProviderWish.auto, template.provider ?? ProviderWish.auto)
        add("keyframe-model", keyframeModel, template.keyframeModel)
        add("negative-prompt", own.negativePrompt, other.negativePrompt)
        return words.joined(separator: " ")
    }
}
