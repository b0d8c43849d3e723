import Generations
import HuggingFace

/// The keys of one's own for providers, under the names that the providers' own tools read.
///
/// They come from the environment alone: a key in a working folder's `.env` would let a stranger's account make, and
/// see, what the user asks for.
struct ProviderKeys: Sendable {
    /// The variable of each provider that can be asked itself.
    static let variables: [(provider: InferenceProvider, variable: String)] = [
        (.falAI, "FAL_KEY"), (.novita, "NOVITA_API_KEY"), (.replicate, "REPLICATE_API_TOKEN"),
        (.together, "TOGETHER_API_KEY"), (.wavespeed, "WAVESPEED_API_KEY"),
    ]

    let environment: [String: String]

    /// The keys that are set.
    ///
    /// - Throws: `CommandFailure` for one that no header can carry.
    func all() throws -> [InferenceProvider: FoundToken] {
        var keys: [InferenceProvider: FoundToken] = [:]
        for (provider, variable) in Self.variables {
            guard let text = environment[variable] else { continue }
            do {
                keys[provider] = try AccessToken(text).map { FoundToken(token: $0, source: variable) }
            } catch {
                throw CommandFailure(
                    .denied,
                    "The key in \(variable) holds characters that no HTTP header can carry.",
                    hint: "Copy it again from the page of \(provider), or take it away."
                )
            }
        }
        return keys
    }

    /// Whether none is set.
    var isEmpty: Bool {
        !Self.variables.contains { environment[$0.variable]?.isEmpty == false }
    }
}
