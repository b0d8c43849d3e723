import Generations

/// Whether another provider may make what one has not made, so that the key for it is offered in place.
enum ProviderHint {
    static func isMeant(_ generation: Generation?) -> Bool {
        guard let generation, ProvidersAvailability.of(generation).isAvailable else { return false }
        switch generation.state {
        case .failed(let failure), .held(.job(let failure)): return isMeant(failure)
        default: return false
        }
    }

    /// Failures that are a provider's own, and those of which it is known that others could do it.
    private static func isMeant(_ failure: GenerationFailure) -> Bool {
        switch failure.code {
        case .providerNotBillable, .unsupported, .endpointGone: true
        default: failure.hint.hasPrefix("Choose another provider")
        }
    }
}

extension AppState {
    /// The generation that keys act on where a situation holds.
    func selected(in context: KeyContext) -> Generation? {
        switch context {
        case .runs: runs.selected?.generation
        case .history: history.selected
        case .detail: detail.generation
        default: nil
        }
    }
}
