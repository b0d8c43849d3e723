import Engine
import Foundation
import Generations
import Library
import Server

/// One run of the server: engine, library and routes, put together and put away in order.
struct ServeSession: Sendable {
    private let dependencies: Dependencies
    private let settings: ServerSettings
    private let lines: ServerLines
    private let hook: Hook?

    init(_ dependencies: Dependencies, _ settings: ServerSettings) {
        self.dependencies = dependencies
        self.settings = settings
        lines = ServerLines(console: dependencies.console, timeZone: dependencies.timeZone)
        hook = Hook(dependencies)
    }

    /// Serves until the system asks it to end. To be ended is how it ends well.
    func run() async throws {
        do {
            try await serve()
        } catch {
            await lines.end()
            throw error
        }
        await lines.end()
    }

    private func serve() async throws {
        let owned = try await dependencies.ownedLibrary(as: "serve")
        do {
            _ = try await dependencies.withClient { client in
                try await serve(try dependencies.engine(client, owned.database), owned)
                return []
            }
        } catch {
            await owned.letGo()
            throw error
        }
        await owned.letGo()
    }

    /// The engine is ended after the last answer: a video that comes in until then is still sent.
    private func serve(_ engine: GenerationEngine, _ owned: OwnedLibrary) async throws {
        let exchange = EventExchange()
        let server = RushesServer(settings, serverDependencies(engine, owned, exchange))
        let events = await engine.events()
        let (finished, finish) = AsyncStream.makeStream(of: Never.self)
        let (ends, end) = AsyncStream.makeStream(of: Never.self)
        let (ready, announcement) = AsyncStream.makeStream(of: Void.self)
        let interruptions = dependencies.interruptions()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            group.addTask {
                await follow(events, exchange)
                finish.finish()
            }
            group.addTask {
                // Without a port nothing is taken up that would only be let go again.
                for await _ in ready { return await watch(engine, owned, exchange) }
            }
            group.addTask {
                for await _ in interruptions {
                    lines.stopping()
                    server.raiseStop()
                    end.finish()
                }
            }
            var failure: CommandFailure?
            do {
                try await server.run(until: ends) { [lines, settings] port in
                    lines.started(settings, port)
                    announcement.yield()
                }
            } catch {
                dependencies.log(error)
                failure = Self.portFailure(settings)
            }
            await engine.shutDown()
            for await _ in finished {}
            group.cancelAll()
            try await group.waitForAll()
            if let failure { throw failure }
        }
    }

    private func serverDependencies(
        _ engine: GenerationEngine,
        _ owned: OwnedLibrary,
        _ exchange: EventExchange
    ) -> ServerDependencies {
        let requests = ServedRequests(dependencies: dependencies)
        return ServerDependencies(
            engine: engine,
            library: owned.database,
            events: exchange,
            request: { order in try Self.told { try requests.request(order) } },
            again: { former, order in try Self.told { try requests.again(former, order) } },
            cancel: { [dependencies] id in
                do {
                    let refusal = try await owned.ask(.cancel, of: id, engine, now: dependencies.now)
                    if let refusal {
                        throw ServerProblem(409, refusal, suggestion: "Try again later.", id: id)
                    }
                } catch let refusal as GenerationQueue.Refusal {
                    throw ServerProblem(
                        409,
                        refusal.sentence,
                        suggestion: "GET /api/generations/\(id.rawValue) tells how it is.",
                        id: id
                    )
                }
            },
            time: dependencies.time,
            log: { [lines, dependencies] in lines.answered($0, at: dependencies.now.date) },
            logger: dependencies.logger
        )
    }

    /// What went wrong, as the server's clients are told.
    private static func told(_ work: () throws -> GenerationRequest) throws -> GenerationRequest {
        do {
            return try work()
        } catch let failure as CommandFailure {
            throw ServerProblem(failure)
        }
    }

    private static func portFailure(_ settings: ServerSettings) -> CommandFailure {
        CommandFailure(
            .unreachable,
            "\(settings.host):\(settings.port) cannot be had: another program has it, or the address is not ours.",
            hint: "Take another port with --port, or any with --port 0."
        )
    }

    /// Hands on what happens, until the engine has ended.
    private func follow(_ events: AsyncStream<GenerationEvent>, _ exchange: EventExchange) async {
        await withDiscardingTaskGroup { hooks in
            var loading: Set<GenerationID> = []
            for await event in events {
                let generation = event.generation
                exchange.tell(event)
                if case .waiting(let wait) = generation.state, wait.reason == .modelLoading,
                    loading.insert(generation.id).inserted
                {
                    lines.isLoading(generation)
                }
                guard generation.state.isFinal else { continue }
                loading.remove(generation.id)
                hooks.addTask { if let sentence = await hook?.run(generation) { lines.note(sentence) } }
            }
        }
    }

    /// Takes up what nobody works on, and hears what other programs do.
    private func watch(_ engine: GenerationEngine, _ owned: OwnedLibrary, _ exchange: EventExchange) async {
        let present = { @Sendable [dependencies] (request: GenerationRequest) in
            guard dependencies.settings.isDemo else { return request }
            var request = request
            request.endpoint = dependencies.settings[.endpoint]
            return request
        }
        let others = OtherPrograms(
            owned: owned,
            engine: engine,
            now: dependencies.time.now,
            takesUp: .everything,
            present: present
        )
        await others.run { news in
            switch news {
            case .event(let event): exchange.tell(event)
            case .changed: break
            case .tookUp(let generations):
                lines.note("Goes on with \(generations.map(\.id.description).joined(separator: ", ")).")
            case .problem(let sentence): lines.note(sentence)
            }
        }
    }
}
