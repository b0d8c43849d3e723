import Generations
import HuggingFace

/// The Hub for the settings of this run: each question has a client of its own.
struct HubAccess: ModelHub {
    let client: ClientFactory

    func models(_ query: ModelQuery, at page: String?) async throws -> ModelPage {
        try await client.withClient { try await $0.models(query, at: page) }
    }

    func offers(of model: ModelID, task: InferenceTask) async throws -> ModelOffers {
        try await client.withClient { try await $0.offers(of: model, task: task) }
    }

    func checkToken() async throws -> TokenCheck {
        try await client.withClient { try await $0.checkToken() }
    }
}
