package import Generations

package import struct Foundation.Date

/// Looking for what a submit has begun whose answer nobody saw.
extension HuggingFaceClient {
    package func find(
        _ request: GenerationRequest,
        at provider: InferenceProvider,
        since: Date,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> [RemoteJob]? {
        let adapter = ProviderRegistry.adapter(for: provider)
        guard let question = adapter.list(), configuration.key(for: provider) != nil, request.image == nil
        else { return nil }
        let road = try await road(for: request, listener(progress, configuration.hubToken))
        guard case .plan(let plan) = road, plan.provider == provider, plan.route.kind == .provider else {
            return nil
        }
        let (submit, prepared) = try prepare(question, beside: request, plan)
        return try await transport.exchange(
            prepared,
            redirects: .ownOrigin,
            limits: configuration.limits.forJob,
            listener: listener(progress, plan.token),
            read: { head, body in
                let mapping = self.errors(plan.token, .job, host: head.host)
                let answer = try await ProviderAnswer(head, body, mapping: mapping)
                return try adapter.jobs(
                    of: submit,
                    model: plan.model,
                    since: since,
                    in: answer,
                    from: plan.route
                )
            }
        )
    }

    /// What the submit had sent, and the question for the list.
    private func prepare(
        _ question: ProviderRequest,
        beside request: GenerationRequest,
        _ plan: RoutePlan
    ) throws(InferenceError) -> (ProviderRequest, PreparedRequest) {
        do {
            let call = ProviderCall(request: request, model: plan.model, image: nil)
            let prepared = try plan.route.prepare(question, traceID: configuration.makeTraceID())
            return (try plan.adapter.submit(call), prepared)
        } catch {
            throw .invalidParameter(error)
        }
    }
}
