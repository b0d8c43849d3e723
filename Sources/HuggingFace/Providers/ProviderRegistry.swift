import Generations

/// All providers that we speak to. A new one is a file of its own and a line here.
enum ProviderRegistry {
    /// The adapter of a provider.
    static func adapter(for provider: InferenceProvider) -> any ProviderAdapter {
        switch provider {
        case .falAI: FalAI()
        case .novita: Novita()
        case .replicate: Replicate()
        case .together: Together()
        case .wavespeed: Wavespeed()
        }
    }

    /// Every adapter, in the order of their names.
    static var all: [any ProviderAdapter] { InferenceProvider.allCases.map(adapter) }
}
