package import Engine
package import Generations
package import Library
package import Logging

/// What the server works with. It calls no provider: it queues and reads as every front end does.
package struct ServerDependencies: Sendable {
    /// The engine that runs what is asked for here.
    package var engine: GenerationEngine
    package var library: LibraryDatabase
    /// What happens to generations, here and in other programs on the library.
    package var events: EventExchange
    /// A request for an order, checked; throws a `ServerProblem` for one that cannot be.
    package var request: @Sendable (VideoOrder) async throws -> GenerationRequest
    /// The request of a generation again, with what an order changes.
    package var again: @Sendable (Generation, VideoOrder) async throws -> GenerationRequest
    /// Ends a generation, whichever program works on it.
    package var cancel: @Sendable (GenerationID) async throws -> Void
    package var time: EngineTime
    /// Told of each request when it has been answered.
    package var log: @Sendable (RequestRecord) -> Void
    /// For what nobody expected.
    package var logger: Logger

    package init(
        engine: GenerationEngine,
        library: LibraryDatabase,
        events: EventExchange,
        request: @escaping @Sendable (VideoOrder) async throws -> GenerationRequest,
        again: @escaping @Sendable (Generation, VideoOrder) async throws -> GenerationRequest,
        cancel: @escaping @Sendable (GenerationID) async throws -> Void,
        time: EngineTime,
        log: @escaping @Sendable (RequestRecord) -> Void,
        logger: Logger
    ) {
        self.engine = engine
        self.library = library
        self.events = events
        self.request = request
        self.again = again
        self.cancel = cancel
        self.time = time
        self.log = log
        self.logger = logger
    }
}

/// One request that has been answered, for the log.
package struct RequestRecord: Hashable, Sendable {
    package var method: String
    /// Without the query, which may hold what is searched for.
    package var path: String
    package var status: Int
    package var duration: Duration
    /// How many bytes of the body were sent.
    package var bytes: Int64
    /// The generation that it was about.
    package var id: GenerationID?
    /// What a person should know, such as what helps against a cold model.
    package var note: String?
}
