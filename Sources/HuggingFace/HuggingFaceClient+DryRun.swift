package import Generations

/// What a request would send, for people to look at.
package struct DryRun: Hashable, Sendable {
    /// What is worth saying: who is asked, and what is not as usual.
    package var notes: [String]
    package var request: PreparedRequest

    /// The request as text, the notes before it, the token masked.
    package var printable: String {
        (notes.map { "# " + $0 } + [request.printable]).joined(separator: "\n")
    }
}

extension HuggingFaceClient {
    /// The request that `submit` would send. Nothing is sent but, for the router, the question to the Hub who
    /// serves the model; an image that has an address stands for itself.
    package func dryRun(_ request: GenerationRequest) async throws -> DryRun {
        let endpoint = try endpoint(for: request)
        if let problem = request.problems().first { throw InferenceError.invalidParameter(problem) }
        guard let endpoint else { return try await routedDryRun(request) }
        let notes = request.needsImageAtEndpoint ? [Self.keyframeNote(request.model)] : []
        switch request.image {
        case .url(let address):
            var prepared = try prepare(request, for: endpoint, image: InputImage(placeholder: address))
            if case .json(.object(var members)) = prepared.body {
                members["inputs"] = .string("(the image at \(Redaction.address(address)))")
                prepared.body = .json(.object(members))
            }
            return DryRun(notes: notes, request: prepared)
        case .file(let path):
            let image = try await file(path, limit: endpoint.imageLimit)
            return DryRun(notes: notes, request: try prepare(request, for: endpoint, image: image))
        case nil:
            return DryRun(notes: notes, request: try prepare(request, for: endpoint, image: nil))
        }
    }

    private func routedDryRun(_ request: GenerationRequest) async throws -> DryRun {
        let listener = ExchangeListener(token: configuration.hubToken?.token) { _ in }
        let choice = try await road(for: request, listener)
        let plan = choice.plan
        var notes = ["Provider: \(plan.provider.rawValue)"] + plan.notices
        var image: ProviderImage?
        switch request.image {
        case .url(let address): image = .address(address)
        case .file(let path):
            let limit = ImageLimit(bytes: plan.adapter.largestImage, taker: plan.provider.rawValue)
            image = .image(try await file(path, limit: limit))
        case nil: break
        }
        if case .needsImage = choice {
            notes.append(Self.keyframeNote(request.model))
            image = .address("(the image)")
        }
        let prepared = try plan.prepare(request, image: image, traceID: configuration.makeTraceID())
        return DryRun(notes: notes, request: prepared)
    }

    private static func keyframeNote(_ model: ModelID) -> String {
        "\(model) animates images: one is made from the prompt first."
    }
}

extension Endpoint {
    /// How large an image is sent to a server of which nothing is known.
    var imageLimit: ImageLimit { ImageLimit(bytes: InputImage.largestSent, taker: host) }
}

extension GenerationRequest {
    /// Whether a direct endpoint has to be given an image that is not there. Of models that are not known, the
    /// prompt is sent as it is.
    var needsImageAtEndpoint: Bool {
        guard image == nil else { return false }
        return task == .imageToVideo || model.name.lowercased().hasPrefix("stable-video-diffusion")
    }
}
