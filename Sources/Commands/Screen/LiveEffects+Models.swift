import Generations
import Interface
import Library

/// What the screen asks of the Hub, and which models it remembers.
extension LiveEffects {
    /// A page of models, or who serves one. Each answers with the number of its question, so that of several under
    /// way the last one counts.
    func askHub(_ effect: AppEffect) async throws -> EffectResult? {
        switch effect {
        case .loadModels(let query, let page, let number):
            return .modelsLoaded(number: number, try await dependencies.hub.models(query, at: page))
        case .loadOffers(let model, let task, let number):
            return .offersLoaded(number: number, try await offers(of: model, task: task))
        default: return nil
        }
    }

    /// Who serves a model. One that only animates images gets its image made first.
    private func offers(of model: ModelID, task: InferenceTask) async throws -> ModelOffers {
        let offers = try await dependencies.hub.offers(of: model, task: task)
        guard task == .textToVideo, offers.usable.isEmpty else { return offers }
        let animated = try await dependencies.hub.offers(of: model, task: .imageToVideo)
        return animated.usable.isEmpty ? offers : animated
    }

    /// What is known of models without the Hub, and what is to be kept of them.
    func models(_ effect: AppEffect, _ library: LibraryDatabase) async throws -> EffectResult? {
        switch effect {
        case .loadKnownModels: return .knownModelsLoaded(try await library.knownModels())
        case .starModel(let model, let isStarred): try await library.setStarred(model, isStarred)
        case .rememberModel(let model): try await library.rememberChosen(model)
        default: break
        }
        return nil
    }
}
