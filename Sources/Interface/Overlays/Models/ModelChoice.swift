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
            prompt: text(state, without: wordsAgainst(listing, provider, makesImages: makesImages)),
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
        if let provider {
            request.provider = provider
        } else if let wish = request.provider, !mayServe(wish, listing) {
            // The one that was wanted for another model does not serve this one.
            request.provider = nil
        }
    }

    /// Whether a provider serves a model, as far as that is known.
    private static func mayServe(_ provider: String, _ listing: ModelListing) -> Bool {
        let servers = listing.offers.map(\.provider)
        return servers.isEmpty || servers.contains(provider)
    }

    /// What was chosen, in a sentence.
    private static func sentence(_ listing: ModelListing, _ provider: String?, makesImages: Bool) -> String {
        let what = makesImages ? "Images for prompts" : "Prompts"
        if let provider { return "\(what) are made with \(listing.model) by \(provider) from now on." }
        let served = ModelWords.servers(listing)
        let by = served.isEmpty ? "" : ", served by \(Strings.list(served))"
        return "\(what) are made with \(listing.model) from now on\(by)."
    }

    /// Whether a word of the prompt would win over what is chosen.
    private static func wordsAgainst(
        _ listing: ModelListing,
        _ provider: String?,
        makesImages: Bool
    ) -> (ParameterWords.Word) -> Bool {
        { word in
            switch word.name {
            case "keyframe-model": makesImages
            case "model": !makesImages
            case "provider":
                !makesImages && (provider != nil || isElsewhere(word.value.lowercased(), listing))
            default: false
            }
        }
    }

    /// Whether a word wishes for a provider that does not serve a model.
    private static func isElsewhere(_ wish: String, _ listing: ModelListing) -> Bool {
        wish != ProviderWish.auto && !mayServe(wish, listing)
    }

    /// The prompt without some of its words; nil when it has none of them.
    private static func text(_ state: AppState, without: (ParameterWords.Word) -> Bool) -> String? {
        let words = state.compose.editor.words
        guard words.words.contains(where: without) else { return nil }
        let kept = words.words.filter { !without($0) }.map { "--\($0.name) \($0.value)" }
        return ([words.prompt] + kept).joined(separator: " ")
    }
}
