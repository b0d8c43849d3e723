import Generations

/// Putting a model into the prompt.
enum ModelChoice {
    /// Makes the prompt's requests with a model, also those that follow, and with a provider if one is wanted; a
    /// model for images makes their keyframes.
    static func take(_ state: inout AppState, _ listing: ModelListing, provider: String?) {
        var base = state.compose.base ?? state.setup.template
        let makesImages = listing.task == ListedTask.textToImage.rawValue
        if makesImages {
            base.keyframeModel = listing.model.rawValue + (provider.map { ":" + $0 } ?? "")
        } else {
            choose(listing, provider, &base)
        }
        let loaded = state.compose.loaded
        ComposeUpdate.load(
            &state,
            prompt: makesImages ? nil : textWithoutModel(state),
            base: base,
            parent: state.compose.parent,
            isTemplate: true
        )
        state.compose.loaded = loaded
        state.models.known.chosen.removeAll { $0 == listing.model }
        state.models.known.chosen.insert(listing.model, at: 0)
        state.say(sentence(listing, provider, makesImages: makesImages), .good)
    }

    private static func choose(
        _ listing: ModelListing,
        _ provider: String?,
        _ request: inout GenerationRequest
    ) {
        request.model = listing.model
        let servers = listing.offers.map(\.provider)
        if let provider {
            request.provider = provider
        } else if let wish = request.provider, !servers.isEmpty, !servers.contains(wish) {
            // The one that was wanted for another model does not serve this one.
            request.provider = nil
        }
    }

    /// What was chosen, in a sentence.
    private static func sentence(_ listing: ModelListing, _ provider: String?, makesImages: Bool) -> String {
        let what = makesImages ? "Images for prompts" : "Prompts"
        if let provider { return "\(what) are made with \(listing.model) by \(provider) from now on." }
        let served = ModelWords.servers(listing)
        let by = served.isEmpty ? "" : ", served by \(Strings.list(served))"
        return "\(what) are made with \(listing.model) from now on\(by)."
    }

    /// The prompt without its own word for the model, which would win; nil when it has none.
    private static func textWithoutModel(_ state: AppState) -> String? {
        let words = state.compose.editor.words
        guard words.words.contains(where: { $0.name == "model" }) else { return nil }
        let kept = words.words.filter { $0.name != "model" }.map { "--\($0.name) \($0.value)" }
        return ([words.prompt] + kept).joined(separator: " ")
    }
}
