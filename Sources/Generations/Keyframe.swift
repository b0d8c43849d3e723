/// The image that a prompt is made into before a model animates it.
package struct Keyframe: Hashable, Sendable {
    /// The model that makes it.
    package var model: ModelID
    /// The provider that the user wants for it; nil for the Hub's own choice.
    package var provider: String?
    /// Where it is, an absolute path; nil until it is made.
    package var file: String?
    /// How long it took, in seconds, waits included.
    package var seconds: Double?

    package init(model: ModelID, provider: String? = nil, file: String? = nil, seconds: Double? = nil) {
        self.model = model
        self.provider = provider
        self.file = file
        self.seconds = seconds
    }
}

extension Generation {
    /// Whether the exchange under way, or the next one, is for the image and not yet for the video.
    package var isMakingKeyframe: Bool {
        keyframe.map { $0.file == nil } ?? false
    }

    /// What the next exchange asks for: the image while there is none, else the video with the image in it.
    package var requestToSend: GenerationRequest {
        guard let keyframe else { return request }
        var request = request
        if let file = keyframe.file {
            request.image = .file(file)
            request.task = .imageToVideo
            return request
        }
        let video = request.parameters
        request.task = .textToImage
        request.model = keyframe.model
        request.provider = keyframe.provider
        request.endpoint = nil
        request.parameters = VideoParameters(
            negativePrompt: video.negativePrompt,
            width: video.width,
            height: video.height,
            seed: video.seed
        )
        return request
    }
}
