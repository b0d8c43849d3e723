import Generations

/// The providers of one model, to choose one for a run that is sent again, or for the prompt.
struct ProvidersState: Equatable, Sendable {
    /// What choosing a provider does.
    enum Purpose: Equatable, Sendable {
        /// Sends the request of a run again.
        case again(Generation)
        /// Makes the prompt's requests with the model and the provider.
        case prompt(ModelListing)
    }

    var purpose: Purpose
    var model: ModelID
    var task: InferenceTask
    /// The question that is under way or was answered last.
    var number: Int
    /// Nil until the Hub has answered.
    var offers: ModelOffers?
    var problem: String?
    var index = 0

    var selected: ModelOffers.Offer? {
        guard let offers = offers?.offers, offers.indices.contains(index) else { return nil }
        return offers[index]
    }

    /// The provider that was asked for the run and has not made it; nil when none was.
    var refused: String? {
        guard case .again(let generation) = purpose else { return nil }
        switch generation.state {
        case .failed, .held(.interruptedSubmit):
            return generation.provider?.rawValue ?? generation.request.provider
        default: return nil
        }
    }
}
