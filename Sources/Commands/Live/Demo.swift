import Simulator

/// Runs something with the built-in endpoint on loopback and gives it the endpoint's address.
func withDemo<Value: Sendable>(_ work: (String) async throws -> Value) async throws -> Value {
    try await withSimulator(.demo) { simulator in try await work(simulator.baseURL) }
}
