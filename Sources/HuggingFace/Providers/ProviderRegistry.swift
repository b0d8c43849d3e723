import Generations

/// All providers that we speak to. A new one is a file of its own and a line here.
enum ProviderRegistry {
    /// The adapter of a provider.
    static func adapter(for provider: InferenceProvider) -> any ProviderAdapter {
        switch provider {
        case .falAI: FalAI()
        case .hfInference: HFInference()
        case .novita: Novita()
        case .nscale: Nscale()
        case .replicate: Replicate()
        case .together: Together()
        case .wavespeed: Wavespeed()
        case .zaiOrg: ZaiOrg()
        }
    }

    /// Every adapter, in the order of their names.
    static var all: [any ProviderAdapter] { InferenceProvider.allCases.map(adapter) }
}
