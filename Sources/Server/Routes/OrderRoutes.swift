import Engine
import Generations
import HTTPTypes
import Hummingbird
import Library

/// The routes that queue something, or end it.
struct OrderRoutes: Sendable {
    let session: ServerSession
    let room = BodyRoom()

    /// Queues a video and says where it will be.
    func create(_ request: Request, _ context: ServerContext) async throws -> Response {
        .generation(try await placed(request, context).0, .accepted)
    }

    /// Queues a generation again, with what is given in its place.
    func rerun(_ request: Request, _ context: ServerContext) async throws -> Response {
        let former = try await session.generation(context.parameters.get("id"))
        let body = try await bytes(request)
        let order = try VideoOrder.read(body, for: .again)
        let dependencies = session.dependencies
        let again = try await session.desk.place(
            try request.idempotencyKey,
            body: Array("\(former.id) ".utf8) + body
        ) {
            OrderDesk.Order(request: try await dependencies.again(former, order), parent: former.id)
        }
        context.note.id = again.id
        return .generation(again, .accepted)
    }

    /// Ends a generation.
    func cancel(_ request: Request, _ context: ServerContext) async throws -> Response {
        let generation = try await session.generation(context.parameters.get("id"))
        context.note.id = generation.id
        guard !generation.state.isFinal else {
            throw ServerProblem(
                409,
                "\(generation.id) has ended: it is \(generation.state.status.rawValue).",
                suggestion: "Only what has not ended can be cancelled.",
                id: generation.id
            )
        }
        let events = session.dependencies.events.events(of: generation.id)
        try await session.dependencies.cancel(generation.id)
        let ended = try await Self.ended(generation.id, events, session)
        return .generation(ended ?? generation, ended == nil ? .accepted : .ok)
    }

    /// What a client asks for, queued.
    func placed(_ request: Request, _ context: ServerContext) async throws -> (Generation, VideoOrder) {
        let body = try await bytes(request)
        let order = try VideoOrder.read(body, for: .new)
        let dependencies = session.dependencies
        let generation = try await session.desk.place(try request.idempotencyKey, body: body) {
            OrderDesk.Order(request: try await dependencies.request(order))
        }
        context.note.id = generation.id
        return (generation, order)
    }

    /// The body of an order, which may take a while to come: the server may have been stopped meanwhile.
    private func bytes(_ request: Request) async throws -> [UInt8] {
        try refuseWhenStopping()
        let body = try await request.bytes(room)
        try refuseWhenStopping()
        return body
    }

    private func refuseWhenStopping() throws(ServerProblem) {
        guard !session.stop.isRaised else { throw .stopping }
    }

    /// A generation once it has ended; nil when that takes too long.
    private static func ended(
        _ id: GenerationID,
        _ events: AsyncStream<GenerationEvent>,
        _ session: ServerSession
    ) async throws -> Generation? {
        let (library, time) = (session.dependencies.library, session.dependencies.time)
        return try await withThrowingTaskGroup(of: Generation?.self) { race in
            race.addTask {
                if let now = try await library.generation(id), now.state.isFinal { return now }
                for await event in events where event.generation.state.isFinal { return event.generation }
                return nil
            }
            race.addTask {
                try await time.sleep(time.now().uptime + .seconds(5))
                return nil
            }
            let first = try await race.next() ?? nil
            race.cancelAll()
            return first
        }
    }
}
