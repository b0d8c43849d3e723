import Generations

/// Putting a model into the prompt.
enum ModelChoice {
    /// Makes the prompt's requests with a model, also those that follow, and with a provider if one is wanted.
    static func take(_ state: inout AppState, _ listing: ModelListing, provider: String?) {
        var base = state.compose.base ?? state.setup.template
        base.model = listing.model
        let servers = listing.offers.map(\.provider)
        if let provider {
            base.provider = provider
        } else if let wish = base.provider, !servers.isEmpty, !servers.contains(wish) {
            // The one that was wanted for another model does not serve this one.
            base.provider = nil
        }
        let loaded = state.compose.loaded
        ComposeUpdate.load(
            &state,
            prompt: textWithoutModel(state),
            base: base,
            parent: state.compose.parent,
            isTemplate: true
        )
        state.compose.loaded = loaded
        state.models.known.chosen.removeAll { $0 == listing.model }
        state.models.known.chosen.insert(listing.model, at: 0)
    }

    /// The prompt without its own word for the model, which would win; nil when it has none.
    private static func textWithoutModel(_ state: AppState) -> String? {
        let words = state.compose.editor.words
        guard words.words.contains(where: { $0.name == "model" }) else { return nil }
        let kept = words.words.filter { $0.name != "model" }.map { "--\($0.name) \($0.value)" }
        return ([words.prompt] + kept).joined(separator: " ")
    }
}
