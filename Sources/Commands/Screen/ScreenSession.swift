import CursesTerminal
import Engine
import Foundation
import Generations
import HuggingFace
import Interface
import Library
import Terminal

/// One opening of the screen: terminal, loop, engine and library, put together and put away in order.
struct ScreenSession: Sendable {
    let dependencies: Dependencies
    let setup: ScreenSetup

    init(_ setup: ScreenSetup) {
        self.setup = setup
        dependencies = setup.dependencies
    }

    /// Runs until the user quits or the system asks the program to end.
    func run() async throws -> ExitStatus {
        for problem in setup.keys.problems { dependencies.console.note("Settings file: " + problem) }
        // Beside the terminal, so that neither waits for the other. What is wrong with it is told when it is needed.
        async let _: LibraryDatabase? = try? dependencies.openLibrary()
        let ended = EndBox()
        // The client's generic result is a list of generations; the screen has none to give.
        _ = try await dependencies.withClient { client in
            await ended.set(try await open(client))
            return []
        }
        guard let (end, saved) = await ended.value else { return .failure }
        for path in saved { setup.tell(path) }
        guard case .terminated(let cause) = end else { return .done }
        switch cause {
        case .terminalGone: endProcess(by: .hangup)
        case .signal(let number): endProcess(by: TerminationSignal(rawValue: number) ?? .terminate)
        }
    }

    @MainActor
    private func open(_ client: any InferenceClient) async throws -> (LoopEnd, saved: [String]) {
        var state = AppState(
            setup: try setup.setup(),
            size: Size(columns: 80, rows: 24),
            now: dependencies.now
        )
        state.keymap = setup.keys.keymap.withEnter(state.setup.enter)
        let initial = state
        do {
            return try await withTerminal(setup.terminalOptions) { driver in
                var initial = initial
                initial.setup.pictures = pictureSupport(driver.pictureColors)
                let clipboard = Clipboard(environment: dependencies.environment) { text in
                    await driver.perform(.clipboard(text))
                }
                let effects = LiveEffects(
                    dependencies,
                    clipboard: clipboard,
                    outside: { body in await driver.runOutside(body) }
                ) { library in
                    try dependencies.engine(client, library)
                }
                let loop = InterfaceLoop(
                    state: initial,
                    driver: driver,
                    effects: EffectAdapter(effects),
                    time: loopTime
                )
                let end = try await run(loop, effects)
                return (end, await effects.savedPaths)
            }
        } catch let error as TerminalError {
            throw CommandFailure(error)
        }
    }

    private var loopTime: LoopTime {
        let now = dependencies.time.now
        return LoopTime(now: now, sleep: { try await MainTimer.sleep(for: $0 - now().uptime) })
    }

    /// Runs the loop beside the engine; when the loop ends, the engine is ended and waited for.
    @MainActor
    private func run(_ loop: InterfaceLoop, _ effects: LiveEffects) async throws -> LoopEnd {
        let (events, sink) = AsyncStream.makeStream(of: GenerationEvent.self)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await effects.run(
                    events: { sink.yield($0) },
                    results: { await loop.tell($0) }
                )
            }
            if let welcome = setup.welcome { loop.tell(.done(welcome)) }
            if let problem = setup.keys.summary { loop.tell(.refused(problem)) }
            let end = await loop.run(events: events)
            await effects.shutDown()
            sink.finish()
            try await group.waitForAll()
            return end
        }
    }
}

/// Lets the loop, on the main actor, use effects that are done elsewhere.
@MainActor
private final class EffectAdapter: EffectPerforming {
    private let effects: LiveEffects

    init(_ effects: LiveEffects) {
        self.effects = effects
    }

    func perform(_ effect: AppEffect) async -> EffectResult? {
        await effects.perform(effect)
    }
}

/// How the screen ended, on its way out of the client's closure.
private actor EndBox {
    private(set) var value: (LoopEnd, saved: [String])?

    func set(_ value: (LoopEnd, saved: [String])) {
        self.value = value
    }
}

extension CommandFailure {
    /// Why a terminal cannot be used.
    init(_ error: TerminalError) {
        switch error {
        case .notATerminal:
            self.init(.usage, "The screen needs a terminal.", hint: "In scripts use `rushes generate`.")
        case .unknownTerminal(let name):
            self.init(
                .usage,
                "The terminal “\(name)” (TERM) is not known here, or too simple for a screen.",
                hint: "Set TERM to one that is, such as xterm-256color."
            )
        }
    }
}
