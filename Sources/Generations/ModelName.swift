/// A model's name as users write it, with a provider behind a colon if they like: `owner/name:fal-ai`.
package struct ModelName: Hashable, Sendable {
    package var model: ModelID
    /// The provider that is wanted; nil leaves it to the Hub.
    package var provider: String?

    /// The words that the router resolves for chat, and for nothing else.
    private static let policies: Set<String> = ["fastest", "cheapest", "preferred"]

    /// Takes a name apart.
    ///
    /// - Throws: `ParameterProblem` for what is no model's name, and for a policy of chat models.
    package init(_ text: String) throws(ParameterProblem) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let model = ModelID(String(first)) else {
            throw ParameterProblem(
                parameter: "model",
                message: "A model is owner/name, or owner/name:provider, such as Wan-AI/Wan2.2-TI2V-5B."
            )
        }
        self.model = model
        if parts.count == 2 { provider = try Self.provider(String(parts[1])) }
    }

    /// The provider that a word wishes for, in small letters; nil for `auto`, which leaves it to the Hub.
    ///
    /// - Throws: `ParameterProblem` for what cannot be a provider's name, and for a policy of chat models.
    package static func provider(_ text: String) throws(ParameterProblem) -> String? {
        let word = text.lowercased()
        guard !policies.contains(word) else {
            throw ParameterProblem(
                parameter: "provider",
                message: "\(word) is for chat models: name a provider for a video, or none."
            )
        }
        guard !word.isEmpty, word.count <= 60,
            word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else {
            throw ParameterProblem(
                parameter: "provider",
                message: "This is no provider's name: write one such as fal-ai, or auto."
            )
        }
        return word == "auto" ? nil : word
    }
}
