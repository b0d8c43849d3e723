import Simulator

/// Runs something with the built-in Hugging Face on loopback and gives it the address of its Hub and router.
func withDemo<Value: Sendable>(_ work: (String) async throws -> Value) async throws -> Value {
    try await withSimulator(.demo) { simulator in try await work(simulator.baseURL) }
}
