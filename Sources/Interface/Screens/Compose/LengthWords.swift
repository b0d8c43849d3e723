import Generations

/// How long a video will be, in words.
enum LengthWords {
    /// `81 frames = 5.1 s at 16 fps`; nil where nothing is set, or the other half is not known.
    static func text(_ request: GenerationRequest) -> String? {
        let own = request.parameters
        guard own.numFrames != nil || own.fps != nil else { return nil }
        let usual = usual(request)
        guard let frames = own.numFrames ?? usual.numFrames, let fps = own.fps ?? usual.fps, fps > 0 else {
            return nil
        }
        let seconds = Strings.tenths(Double(frames) / Double(fps))
        let count = Strings.count(frames, "frame")
        return
            "\(own.numFrames == nil ? "its " : "")\(count) = \(seconds) s at \(own.fps == nil ? "its " : "")\(fps) fps"
    }

    /// What the model does by itself, where the request goes to who says so.
    private static func usual(_ request: GenerationRequest) -> VideoParameters {
        guard let rules = ModelRules.rules(for: request.model), request.endpoint == nil,
            request.provider == nil || request.provider == rules.provider?.rawValue
        else { return VideoParameters() }
        return rules.defaults
    }
}
