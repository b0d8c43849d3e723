/// Everything that is needed to make one video, and to make it again.
package struct GenerationRequest: Hashable, Sendable {
    package var task: InferenceTask
    package var prompt: String
    package var model: ModelID
    /// The provider behind the router, or nil for the Hub's own choice and for direct endpoints.
    package var provider: String?
    /// Whether another provider may be asked when the first cannot do it and has accepted nothing.
    package var fallsBack: Bool
    /// The direct endpoint's address as the user gave it, or nil for the router.
    package var endpoint: String?
    /// The image to animate.
    package var image: ImageSource?
    /// The model that makes the image when there is none and the video's model needs one, with a provider behind
    /// a colon if the user likes; nil for the program's own choice.
    package var keyframeModel: String?
    package var parameters: VideoParameters
    /// The organisation that pays (`X-HF-Bill-To`).
    package var billTo: String?
    /// Where the user wants the video: a file or a folder; nil for the library's own place.
    package var output: String?
    /// The working folder that the user was in.
    package var folder: String?
    /// The prompt as it was written, before alternatives and variables were filled in; nil when there were none.
    package var template: String?

    package init(
        task: InferenceTask = .textToVideo,
        prompt: String,
        model: ModelID,
        provider: String? = nil,
        fallsBack: Bool = false,
        endpoint: String? = nil,
        image: ImageSource? = nil,
        keyframeModel: String? = nil,
        parameters: VideoParameters = VideoParameters(),
        billTo: String? = nil,
        output: String? = nil,
        folder: String? = nil,
        template: String? = nil
    ) {
        self.task = task
        self.prompt = prompt
        self.model = model
        self.provider = provider
        self.fallsBack = fallsBack
        self.endpoint = endpoint
        self.image = image
        self.keyframeModel = keyframeModel
        self.parameters = parameters
        self.billTo = billTo
        self.output = output
        self.folder = folder
        self.template = template
    }
}

/// Where an image is read from.
package enum ImageSource: Hashable, Sendable {
    /// An absolute path.
    case file(String)
    /// An https address.
    case url(String)

    /// The path or address as one text.
    package var text: String {
        switch self {
        case .file(let path): path
        case .url(let address): address
        }
    }
}
