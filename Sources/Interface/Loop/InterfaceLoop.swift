package import Generations
package import Terminal

/// Runs the screen: takes in what happens, lets `AppUpdate` decide, has the effects done, and draws.
///
/// The only part of the interface that waits. Everything that waits at one moment is taken in before the next frame
/// is drawn, and frames are at least `frameTime` apart; what a key changes is shown after `answerTime` at the latest.
@MainActor
package final class InterfaceLoop {
    /// The least time between two frames: thirty a second at the most.
    package static let frameTime = Duration.milliseconds(33)
    /// The least time between a frame and one that shows what a key or a size has changed: typing waits for nothing.
    package static let answerTime = Duration.milliseconds(8)

    private var state: AppState
    private let driver: any TerminalDriver
    private let effects: any EffectPerforming
    private let time: LoopTime
    private let inbox = Inbox()
    private let ordered: AsyncStream<AppEffect>
    private let orderedSink: AsyncStream<AppEffect>.Continuation
    private let lookups: AsyncStream<AppEffect>
    private let lookupSink: AsyncStream<AppEffect>.Continuation
    private var inFlight = 0
    private var end: LoopEnd?
    private var lastFrameAt: Duration?
    private var needsFrame = true
    /// Whether the next frame shows what the user has just done.
    private var isAnswering = false
    private var shown: Frame?
    private var alarm: Alarm?
    private var idleWaiters: [CheckedContinuation<Void, Never>] = []

    package init(
        state: AppState,
        driver: any TerminalDriver,
        effects: any EffectPerforming,
        time: LoopTime
    ) {
        self.state = state
        self.driver = driver
        self.effects = effects
        self.time = time
        (ordered, orderedSink) = AsyncStream.makeStream(of: AppEffect.self)
        (lookups, lookupSink) = AsyncStream.makeStream(of: AppEffect.self)
    }

    /// Runs until the user quits, the system asks the program to end, or the terminal is gone.
    ///
    /// - Parameters:
    ///   - events: what happens to generations.
    package func run(events: AsyncStream<GenerationEvent>) async -> LoopEnd {
        state.size = driver.size
        AppUpdate.setTime(&state, time.now())
        // The first frame comes before the work.
        draw()
        perform(AppUpdate.start(&state))
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.listenToTerminal() }
            group.addTask { await self.listen(to: events) }
            group.addTask { await self.performLookups() }
            // Awaited below; it ends with its stream and is never cancelled, so that what was asked for is done.
            let writer = Task { await self.performInOrder() }
            let end = await takeIn()
            orderedSink.finish()
            await writer.value
            group.cancelAll()
            lookupSink.finish()
            alarm?.task.cancel()
            return end
        }
    }

    /// Takes in something that nobody asked for and that the user should know.
    package func tell(_ result: EffectResult) {
        inFlight += 1
        inbox.post(.result(result))
    }

    /// Returns when nothing waits to be taken in, nothing is being done, no run is under way, and the screen shows
    /// how things are.
    package func waitUntilIdle() async {
        if isIdle { return }
        await withCheckedContinuation { idleWaiters.append($0) }
    }

    /// Whether nothing more will happen by itself.
    package var isIdle: Bool {
        inbox.isEmpty && inFlight == 0 && !needsFrame && !state.isLive && state.wakesAt == nil && end == nil
    }

    // MARK: Taking in

    private func takeIn() async -> LoopEnd {
        while true {
            drawIfDue()
            setAlarm()
            tellIdle()
            let inputs = EventCoalescing.thinned(await inbox.take())
            AppUpdate.setTime(&state, time.now())
            for input in inputs {
                take(input)
                if let end { return end }
            }
        }
    }

    private func take(_ input: LoopInput) {
        let before = state
        switch input {
        case .terminal(.terminationRequested(let signal)):
            perform(AppUpdate.update(&state, .terminal(.terminationRequested(signal))))
            end = .terminated(.signal(signal.rawValue))
        case .terminal(let event): perform(AppUpdate.update(&state, .terminal(event)))
        case .generation(let event): perform(AppUpdate.update(&state, .generation(event)))
        case .result(let result):
            inFlight -= 1
            perform(AppUpdate.update(&state, .result(result)))
        case .nothing: inFlight -= 1
        case .tick: perform(AppUpdate.update(&state, .tick))
        case .terminalGone:
            perform(AppUpdate.update(&state, .terminal(.terminationRequested(.hangup))))
            end = .terminated(.terminalGone)
        }
        guard input == .tick || state != before else { return }
        needsFrame = true
        if case .terminal = input { isAnswering = true }
    }

    private func listenToTerminal() async {
        for await event in driver.events { inbox.post(.terminal(event)) }
        // Also when the loop itself is cancelled: it ends as if the terminal were gone.
        inbox.post(.terminalGone)
    }

    private func listen(to events: AsyncStream<GenerationEvent>) async {
        for await event in events { inbox.post(.generation(event)) }
    }

    // MARK: Doing

    private func perform(_ wanted: [AppEffect]) {
        for effect in wanted {
            switch effect {
            case .quit: end = .quit
            case .terminal(let request):
                driver.perform(request)
                needsFrame = true
            default:
                inFlight += 1
                _ = effect.isLookup ? lookupSink.yield(effect) : orderedSink.yield(effect)
            }
        }
    }

    private func performInOrder() async {
        for await effect in ordered { await perform(effect) }
    }

    private func performLookups() async {
        await withDiscardingTaskGroup { group in
            for await effect in lookups {
                group.addTask { await self.perform(effect) }
            }
            group.cancelAll()
        }
    }

    private func perform(_ effect: AppEffect) async {
        let result = await effects.perform(effect)
        inbox.post(result.map { .result($0) } ?? .nothing)
    }

    // MARK: Time

    /// The next frame that was put off, or the next whole second while something changes with time.
    private func setAlarm() {
        let second = state.nextTick
        let frame = needsFrame ? lastFrameAt.map { $0 + leastGap } : nil
        let wanted = [second, frame, state.wakesAt].compactMap { $0 }.min()
        guard wanted != alarm?.uptime else { return }
        alarm?.task.cancel()
        alarm = wanted.map { uptime in
            // Nobody awaits it: it only posts. The next alarm cancels it, and so does the end of the loop.
            Alarm(uptime: uptime, task: Task { await self.ring(at: uptime) })
        }
    }

    private func ring(at uptime: Duration) async {
        guard (try? await time.sleep(uptime)) != nil, alarm?.uptime == uptime else { return }
        alarm = nil
        inbox.post(.tick)
    }

    private struct Alarm {
        var uptime: Duration
        var task: Task<Void, Never>
    }

    // MARK: Drawing

    private func drawIfDue() {
        guard needsFrame else { return }
        if let lastFrameAt, time.now().uptime - lastFrameAt < leastGap { return }
        draw()
    }

    private var leastGap: Duration { isAnswering ? Self.answerTime : Self.frameTime }

    private func draw() {
        needsFrame = false
        isAnswering = false
        let frame = AppView.frame(state)
        // One that is as before costs the next one no time. The driver gets it all the same: its screen may be lost.
        if frame != shown { lastFrameAt = time.now().uptime }
        shown = frame
        driver.draw(frame)
    }

    private func tellIdle() {
        guard isIdle else { return }
        let waiters = idleWaiters
        idleWaiters = []
        for waiter in waiters { waiter.resume() }
    }
}

extension AppState {
    /// Whether something on the screen, or about to be done, depends on the time.
    var isLive: Bool {
        runs.isLive || compose.draftChangedAt != nil || compose.sent != nil
    }
}
