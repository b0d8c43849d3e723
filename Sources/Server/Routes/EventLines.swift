import Engine
import Generations
import Library

/// Writes what happens to one generation as server-sent events, each line of its timeline once.
struct EventLines: Sendable {
    /// Something to send.
    struct News: Hashable, Sendable {
        var text: String
        /// Whether nothing will follow.
        var isLast: Bool
    }

    let session: ServerSession
    let id: GenerationID
    /// How many lines of the timeline the client has.
    private(set) var seen: Int

    init(session: ServerSession, id: GenerationID, seen: Int) {
        self.session = session
        self.id = id
        self.seen = seen
    }

    /// What the client has missed, and where the generation is now; nil when it is gone.
    mutating func present() async throws -> News? {
        guard let generation = try await session.dependencies.library.generation(id) else { return nil }
        return try await news(GenerationEvent(generation: generation, since: session.dependencies.time.now()))
    }

    /// What has been written to the timeline, and of which nothing was told; nil for nothing.
    mutating func missed() async throws -> News? {
        guard try await session.dependencies.library.timeline(id).count > seen else { return nil }
        return try await present()
    }

    /// What is sent for an event: the new lines of the timeline that it does not tell of itself, then the event.
    mutating func news(_ event: GenerationEvent) async throws -> News {
        let lines = try await session.dependencies.library.timeline(id)
        let name = event.generation.state.status.rawValue
        var text = ""
        for (index, line) in lines.enumerated().dropFirst(seen) {
            let isTheEvent = index == lines.count - 1 && Self.name(line.kind) == name
            if !isTheEvent {
                text += Self.message(Self.name(line.kind), Self.json(line, of: id), id: index + 1)
            }
        }
        let isNew = lines.count > seen
        seen = max(seen, lines.count)
        text += Self.message(name, ProgressEvents.json(event), id: isNew ? seen : nil)
        return News(text: text, isLast: event.generation.state.isFinal)
    }

    /// What a line of the timeline is called as an event.
    private static func name(_ kind: TimelineEntry.Kind) -> String {
        switch kind {
        case .attempt: GenerationStatus.submitting.rawValue
        case .released: GenerationStatus.queued.rawValue
        default: kind.rawValue
        }
    }

    private static func json(_ line: TimelineEntry, of id: GenerationID) -> JSONText {
        .members([
            "event": .string(name(line.kind)),
            "id": .integer(id.rawValue),
            "date": .date(line.date),
            "attempt": .integer(Int64(line.attempt)),
            "text": .string(line.text),
            "seconds": line.seconds.map { .seconds($0) } ?? .null,
        ])
    }

    /// One event; its data has no line breaks, since they are escaped in JSON.
    private static func message(_ name: String, _ data: JSONText, id: Int?) -> String {
        (id.map { "id: \($0)\n" } ?? "") + "event: \(name)\ndata: \(data.text)\n\n"
    }
}
