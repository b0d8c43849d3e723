/// What a model's rules mean for a request that goes to a provider.
extension ModelRules {
    /// The provider whose figures these are; nil for a model's own.
    package var provider: InferenceProvider? { source == "fal.ai" ? .falAI : nil }

    /// What the provider that a request may go to does not take of it; one sentence each. Such a request is not sent
    /// there. Nothing is known of other providers, so that nothing is said of them.
    package static func hints(for request: GenerationRequest) -> [ParameterProblem] {
        guard let rules = rules(for: request.model) else { return [] }
        guard request.endpoint == nil, let provider = rules.provider else {
            return rules.hints(for: request.parameters)
        }
        guard request.provider == nil || request.provider == provider.rawValue else { return [] }
        return rules.hints(for: request.parameters, isStrict: true)
    }

    /// Whether a model's name says that it animates a picture and makes no video of a prompt alone.
    package static func animatesOnly(_ model: ModelID) -> Bool {
        let name = model.name.lowercased()
        let words = name.split { !$0.isLetter && !$0.isNumber }
        return words.contains("i2v") || words.contains { $0.hasPrefix("img2vid") }
            || name.contains("image-to-video") || name.contains("stable-video-diffusion")
    }
}

extension GenerationRequest {
    /// The model that makes a picture of the prompt first, as far as the names tell; nil where none is needed.
    package var likelyKeyframe: Keyframe? {
        guard image == nil, ModelRules.animatesOnly(model) else { return nil }
        return Keyframe.wanted(for: self)
    }
}

extension InferenceProvider {
    /// Those that make videos, as they are offered.
    package static let forVideos: [InferenceProvider] = [.falAI, .novita, .replicate, .together, .wavespeed]

    /// Whether it has a call that cancels a job.
    package var takesCancels: Bool { self == .falAI || self == .replicate }
}
