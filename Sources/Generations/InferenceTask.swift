/// What a model is asked to do, in the Hub's words (`pipeline_tag`).
package enum InferenceTask: String, Hashable, Sendable, CaseIterable {
    case textToVideo = "text-to-video"
    case imageToVideo = "image-to-video"
    /// Makes the keyframe of a video.
    case textToImage = "text-to-image"
}
