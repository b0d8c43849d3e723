package import Generations

package import struct Foundation.Date
package import struct Foundation.UUID

/// How a video was made, as the file itself tells it.
package struct Recipe: Hashable, Sendable {
    /// The program that wrote it.
    package enum Origin: String, Hashable, Sendable {
        case rushes = "Rushes"
        case comfyUI = "ComfyUI"
        case wanGP = "Wan2GP"
    }

    package var origin: Origin
    /// The number in the library that it was made in.
    package var id: GenerationID?
    package var uuid: UUID?
    package var task: InferenceTask
    package var prompt: String
    /// The model on the Hub, or a name of another program's.
    package var model: String?
    package var provider: String?
    /// Without what could be a secret in it.
    package var endpoint: String?
    /// The image that was animated, where everybody can fetch it.
    package var imageAddress: String?
    /// Whether an image was animated that is not in here.
    package var needsImage: Bool
    /// The model that made the image first.
    package var keyframeModel: String?
    package var parameters: VideoParameters
    package var template: String?
    package var attempts: Int
    package var job: String?
    package var requestID: String?
    package var parent: GenerationID?
    package var createdAt: Date?
    /// The texts of the file that had the places of ours before, by their names.
    package var former: [String: String]

    package init(
        origin: Origin = .rushes,
        id: GenerationID? = nil,
        uuid: UUID? = nil,
        task: InferenceTask = .textToVideo,
        prompt: String,
        model: String? = nil,
        provider: String? = nil,
        endpoint: String? = nil,
        imageAddress: String? = nil,
        needsImage: Bool = false,
        keyframeModel: String? = nil,
        parameters: VideoParameters = VideoParameters(),
        template: String? = nil,
        attempts: Int = 0,
        job: String? = nil,
        requestID: String? = nil,
        parent: GenerationID? = nil,
        createdAt: Date? = nil,
        former: [String: String] = [:]
    ) {
        self.origin = origin
        self.id = id
        self.uuid = uuid
        self.task = task
        self.prompt = prompt
        self.model = model
        self.provider = provider
        self.endpoint = endpoint
        self.imageAddress = imageAddress
        self.needsImage = needsImage
        self.keyframeModel = keyframeModel
        self.parameters = parameters
        self.template = template
        self.attempts = attempts
        self.job = job
        self.requestID = requestID
        self.parent = parent
        self.createdAt = createdAt
        self.former = former
    }
}

extension Recipe {
    /// The recipe of a generation: without paths, and without what may be secret in an address.
    package init(_ generation: Generation) {
        let request = generation.request
        var address: String?
        if case .url(let text)? = request.image, PublicAddress.isPublic(text) { address = text }
        self.init(
            id: generation.id,
            uuid: generation.uuid,
            task: request.task,
            prompt: request.prompt,
            model: request.model.rawValue,
            provider: generation.provider?.rawValue ?? request.provider,
            endpoint: request.endpoint.flatMap(PublicAddress.of),
            imageAddress: address,
            needsImage: request.image != nil && address == nil,
            keyframeModel: generation.keyframe?.model.rawValue ?? request.keyframeModel,
            parameters: request.parameters,
            template: request.template,
            attempts: generation.attempts,
            job: generation.job?.id.rawValue,
            requestID: generation.requestID,
            parent: generation.parent,
            createdAt: generation.createdAt
        )
    }

    /// The request that makes such a video again; nil when the model is none of the Hub's and no other is given.
    package func request(model other: ModelID? = nil) -> GenerationRequest? {
        guard let model = model.flatMap(ModelID.init) ?? other else { return nil }
        return GenerationRequest(
            task: task,
            prompt: prompt,
            model: model,
            provider: endpoint == nil ? provider : nil,
            endpoint: endpoint,
            image: imageAddress.map(ImageSource.url),
            keyframeModel: keyframeModel,
            parameters: parameters,
            template: template
        )
    }

    /// The prompt on one line, for the place where players look for a title.
    var title: String {
        let line = prompt.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let shown = line.unicodeScalars.prefix(200).filter { $0.properties.generalCategory != .control }
        return String(String.UnicodeScalarView(shown))
    }
}
