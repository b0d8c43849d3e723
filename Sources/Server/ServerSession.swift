import Engine
import Generations
import Library

/// What all routes share for as long as the server runs.
struct ServerSession: Sendable {
    let settings: ServerSettings
    let dependencies: ServerDependencies
    let desk: OrderDesk
    let stop: StopSign
    /// When it was started.
    let started: Moment

    init(_ settings: ServerSettings, _ dependencies: ServerDependencies, stop: StopSign) {
        self.settings = settings
        self.dependencies = dependencies
        self.stop = stop
        desk = OrderDesk(dependencies)
        started = dependencies.time.now()
    }

    /// The generation with a number.
    ///
    /// - Throws: a problem with the status 404 when there is none, or it is in the trash.
    func generation(_ text: String?) async throws -> Generation {
        guard let text, let number = Int64(text), number > 0 else { throw ServerProblem.nowhere }
        let id = GenerationID(number)
        guard let found = try await dependencies.library.generation(id), found.deletedAt == nil else {
            throw ServerProblem.unknown(id)
        }
        return found
    }
}
