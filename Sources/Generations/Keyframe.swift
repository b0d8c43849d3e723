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

extension Keyframe {
    /// The model that makes keyframes when nobody chose one: open, quick, and served by several providers.
    package static let standardModel = "black-forest-labs/FLUX.1-schnell"

    /// The image that a request needs first, not made yet. Nil when its prompt is empty or its keyframe model is no
    /// model's name; `problems()` tells both.
    package static func wanted(for request: GenerationRequest) -> Keyframe? {
        guard request.prompt.contains(where: { !$0.isWhitespace }),
            let name = try? ModelName(request.keyframeModel ?? standardModel)
        else { return nil }
        return Keyframe(model: name.model, provider: name.provider)
    }
}

extension Generation {
    /// Whether the exchange under way, or the next one, is for the image and not yet for the video.
    package var isMakingKeyframe: Bool {
        keyframe.map { $0.file == nil } ?? false
    }

    /// What the next exchange asks for: the image while there is none, else the video with the image in it.
    package var requestToSend: GenerationRequest {
        guard let keyframe else { return requestWithProvider }
        var request = requestWithProvider
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

    /// The request, to the provider that took over from one that could not do it.
    private var requestWithProvider: GenerationRequest {
        guard !isMakingKeyframe, let substitute else { return request }
        var request = request
        request.provider = substitute.rawValue
        return request
    }
}
