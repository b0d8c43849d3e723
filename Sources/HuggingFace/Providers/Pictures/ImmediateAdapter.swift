import Generations

/// A provider that answers with the result itself, within one request, and has no jobs that could be asked for.
protocol ImmediateAdapter: ProviderAdapter {}

extension ImmediateAdapter {
    var pace: PollPace { .usual }

    func poll(_ job: RemoteJob) -> ProviderRequest {
        ProviderRequest(method: .get, path: job.path)
    }

    func readPoll(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus {
        guard answer.isSuccess else { throw answer.error }
        throw .unreadableResponse(answer.detail("\(provider.rawValue) has no jobs"))
    }

    /// Every word of ours under the name that the Hub gives it; nothing but keyframes is asked for here.
    func form(for model: ProviderModel) -> ParameterForm {
        .plain("\(model.id) at \(provider.rawValue)")
    }

    /// Refuses an adapter on top of a model, which would be left out without a word.
    func refuseLora(_ model: ProviderModel) throws(ParameterProblem) {
        guard model.lora == nil else {
            throw ParameterProblem(
                parameter: "model",
                message: "\(provider.rawValue) is not known to take LoRAs."
            )
        }
    }
}
