package import Generations
package import Logging
import ServiceLifecycle

package import struct Foundation.UUID

/// Runs generations: it owns the queue, does what the queue says, and tells what happens.
///
/// It decides nothing. Every change of state is written down before the step that follows it.
package actor GenerationEngine: Service {
    /// What the engine works with.
    package struct Dependencies: Sendable {
        package var client: any InferenceClient
        package var store: any GenerationStore
        package var videos: any VideoStore
        package var time: EngineTime
        package var makeUUID: @Sendable () -> UUID
        /// Draws a seed for a request that has none.
        package var makeSeed: @Sendable () -> Int64
        /// Draws a number from 0 up to 1.
        package var makeJitter: @Sendable () -> Double
        /// How long the answer to a submit is still waited for when it was cancelled or the program ends.
        package var grace: Duration
        /// How long a provider has to answer to a cancel.
        package var cancelLimit: Duration
        package var logger: Logger

        package init(
            client: any InferenceClient,
            store: any GenerationStore,
            videos: any VideoStore,
            time: EngineTime = .live(),
            makeUUID: @escaping @Sendable () -> UUID = { UUID() },
            makeSeed: @escaping @Sendable () -> Int64 = { Int64.random(in: 0...Int64(UInt32.max)) },
            makeJitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
            grace: Duration = .seconds(5),
            cancelLimit: Duration = .seconds(10),
            logger: Logger
        ) {
            self.client = client
            self.store = store
            self.videos = videos
            self.time = time
            self.makeUUID = makeUUID
            self.makeSeed = makeSeed
            self.makeJitter = makeJitter
            self.grace = grace
            self.cancelLimit = cancelLimit
            self.logger = logger
        }
    }

    nonisolated let dependencies: Dependencies
    var queue: GenerationQueue
    /// What is to be done next, in order.
    var pending: [GenerationQueue.Action] = []
    /// Says that something is pending; ends when nothing more will be.
    private nonisolated let signals: AsyncStream<Void>
    private nonisolated let signal: AsyncStream<Void>.Continuation
    private var subscribers: [Int: AsyncStream<GenerationEvent>.Continuation] = [:]
    private var lastSubscriber = 0
    /// One signal per exchange under way; finishing it breaks the exchange off.
    private var stopSignals: [Int: AsyncStream<Void>.Continuation] = [:]
    /// One signal per exchange that waits for the disk; finishing it lets the exchange write again.
    private var writeSignals: [Int: AsyncStream<Void>.Continuation] = [:]
    /// Exchanges that go to a provider, whose answer may name a job.
    private var atProvider: Set<Int> = []
    /// Changes that could not be written down, by generation, with what waits for that.
    var unwritten: [GenerationID: Unwritten] = [:]
    /// Asks for unwritten changes to be tried again.
    let rewrites: AsyncStream<Void>
    let rewriteSignal: AsyncStream<Void>.Continuation
    /// Whether it is time to try them again.
    var isRewriteDue = false
    /// Exchanges that were stopped before they were begun.
    var stoppedRuns: Set<Int> = []
    /// Exchanges that were decided on and have not ended yet, stopped ones included.
    private var underWay = 0
    private(set) var isStopping = false

    package init(_ dependencies: Dependencies, policy: RetryPolicy = RetryPolicy(), concurrency: Int = 4) {
        self.dependencies = dependencies
        queue = GenerationQueue(policy: policy, concurrency: concurrency)
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        (rewrites, rewriteSignal) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
    }

    // MARK: Running

    /// Runs until `shutDown`, a graceful shutdown or cancellation. When it returns, nothing is under way and all
    /// is written down.
    package func run() async throws {
        await hearOfLimits()
        await withTaskCancellationOrGracefulShutdownHandler {
            await runActions()
        } onCancelOrGracefulShutdown: {
            // Awaited by nobody: it only asks the engine to end, and ends with the hop to the actor.
            Task { await self.shutDown() }
        }
        for subscriber in subscribers.values { subscriber.finish() }
        subscribers = [:]
    }

    /// Breaks off what is under way, writes down what is true of it, and lets `run` return.
    package func shutDown() {
        guard !isStopping else { return }
        isStopping = true
        perform(queue.shutDown(at: dependencies.time.now()))
        endIfQuiet()
    }

    /// Ends the actions once nothing under way can add any.
    private func endIfQuiet() {
        if isStopping, underWay == 0 { signal.finish() }
    }

    private func runActions() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.writeAgain() }
            for await _ in signals { await performPending(in: &group) }
            await performPending(in: &group)
            await writeLast()
            group.cancelAll()
        }
    }

    /// Does what is pending. All of its changes are written down together, before anything that follows from one of
    /// them: the more there are, the fewer writes there are for each.
    private func performPending(in group: inout DiscardingTaskGroup) async {
        if isRewriteDue { await rewrite() }
        while !pending.isEmpty {
            let actions = pending
            pending = []
            let lost = await record(actions.compactMap(\.change))
            for action in actions where !leavesOut(action, lost) { await perform(action, in: &group) }
        }
    }

    // MARK: Requests

    /// Writes a request down and queues it. The seed is drawn here when the request has none.
    ///
    /// - Parameter uuid: the one that it gets; drawn when there is none. One that is taken is refused by the store.
    /// - Throws: `InferenceError.invalidParameter` for a request that breaks a rule; the store's error when it
    ///   cannot be written down. Nothing was sent then.
    @discardableResult
    package func enqueue(
        _ request: GenerationRequest,
        parent: GenerationID? = nil,
        uuid: UUID? = nil
    ) async throws -> Generation {
        let generation = try await insert(request, parent: parent, uuid: uuid)
        perform(queue.enqueue(generation, at: dependencies.time.now()))
        return generation
    }

    /// Writes requests down together, all or none, and queues them in their order.
    ///
    /// Each gets its place of `uuids`; one that has none there has its own drawn. Throws as for one.
    package func enqueue(
        _ requests: [(GenerationRequest, parent: GenerationID?)],
        uuids: [UUID?] = []
    ) async throws -> [Generation] {
        let all = try requests.enumerated().map { index, request in
            try new(request.0, parent: request.parent, uuid: index < uuids.count ? uuids[index] : nil)
        }
        let generations = try await dependencies.store.insert(all)
        for generation in generations { perform(queue.enqueue(generation, at: dependencies.time.now())) }
        return generations
    }

    func insert(
        _ request: GenerationRequest,
        parent: GenerationID?,
        uuid: UUID? = nil
    ) async throws -> Generation {
        try await dependencies.store.insert(try new(request, parent: parent, uuid: uuid))
    }

    private func new(
        _ request: GenerationRequest,
        parent: GenerationID?,
        uuid: UUID? = nil
    ) throws(InferenceError) -> NewGeneration {
        var request = request
        if request.parameters.seed == nil { request.parameters.seed = dependencies.makeSeed() }
        if let problem = request.problems().first { throw InferenceError.invalidParameter(problem) }
        return NewGeneration(
            uuid: uuid ?? dependencies.makeUUID(),
            request: request,
            parent: parent,
            createdAt: dependencies.time.now().date
        )
    }

    /// Takes up a generation that is in the store, has not ended, and had no exchange under way.
    package func resume(_ generation: Generation) {
        perform(queue.enqueue(generation, isTakenUp: true, at: dependencies.time.now()))
    }

    /// Makes the next attempt of a waiting generation now.
    package func retryNow(_ id: GenerationID) throws(GenerationQueue.Refusal) {
        perform(try queue.retryNow(id, at: dependencies.time.now()))
    }

    /// Keeps a queued or waiting generation from going on.
    package func hold(_ id: GenerationID) throws(GenerationQueue.Refusal) {
        perform(try queue.hold(id, at: dependencies.time.now()))
    }

    /// Lets a held generation go on.
    package func release(_ id: GenerationID) throws(GenerationQueue.Refusal) {
        perform(try queue.release(id, at: dependencies.time.now()))
    }

    /// Ends a generation.
    package func cancel(_ id: GenerationID) throws(GenerationQueue.Refusal) {
        perform(try queue.cancel(id, at: dependencies.time.now()))
    }

    /// The generations that have not ended, in the order in which they are started.
    package var generations: [Generation] { queue.generations }

    /// Everything that happens from now on. Ends when the engine has ended.
    package func events() -> AsyncStream<GenerationEvent> {
        lastSubscriber += 1
        let number = lastSubscriber
        let (stream, continuation) = AsyncStream.makeStream(of: GenerationEvent.self)
        subscribers[number] = continuation
        continuation.onTermination = { [weak self] _ in
            // Awaited by nobody: forgets a subscriber that has gone.
            Task { await self?.forget(subscriber: number) }
        }
        return stream
    }

    private func forget(subscriber number: Int) {
        subscribers[number] = nil
    }

    // MARK: Doing what the queue says

    /// Has what is pending done.
    func tellPending() { signal.yield() }

    func perform(_ new: [GenerationQueue.Action]) {
        for action in new {
            // Counted here and not when it is begun: until then the engine must not end either.
            switch action {
            case .start, .cancelJob: underWay += 1
            // What was not found by the end is looked for at the next start.
            case .record, .publish, .stop, .wake, .goOn, .remove, .limit, .find: break
            }
            pending.append(action)
        }
        if !new.isEmpty { tellPending() }
    }

    private func perform(_ action: GenerationQueue.Action, in group: inout DiscardingTaskGroup) async {
        switch action {
        case .record: break
        case .publish(let event):
            for subscriber in subscribers.values { subscriber.yield(event) }
        case .wake(let moment):
            let time = dependencies.time
            group.addTask {
                guard (try? await time.sleep(moment.uptime)) != nil else { return }
                await self.woke()
            }
        case .start(let generation, _, let run) where stoppedRuns.remove(run) != nil:
            finished(generation.id, run: run, .interrupted)
            exchangeEnded()
        case .start(let generation, .submit, let run) where unwritten[generation.id] != nil:
            finished(generation.id, run: run, .notKept(Self.noRoomInLibrary))
            exchangeEnded()
        case .start(let generation, _, _) where unwritten[generation.id] != nil:
            unwritten[generation.id]?.starts.append(action)
        case .start(let generation, let step, let run):
            let (stops, signal) = AsyncStream.makeStream(of: Void.self)
            stopSignals[run] = signal
            group.addTask {
                await self.exchange(generation, step, run: run, stops: stops)
                await self.exchangeEnded()
            }
        case .cancelJob(let generation, let job):
            group.addTask {
                await self.cancelJob(job, of: generation)
                await self.exchangeEnded()
            }
        case .find(let generation):
            group.addTask {
                await self.lookFor(generation)
            }
        case .stop(let run):
            // One that waits for the disk tries once more, and ends.
            writeSignals.removeValue(forKey: run)?.finish()
            if let signal = stopSignals.removeValue(forKey: run) {
                signal.finish()
            } else {
                stopDeferred(run)
            }
        case .goOn(let run):
            writeSignals.removeValue(forKey: run)?.finish()
        case .remove(let partial):
            await dependencies.videos.remove(partial)
        case .limit(let limit):
            await keep(limit)
        }
    }

    /// Begins exchanges that had to wait for their change to be written down; they are counted already.
    func resume(_ starts: [GenerationQueue.Action]) {
        guard !starts.isEmpty else { return }
        pending += starts
        tellPending()
    }

    func exchangeEnded() {
        underWay -= 1
        endIfQuiet()
    }

    /// Looks whether a wait is over. The engine does it by itself; a clock that slept with the machine may be late.
    package func woke() {
        perform(queue.woke(at: dependencies.time.now()))
    }

    func progressed(_ id: GenerationID, run: Int, _ progress: SubmitProgress) {
        if case .chosen = progress { atProvider.insert(run) }
        perform(queue.progressed(id, run: run, progress, at: dependencies.time.now()))
    }

    func finished(_ id: GenerationID, run: Int, _ outcome: GenerationQueue.Outcome) {
        stopSignals.removeValue(forKey: run)?.finish()
        atProvider.remove(run)
        if !queue.expects(run, of: id), let made = outcome.made {
            // What another program took over meanwhile is its own; what is paid can be found here.
            dependencies.logger.warning(
                "An answer came after another program took its generation over",
                metadata: ["generation": "\(id)", "made": "\(made)"]
            )
        }
        let jitter = dependencies.makeJitter()
        perform(queue.finished(id, run: run, outcome, jitter: jitter, at: dependencies.time.now()))
    }

    /// Returns when an exchange may write again; false when it has been broken off.
    func blocked(
        _ id: GenerationID,
        run: Int,
        by error: VideoStoreError,
        whole: PartialDownload?
    ) async -> Bool {
        let actions = queue.blocked(id, run: run, by: error, whole: whole, at: dependencies.time.now())
        guard !actions.isEmpty else { return false }
        await perform(actions, untilGoing: run)
        return !Task.isCancelled
    }

    /// Returns when it is written down that a file gets a video's name.
    func naming(_ id: GenerationID, run: Int, _ file: UInt64, at path: String, bytes: Int64) async {
        await perform(queue.naming(id, run: run, file, at: path, bytes: bytes), untilGoing: run)
    }

    /// Does what the queue says, and returns when it lets the exchange go on or the exchange is broken off.
    private func perform(_ new: [GenerationQueue.Action], untilGoing run: Int) async {
        guard !new.isEmpty else { return }
        let (signals, signal) = AsyncStream.makeStream(of: Void.self)
        writeSignals[run] = signal
        perform(new)
        for await _ in signals {}
        writeSignals[run] = nil
    }

    /// Whether what an exchange has written is kept for the next one.
    func keeps(_ path: String, of id: GenerationID) -> Bool { queue.keeps(path, of: id) }

    /// Whether a provider may just now be accepting what an exchange has sent.
    func isAtProvider(run: Int) -> Bool { atProvider.contains(run) }

    func looked(for id: GenerationID, _ outcome: JobSearch) {
        perform(queue.looked(for: id, outcome, at: dependencies.time.now()))
    }

    func cancelled(_ generation: Generation, _ job: RemoteJob, _ outcome: JobCancellation) {
        perform(queue.cancelled(generation, job, outcome, at: dependencies.time.now()))
    }
}

extension GenerationQueue.Action {
    /// What is to be written down; nil where nothing is.
    fileprivate var change: GenerationChange? {
        guard case .record(let generation, let timeline) = self else { return nil }
        return GenerationChange(generation, timeline: timeline)
    }
}
