package import Generations

extension VideoParameters {
    /// The parameters that were given, in the words of the API, then the provider's own.
    package var json: [String: ParameterValue] {
        var values = extra
        values["negative_prompt"] = negativePrompt.map(ParameterValue.string)
        values["num_frames"] = numFrames.map(ParameterValue.integer)
        values["fps"] = fps.map(ParameterValue.integer)
        values["width"] = width.map(ParameterValue.integer)
        values["height"] = height.map(ParameterValue.integer)
        values["num_inference_steps"] = numInferenceSteps.map(ParameterValue.integer)
        values["guidance_scale"] = guidanceScale.map(ParameterValue.number)
        values["seed"] = seed.map { .integer(Int($0)) }
        values["motion_bucket_id"] = motionBucketID.map(ParameterValue.integer)
        values["noise_aug_strength"] = noiseAugStrength.map(ParameterValue.number)
        return values
    }

    /// The parameters of an object with these words; what is none of them is a provider's own. A value of a wrong
    /// kind is left out.
    init(json: [String: ParameterValue]) {
        var rest = json
        func take(_ name: String) -> ParameterValue? { rest.removeValue(forKey: name) }
        let negativePrompt = take("negative_prompt")?.text
        let numFrames = take("num_frames")?.whole
        let fps = take("fps")?.whole
        let width = take("width")?.whole
        let height = take("height")?.whole
        let numInferenceSteps = take("num_inference_steps")?.whole
        let guidanceScale = take("guidance_scale")?.amount
        let seed = take("seed")?.whole
        let motionBucketID = take("motion_bucket_id")?.whole
        let noiseAugStrength = take("noise_aug_strength")?.amount
        self.init(
            negativePrompt: negativePrompt,
            numFrames: numFrames,
            fps: fps,
            width: width,
            height: height,
            numInferenceSteps: numInferenceSteps,
            guidanceScale: guidanceScale,
            seed: seed.map(Int64.init),
            motionBucketID: motionBucketID,
            noiseAugStrength: noiseAugStrength,
            extra: rest
        )
    }
}

extension ParameterValue {
    /// The text, if it is one.
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number without a fraction, also of a text that is one.
    var whole: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        case .string(let text): Int(text)
        default: nil
        }
    }

    /// The number.
    var amount: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string(let text): Double(text)
        default: nil
        }
    }

    /// The members of an object.
    var members: [String: ParameterValue]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The elements of a list.
    var elements: [ParameterValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
