import Generations

// The columns of `VideoParameters`: the same in each table that has parameters, named as the API names them.

extension Columns {
    /// Adds a column for each parameter.
    mutating func add(_ parameters: VideoParameters) throws {
        self["negative_prompt"] = parameters.negativePrompt
        self["num_frames"] = parameters.numFrames
        self["fps"] = parameters.fps
        self["width"] = parameters.width
        self["height"] = parameters.height
        self["num_inference_steps"] = parameters.numInferenceSteps
        self["guidance_scale"] = parameters.guidanceScale
        self["seed"] = parameters.seed
        self["motion_bucket_id"] = parameters.motionBucketID
        self["noise_aug_strength"] = parameters.noiseAugStrength
        self["extra"] =
            try parameters.extra.isEmpty ? nil : JSONDocument.text(JSONValue(.object(parameters.extra)))
    }
}

extension RowReader {
    /// The parameters of a row.
    func parameters() throws(UnreadableRow) -> VideoParameters {
        VideoParameters(
            negativePrompt: try optional("negative_prompt"),
            numFrames: try optional("num_frames"),
            fps: try optional("fps"),
            width: try optional("width"),
            height: try optional("height"),
            numInferenceSteps: try optional("num_inference_steps"),
            guidanceScale: try optional("guidance_scale"),
            seed: try optional("seed"),
            motionBucketID: try optional("motion_bucket_id"),
            noiseAugStrength: try optional("noise_aug_strength"),
            extra: try extra()
        )
    }

    private func extra() throws(UnreadableRow) -> [String: ParameterValue] {
        guard let text: String = try optional("extra") else { return [:] }
        let values: [String: JSONValue] = try JSONDocument.value(text, of: "extra")
        return values.mapValues(\.value)
    }
}
