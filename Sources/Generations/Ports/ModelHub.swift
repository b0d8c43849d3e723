/// The Hub, as far as people ask it: what models there are, who serves one, and whose the token is. All calls throw
/// `InferenceError` for what the Hub or the network did, and `CancellationError`.
package protocol ModelHub: Sendable {
    /// A part of a list of models: the first one, or the one at an address that the part before has named.
    func models(_ query: ModelQuery, at page: String?) async throws -> ModelPage

    /// Who serves a model for a task.
    func offers(of model: ModelID, task: InferenceTask) async throws -> ModelOffers

    /// Whose the token is. The Hub allows this rarely: ask once.
    func checkToken() async throws -> TokenCheck
}
