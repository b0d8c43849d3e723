import Engine
import Generations
import Hummingbird
import Library

/// The routes that only read: the history, one generation, how the server is.
struct HistoryRoutes: Sendable {
    let session: ServerSession

    /// A part of the history, newest first.
    func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        let wish = try HistoryWish(request.uri.queryParameters)
        let library = session.dependencies.library
        var query = wish.query
        query.search = SearchQuery(wish.words, now: session.dependencies.time.now().date, utcOffset: 0)
        var found: [Generation] = []
        var before = wish.before
        repeat {
            let page = try await library.page(query, before: before, limit: wish.limit - found.count)
            found += page.generations
            before = page.next
        } while found.count < wish.limit && before != nil
        return .json(
            .members([
                "generations": .array(found.map { GenerationWire($0).json }),
                "next": .optional(before?.rawValue),
            ])
        )
    }

    /// What the list is.
    static let listSchema = WireSchema.object(
        [
            ("generations", .list(of: .named("Generation"), "Newest first.")),
            ("next", .whole("What to give as “before” for those that follow; null at the end.").orNull),
        ],
        required: ["generations", "next"]
    )

    /// One generation.
    func one(_ request: Request, _ context: ServerContext) async throws -> Response {
        let generation = try await session.generation(context.parameters.get("id"))
        context.note.id = generation.id
        return .generation(generation)
    }

    /// How the server is.
    func health(_ request: Request, _ context: ServerContext) async throws -> Response {
        let queue = await session.dependencies.engine.generations
        let uptime = session.dependencies.time.now().uptime - session.started.uptime
        let health = Health(
            isStopping: session.stop.isRaised,
            version: session.settings.version,
            uptime: uptime.seconds,
            statuses: queue.map(\.state.status)
        )
        return .json(health.json)
    }
}

/// How the server is, as JSON.
struct Health: Hashable, Sendable {
    var isStopping: Bool
    var version: String
    var uptime: Double
    /// Of what has not ended.
    var statuses: [GenerationStatus]

    var json: JSONText { WireField.object(Self.fields, of: self) }

    static let fields: [WireField<Health>] = [
        .init("status", .word(["ok", "stopping"], "ok, as long as it takes requests.")) {
            .string($0.isStopping ? "stopping" : "ok")
        },
        .init("version", .text("The program's version.")) { .string($0.version) },
        .init("uptime", .number("Seconds since the start.")) { .seconds($0.uptime) },
        .init("queue", WireField.schema(queue)) { WireField.object(queue, of: $0) },
    ]

    private static let queue: [WireField<Health>] = [
        .init("queued", .whole("Wait for their turn.")) { $0.count([.queued]) },
        .init("running", .whole("Are with a provider, or coming in.")) {
            $0.count([.submitting, .running, .downloading])
        },
        .init("waiting", .whole("Wait for a provider.")) { $0.count([.waiting]) },
        .init("held", .whole("Wait for a person.")) { $0.count([.held]) },
    ]

    private func count(_ which: Set<GenerationStatus>) -> JSONText {
        .integer(Int64(statuses.count { which.contains($0) }))
    }
}

/// What is asked of the history, read from the query of an address.
struct HistoryWish: Hashable, Sendable {
    var limit = 50
    var before: GenerationID?
    var words = ""
    var query = HistoryQuery()

    static let mostAtOnce = 200

    /// The names that an address may have, with what they are.
    static let parameters: [(String, WireSchema)] = [
        ("limit", .whole("The most that are listed; 50 without it.").within(1...Double(mostAtOnce))),
        ("before", .whole("Only those that are older than this one.")),
        ("status", .text("Only these states, with commas between them.")),
        ("q", .text("What is searched for, as on the command line: words, \"phrases\", -not, model:wan.")),
        ("favorites", .flag("Only those with a star.")),
    ]

    /// - Throws: a problem with the status 400 for what is unknown or makes no sense.
    init(_ parameters: Parameters) throws(ServerProblem) {
        for (name, value) in parameters { try take(String(name), String(value)) }
    }

    private mutating func take(_ name: String, _ value: String) throws(ServerProblem) {
        switch name {
        case "limit":
            guard let number = Int(value), (1...Self.mostAtOnce).contains(number) else {
                throw .bad("“limit” must be from 1 to \(Self.mostAtOnce).", "Ask for the rest with “before”.")
            }
            limit = number
        case "before":
            guard let number = Int64(value), number > 0 else {
                throw .bad("“before” must be a generation's number.", "It is “next” of the list before.")
            }
            before = GenerationID(number)
        case "status":
            for word in value.split(separator: ",") {
                guard let status = GenerationStatus(rawValue: word.trimmingSpaces) else {
                    let all = GenerationStatus.allCases.map(\.rawValue).joined(separator: ", ")
                    throw .bad("“status” is none of the states.", "They are \(all).")
                }
                query.statuses.insert(status)
            }
        case "q": words = value
        case "favorites":
            guard ["true", "false"].contains(value) else {
                throw .bad("“favorites” must be true or false.", "Change it, or leave it out.")
            }
            query.favoritesOnly = value == "true"
        default:
            let names = Self.parameters.map(\.0).joined(separator: ", ")
            throw .bad("The list takes no such parameter.", "It takes \(names).")
        }
    }
}
