import Engine
import Generations
import Library
import Synchronization

/// Runs requests with an engine of its own, and waits until each has ended or is held.
struct GenerationRun: Sendable {
    /// A request, and the generation that it repeats.
    struct Order: Hashable, Sendable {
        var request: GenerationRequest
        var parent: GenerationID?
        /// Whether the parent is the first one of the same run.
        var joinsFirst = false
    }

    /// What became of the requests.
    struct Outcome: Sendable {
        /// In the order of the requests.
        var generations: [Generation]
        /// The signal that ended the run early.
        var interruption: Interruption?
    }

    let dependencies: Dependencies
    let policy: RetryPolicy
    let display: ProgressDisplay
    private let hook: Hook?

    init(dependencies: Dependencies, policy: RetryPolicy, display: ProgressDisplay) {
        self.dependencies = dependencies
        self.policy = policy
        self.display = display
        hook = Hook(dependencies)
    }

    /// Runs them all.
    func run(_ orders: [Order]) async throws -> Outcome {
        let library = try dependencies.openLibrary()
        let lock = await EngineLock.sharing(in: dependencies.libraryFolder)
        let interruption = InterruptionBox()
        let generations = try await dependencies.withClient { client in
            let engine = try dependencies.engine(client, library, policy: policy)
            return try await drive(engine, orders, interruption)
        }
        withExtendedLifetime(lock) {}
        return Outcome(generations: generations, interruption: interruption.value)
    }

    private func drive(
        _ engine: GenerationEngine,
        _ orders: [Order],
        _ interruption: InterruptionBox
    ) async throws -> [Generation] {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let events = await engine.events()
            let interruptions = dependencies.interruptions()
            group.addTask { try await engine.run() }
            group.addTask { await tick() }
            group.addTask { await end(engine, on: interruptions, noting: interruption) }
            var latest: [Generation] = []
            for order in orders where interruption.value == nil {
                let parent = order.joinsFirst ? latest.first?.id : order.parent
                latest.append(try await engine.enqueue(order.request, parent: parent))
            }
            if interruption.value == .interrupt { await cancelAll(engine) }
            await withTaskGroup(of: Void.self) { hooks in
                await follow(events, &latest) { ended in hooks.addTask { await runHook(ended) } }
            }
            // It ends when what a provider still has to be told is told, and what it still accepts is written down.
            await engine.shutDown()
            await follow(events, &latest)
            group.cancelAll()
            try await group.waitForAll()
            await display.end()
            return latest
        }
    }

    /// Takes note of what happens until nothing more will.
    private func follow(
        _ events: AsyncStream<GenerationEvent>,
        _ latest: inout [Generation],
        whenEnded: (Generation) -> Void
    ) async {
        var open = Set(latest.map(\.id))
        guard !open.isEmpty else { return }
        for await event in events {
            let generation = event.generation
            guard let index = latest.firstIndex(where: { $0.id == generation.id }) else { continue }
            latest[index] = generation
            await display.show(event, now: dependencies.now)
            if generation.state.isFinal { whenEnded(generation) }
            if generation.state.isFinal || generation.state.status == .held { open.remove(generation.id) }
            if open.isEmpty { return }
        }
    }

    /// Takes note of what still comes until the engine has ended.
    private func follow(_ events: AsyncStream<GenerationEvent>, _ latest: inout [Generation]) async {
        for await event in events {
            guard let index = latest.firstIndex(where: { $0.id == event.generation.id }) else { continue }
            latest[index] = event.generation
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

    /// Ctrl-C cancels everything; to be terminated leaves what has not begun for another run, and holds the rest.
    private func end(
        _ engine: GenerationEngine,
        on interruptions: AsyncStream<Interruption>,
        noting box: InterruptionBox
    ) async {
        for await interruption in interruptions {
            box.value = interruption
            switch interruption {
            case .interrupt: await cancelAll(engine)
            case .terminate: await engine.shutDown()
            }
        }
    }

    private func cancelAll(_ engine: GenerationEngine) async {
        for generation in await engine.generations {
            // Refused only when it has just ended by itself.
            try? await engine.cancel(generation.id)
        }
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
