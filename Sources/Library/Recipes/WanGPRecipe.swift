import Generations

extension Recipe {
    /// Reads the settings that Wan2GP writes into the comment; nil for any other text.
    init?(wanGP comment: String) {
        guard let values = ParameterValue(json: comment)?.members, let prompt = values["prompt"]?.text,
            values["type"]?.text?.hasPrefix("WanGP") == true || values["video_length"] != nil
        else { return nil }
        let size = (values["resolution"]?.text ?? "").split(separator: "x").map { Int($0) }
        self.init(
            origin: .wanGP,
            task: values["image_start"]?.text == nil ? .textToVideo : .imageToVideo,
            prompt: prompt,
            model: values["model_type"]?.text ?? values["model_filename"]?.text,
            needsImage: values["image_start"]?.text != nil,
            parameters: VideoParameters(
                negativePrompt: values["negative_prompt"]?.text.flatMap { $0.isEmpty ? nil : $0 },
                numFrames: values["video_length"]?.whole,
                fps: values["force_fps"]?.whole,
                width: size.count == 2 ? size[0] : nil,
                height: size.count == 2 ? size[1] : nil,
                numInferenceSteps: values["num_inference_steps"]?.whole,
                guidanceScale: values["guidance_scale"]?.amount,
                seed: values["seed"]?.whole.flatMap { $0 < 0 ? nil : Int64($0) }
            )
        )
    }
}
