import Generations
import Logging

/// Servers' limits, which processes on one library tell each other.
extension GenerationEngine {
    /// Takes up what other processes have heard of limits: to be called when the library may have changed.
    package func hearOfLimits() async {
        do {
            let limits = try await dependencies.store.limits()
            perform(queue.heard(of: limits, at: dependencies.time.now()))
        } catch {
            log("The limits could not be read", error)
        }
    }

    /// Tells other processes of a limit; that they cannot be told stops nothing.
    func keep(_ limit: RateGovernor.Limit) async {
        do {
            try await dependencies.store.record(limit)
        } catch {
            log("A limit could not be kept", error)
        }
    }

    private func log(_ what: Logger.Message, _ error: any Error) {
        dependencies.logger.error(what, metadata: ["error": "\(String(reflecting: error))"])
    }
}
