/// How a video is to be made, in one set of words for every provider. A value that is nil is left to the server.
package struct VideoParameters: Hashable, Sendable {
    /// What should not be seen.
    package var negativePrompt: String?
    package var numFrames: Int?
    /// Frames per second.
    package var fps: Int?
    /// In pixels.
    package var width: Int?
    /// In pixels.
    package var height: Int?
    package var numInferenceSteps: Int?
    package var guidanceScale: Double?
    /// Always drawn by us when the user gives none, and kept, so that every generation can be repeated.
    package var seed: Int64?
    /// Stable Video Diffusion: how much moves, 0 to 255.
    package var motionBucketID: Int?
    /// Stable Video Diffusion: noise added to the image.
    package var noiseAugStrength: Double?
    /// The provider's own parameters, sent as they are.
    package var extra: [String: ParameterValue]

    package init(
        negativePrompt: String? = nil,
        numFrames: Int? = nil,
        fps: Int? = nil,
        width: Int? = nil,
        height: Int? = nil,
        numInferenceSteps: Int? = nil,
        guidanceScale: Double? = nil,
        seed: Int64? = nil,
        motionBucketID: Int? = nil,
        noiseAugStrength: Double? = nil,
        extra: [String: ParameterValue] = [:]
    ) {
        self.negativePrompt = negativePrompt
        self.numFrames = numFrames
        self.fps = fps
        self.width = width
        self.height = height
        self.numInferenceSteps = numInferenceSteps
        self.guidanceScale = guidanceScale
        self.seed = seed
        self.motionBucketID = motionBucketID
        self.noiseAugStrength = noiseAugStrength
        self.extra = extra
    }

    /// The length of the video when both the frames and their rate are known.
    package var seconds: Double? {
        guard let numFrames, let fps, fps > 0 else { return nil }
        return Double(numFrames) / Double(fps)
    }

    /// The size where both sides are given.
    package var size: VideoSize? {
        width.flatMap { width in height.map { VideoSize(width, $0) } }
    }

    /// What a direct endpoint with Stable Video Diffusion gets where the user says nothing: 24 frames at 12 a
    /// second, 512x512, motion 127, noise 0.02.
    package static let stableVideoDiffusionDefaults = VideoParameters(
        numFrames: 24,
        fps: 12,
        width: 512,
        height: 512,
        motionBucketID: 127,
        noiseAugStrength: 0.02
    )

    /// These parameters, with another set's values where these have none.
    package func filled(from defaults: VideoParameters) -> VideoParameters {
        var filled = self
        filled.negativePrompt = negativePrompt ?? defaults.negativePrompt
        filled.numFrames = numFrames ?? defaults.numFrames
        filled.fps = fps ?? defaults.fps
        filled.width = width ?? defaults.width
        filled.height = height ?? defaults.height
        filled.numInferenceSteps = numInferenceSteps ?? defaults.numInferenceSteps
        filled.guidanceScale = guidanceScale ?? defaults.guidanceScale
        filled.seed = seed ?? defaults.seed
        filled.motionBucketID = motionBucketID ?? defaults.motionBucketID
        filled.noiseAugStrength = noiseAugStrength ?? defaults.noiseAugStrength
        filled.extra = extra.merging(defaults.extra) { own, _ in own }
        return filled
    }
}
