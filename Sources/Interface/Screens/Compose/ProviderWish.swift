import Generations

/// Reads which provider a request shall go to, from a word, a row, or behind a model's name.
enum ProviderWish {
    /// Leaves it to the Hub.
    static let auto = "auto"

    /// The names that can be wished for, `auto` first.
    static let names = [auto] + InferenceProvider.forVideos.map(\.rawValue)

    /// Takes a provider's name, or `auto`; returns the rule that it breaks, and changes nothing then.
    static func take(_ text: String, into request: inout GenerationRequest) -> String? {
        do {
            return take(try ModelName.provider(text), into: &request)
        } catch {
            return error.message
        }
    }

    /// Takes `owner/name`, or `owner/name:provider` apart; returns the rule that it breaks, and changes nothing then.
    static func take(model text: String, into request: inout GenerationRequest) -> String? {
        do {
            let name = try ModelName(text)
            // Without a colon nothing is said of the provider.
            if text.contains(":"), let problem = take(name.provider, into: &request) { return problem }
            request.model = name.model
            return nil
        } catch {
            return error.message
        }
    }

    /// Takes the model that makes pictures first; empty for the program's own choice.
    static func take(keyframe text: String, into request: inout GenerationRequest) -> String? {
        do {
            if !text.isEmpty { _ = try ModelName(text) }
            request.keyframeModel = text.isEmpty ? nil : text
            return nil
        } catch {
            return error.message
        }
    }

    private static func take(_ provider: String?, into request: inout GenerationRequest) -> String? {
        guard let provider else {
            request.provider = nil
            return nil
        }
        guard names.contains(provider) else {
            return
                "\(provider) is no provider of videos: \(names.dropFirst().joined(separator: ", ")), or auto."
        }
        guard request.endpoint == nil else {
            return "Requests go to an endpoint of their own: no provider is chosen there."
        }
        request.provider = provider
        return nil
    }
}
