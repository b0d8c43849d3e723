import Generations

/// A model's name as users write it, with a provider behind a colon if they like: `owner/name:fal-ai`
/// (protocol 6).
struct ModelName: Hashable, Sendable {
    var model: ModelID
    /// The provider that is wanted; nil leaves it to the Hub.
    var provider: String?

    /// The words that the server resolves for chat, and for nothing else.
    private static let policies: Set<String> = ["fastest", "cheapest", "preferred"]

    /// Takes a name apart.
    ///
    /// - Throws: `ParameterProblem` for what is no model's name, and for a policy of chat models.
    init(_ text: String) throws(ParameterProblem) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let model = ModelID(String(first)) else {
            throw ParameterProblem(
                parameter: "model",
                message: "\(Redaction.message(text, longest: 100)) is no model's name: write owner/name."
            )
        }
        self.model = model
        guard parts.count == 2 else { return }
        let word = parts[1].lowercased()
        guard !Self.policies.contains(word) else {
            throw ParameterProblem(
                parameter: "model",
                message: "\(word) is for chat models: name a provider for a video, or none."
            )
        }
        guard !word.isEmpty, word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else {
            throw ParameterProblem(
                parameter: "model",
                message: "Behind the colon of \(model) stands no provider: write one such as fal-ai."
            )
        }
        if word != "auto" { provider = word }
    }
}
