import Generations

/// A provider, its name for the model, and the way to it: all that a submit needs beside the request.
struct RoutePlan: Sendable {
    var adapter: any ProviderAdapter
    var route: ProviderRoute
    /// The token or key that opens the way.
    var token: FoundToken
    var model: ProviderModel
    /// Who else could do it, by their names, in the Hub's order.
    var others: [String]
    /// What is worth saying of the choice.
    var notices: [String]

    var provider: InferenceProvider { adapter.provider }

    /// The request that is sent for a generation's.
    ///
    /// - Throws: `InferenceError.invalidParameter` for what this model or provider does not take.
    func prepare(
        _ request: GenerationRequest,
        image: ProviderImage?,
        traceID: String
    ) throws(InferenceError) -> PreparedRequest {
        do {
            let call = ProviderCall(request: request, model: model, image: image)
            return try route.prepare(try adapter.submit(call), billTo: request.billTo, traceID: traceID)
        } catch {
            throw .invalidParameter(error)
        }
    }
}

/// What the mapping comes to for a request.
enum RoadChoice: Sendable {
    case plan(RoutePlan)
    /// The model animates an image, and the request has none. The plan is for when there is one.
    case needsImage(RoutePlan)

    var plan: RoutePlan {
        switch self {
        case .plan(let plan), .needsImage(let plan): plan
        }
    }
}

extension GenerationRequest {
    /// What a provider is asked to do with it: an image that is there is animated.
    var routedTask: InferenceTask {
        image != nil && task == .textToVideo ? .imageToVideo : task
    }
}

extension InferenceError {
    /// This error with what is known of who was asked.
    func told(of provider: InferenceProvider, others: [String], usesOwnKey: Bool) -> InferenceError {
        var error = self
        var detail = detail
        detail.provider = provider.rawValue
        detail.others = others
        detail.usesOwnKey = usesOwnKey
        error.detail = detail
        return error
    }
}
