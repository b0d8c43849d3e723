import Engine
import Foundation
import Generations
import Library
import Synchronization

/// Runs requests, or what was left unfinished, with an engine of its own, and waits until each has ended or is held.
struct GenerationRun: Sendable {
    /// A request, and the generation that it repeats.
    struct Order: Hashable, Sendable {
        var request: GenerationRequest
        var parent: GenerationID?
        /// Whether the parent is the first one of the same run.
        var joinsFirst = false
        /// The one that its generation gets; drawn when there is none.
        var uuid: UUID?
    }

    /// What is run.
    enum Work: Hashable, Sendable {
        case orders([Order])
        /// What an earlier run of the same left, as far as nobody works on it, and what is new.
        case rest([GenerationID], [Order])
        /// What nobody works on.
        case leftovers(TakeUp)
    }

    /// What became of the requests.
    struct Outcome: Sendable {
        /// In the order of the requests, or of the queue.
        var generations: [Generation]
        /// The signal that ended the run early.
        var interruption: Interruption?
        /// The other programs, in words, that have taken over what has not ended.
        var takenOver: [GenerationID: String] = [:]
    }

    let dependencies: Dependencies
    let policy: RetryPolicy
    let display: ProgressDisplay
    /// Whether Ctrl-C cancels, instead of leaving everything for another run.
    var cancelsOnInterrupt = false
    /// Is given each as soon as it has ended.
    var ended: (@Sendable (Generation) -> Void)?
    private let hook: Hook?
    /// What an earlier run had left and this one goes on with beside its own: not to be cancelled with it.
    private let adopted = AdoptedIDs()

    init(
        dependencies: Dependencies,
        policy: RetryPolicy,
        display: ProgressDisplay,
        cancelsOnInterrupt: Bool = false
    ) {
        self.dependencies = dependencies
        self.policy = policy
        self.display = display
        self.cancelsOnInterrupt = cancelsOnInterrupt
        hook = Hook(dependencies)
    }

    /// Runs all of it.
    ///
    /// - Parameter command: what the process was started as, for the others on the library.
    func run(_ work: Work, as command: String) async throws -> Outcome {
        let owned = try await dependencies.ownedLibrary(as: command)
        let interruption = InterruptionBox()
        let generations = try await dependencies.withClient { client in
            let engine = try dependencies.engine(client, owned.database, policy: policy)
            return try await drive(engine, work, owned, interruption)
        }
        let takenOver = await others(of: generations, owned)
        await owned.letGo()
        return Outcome(generations: generations, interruption: interruption.value, takenOver: takenOver)
    }

    private func others(of generations: [Generation], _ owned: OwnedLibrary) async -> [GenerationID: String] {
        var names: [GenerationID: String] = [:]
        for generation in generations where !generation.state.isFinal {
            guard let owner = try? await owned.database.owner(of: generation.id),
                owner.id != owned.lock.owner.id
            else { continue }
            names[generation.id] = owner.name
        }
        return names
    }

    private func drive(
        _ engine: GenerationEngine,
        _ work: Work,
        _ owned: OwnedLibrary,
        _ interruption: InterruptionBox
    ) async throws -> [Generation] {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let events = await engine.events()
            let interruptions = dependencies.interruptions()
            group.addTask { try await engine.run() }
            group.addTask { await tick() }
            group.addTask { await end(engine, on: interruptions, noting: interruption) }
            var latest: Latest
            do {
                latest = Latest(try await begin(work, engine, owned, interruption))
            } catch {
                // What was sent already is ended as at any end, and not broken off.
                await engine.shutDown()
                for await _ in events {}
                throw error
            }
            if interruption.value == .interrupt, cancelsOnInterrupt { await cancelAll(engine) }
            group.addTask { await watch(engine, owned, work) }
            await withTaskGroup(of: Void.self) { hooks in
                await follow(events, &latest) { ended in hooks.addTask { await runHook(ended) } }
            }
            // It ends when what a provider still has to be told is told, and what it still accepts is written down.
            await engine.shutDown()
            await follow(events, &latest)
            group.cancelAll()
            try await group.waitForAll()
            await display.end()
            return latest.generations
        }
    }

    /// Queues what is run.
    private func begin(
        _ work: Work,
        _ engine: GenerationEngine,
        _ owned: OwnedLibrary,
        _ interruption: InterruptionBox
    ) async throws -> [Generation] {
        switch work {
        case .orders(let orders):
            return try await enqueue(orders, engine, interruption)
        case .rest(let left, let orders):
            let taken = left.isEmpty ? [] : try await takeUp(.these(left), engine, owned)
            return taken + (try await enqueue(orders, engine, interruption))
        case .leftovers(let which):
            return try await takeUp(which, engine, owned)
        }
    }

    private func takeUp(
        _ which: TakeUp,
        _ engine: GenerationEngine,
        _ owned: OwnedLibrary
    ) async throws -> [Generation] {
        let taken = try await owned.takeUp(which, now: dependencies.now)
        for generation in taken { await engine.resume(generation) }
        return taken
    }

    /// Does what other processes ask. Beside new requests, what a provider has made or is making for nobody is taken
    /// up as well: it costs nothing, and its address may expire.
    private func watch(_ engine: GenerationEngine, _ owned: OwnedLibrary, _ work: Work) async {
        let takesUp: TakeUp? = if case .leftovers = work { nil } else { .paid }
        let isDemo = dependencies.settings.isDemo
        let now = dependencies.time.now
        let others = OtherPrograms(owned: owned, engine: engine, now: now, takesUp: isDemo ? nil : takesUp)
        await others.run { news in
            guard case .tookUp(let generations) = news else { return }
            adopted.add(generations.map(\.id))
            let ids = generations.map(\.id.description).joined(separator: ", ")
            dependencies.console.note("Goes on with \(ids) as well, which an earlier run left at a provider.")
        }
    }

    /// Writes the requests down and queues them, many at a time; the first alone, since others may join it.
    private func enqueue(
        _ orders: [Order],
        _ engine: GenerationEngine,
        _ interruption: InterruptionBox
    ) async throws -> [Generation] {
        var generations: [Generation] = []
        generations.reserveCapacity(orders.count)
        while generations.count < orders.count, interruption.value == nil {
            let first = generations.first?.id
            let next = orders.dropFirst(generations.count).prefix(first == nil ? 1 : Self.mostAtOnce)
            generations += try await engine.enqueue(
                next.map { ($0.request, parent: $0.joinsFirst ? first : $0.parent) },
                uuids: next.map(\.uuid)
            )
        }
        return generations
    }

    /// The most requests that are written down in one go.
    private static let mostAtOnce = 250

    /// Takes note of what happens until nothing more will.
    private func follow(
        _ events: AsyncStream<GenerationEvent>,
        _ latest: inout Latest,
        whenEnded: (Generation) -> Void
    ) async {
        var open = Set(latest.generations.map(\.id))
        guard !open.isEmpty else { return }
        for await event in events {
            let generation = event.generation
            guard latest.note(generation) else { continue }
            await display.show(event, now: dependencies.now)
            if generation.state.isFinal {
                if let ended {
                    await display.end()
                    ended(generation)
                }
                whenEnded(generation)
            }
            if generation.state.isFinal || generation.state.status == .held || event.owner != nil {
                open.remove(generation.id)
            } else {
                open.insert(generation.id)
            }
            if open.isEmpty { return }
        }
    }

    /// Takes note of what still comes until the engine has ended.
    private func follow(_ events: AsyncStream<GenerationEvent>, _ latest: inout Latest) async {
        for await event in events {
            guard latest.note(event.generation) else { continue }
            await display.show(event, now: dependencies.now)
        }
    }

    private func runHook(_ generation: Generation) async {
        if let sentence = await hook?.run(generation) { dependencies.console.note("rushes: " + sentence) }
    }

    private func tick() async {
        let time = dependencies.time
        while (try? await time.sleep(time.now().uptime + .seconds(1))) != nil {
            await display.tick(now: time.now())
        }
    }

    /// Both signals leave what has not ended for another run, and hold what nobody saw the answer to; Ctrl-C cancels
    /// when that is wanted.
    private func end(
        _ engine: GenerationEngine,
        on interruptions: AsyncStream<Interruption>,
        noting box: InterruptionBox
    ) async {
        for await interruption in interruptions {
            box.value = interruption
            switch interruption {
            case .interrupt where cancelsOnInterrupt: await cancelAll(engine)
            case .interrupt, .terminate: await engine.shutDown()
            }
        }
    }

    private func cancelAll(_ engine: GenerationEngine) async {
        let others = adopted.all
        for generation in await engine.generations where !others.contains(generation.id) {
            // Refused only when it has just ended by itself.
            try? await engine.cancel(generation.id)
        }
    }
}

/// Numbers that several tasks of a run know.
private final class AdoptedIDs: Sendable {
    private let ids = Mutex<Set<GenerationID>>([])

    var all: Set<GenerationID> { ids.withLock { $0 } }

    func add(_ new: [GenerationID]) { ids.withLock { $0.formUnion(new) } }
}

/// The generations of a run as they were last heard of, in the order of its requests.
private struct Latest {
    private(set) var generations: [Generation]
    private let places: [GenerationID: Int]

    init(_ generations: [Generation]) {
        self.generations = generations
        places = Dictionary(uniqueKeysWithValues: zip(generations.map(\.id), 0...))
    }

    /// Takes note of one; false for one of another run.
    mutating func note(_ generation: Generation) -> Bool {
        guard let place = places[generation.id] else { return false }
        generations[place] = generation
        return true
    }
}

/// The signal that ended a run, known to the tasks of that run.
private final class InterruptionBox: Sendable {
    private let storage = Mutex<Interruption?>(nil)

    var value: Interruption? {
        get { storage.withLock { $0 } }
        set { storage.withLock { $0 = newValue } }
    }
}
