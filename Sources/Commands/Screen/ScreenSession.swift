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
    let options: ScreenOptions

    /// Runs until the user quits or the system asks the program to end.
    func run() async throws -> ExitStatus {
        let ended = EndBox()
        // The client's generic result is a list of generations; the screen has none to give.
        _ = try await dependencies.withClient { client in
            await ended.set(try await open(client))
            return []
        }
        guard let (end, saved) = await ended.value else { return .failure }
        for path in saved { dependencies.console.print(path) }
        guard case .terminated(let cause) = end else { return .done }
        switch cause {
        case .terminalGone: endProcess(by: .hangup)
        case .signal(let number): endProcess(by: TerminationSignal(rawValue: number) ?? .terminate)
        }
    }

    @MainActor
    private func open(_ client: any InferenceClient) async throws -> (LoopEnd, saved: [String]) {
        let state = try initialState()
        do {
            return try await withTerminal(terminalOptions) { driver in
                let clipboard = Clipboard(environment: dependencies.environment) { text in
                    await driver.perform(.clipboard(text))
                }
                let effects = LiveEffects(dependencies, clipboard: clipboard) { library in
                    try makeEngine(client, library)
                }
                let loop = InterfaceLoop(
                    state: state,
                    driver: driver,
                    effects: EffectAdapter(effects),
                    time: LoopTime(now: dependencies.time.now, sleep: dependencies.time.sleep)
                )
                let end = try await run(loop, effects)
                return (end, await effects.savedPaths)
            }
        } catch let error as TerminalError {
            throw CommandFailure(error)
        }
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
            if let welcome { loop.tell(.done(welcome)) }
            let end = await loop.run(events: events)
            await effects.shutDown()
            sink.finish()
            try await group.waitForAll()
            return end
        }
    }

    private func makeEngine(_ client: any InferenceClient, _ library: LibraryDatabase) throws
        -> GenerationEngine
    {
        GenerationEngine(
            GenerationEngine.Dependencies(
                client: client,
                store: library,
                videos: try dependencies.videos(),
                time: dependencies.time,
                makeUUID: dependencies.makeUUID,
                makeSeed: dependencies.makeSeed,
                makeJitter: dependencies.makeJitter,
                logger: dependencies.logger
            ),
            policy: RetryPolicy(maxAttempts: dependencies.settings.number(.maxAttempts) ?? 8),
            concurrency: dependencies.settings.number(.concurrency) ?? 4
        )
    }

    // MARK: What the screen starts with

    private var isDemo: Bool { dependencies.settings.origin(.endpoint) == .demo }

    private var welcome: String? {
        isDemo
            ? "This is the demo: nothing leaves this machine. Set HF_TOKEN and RUSHES_ENDPOINT for real videos."
            : nil
    }

    private func initialState() throws -> AppState {
        let settings = dependencies.settings
        let name = settings[.model] ?? ""
        guard let model = ModelID(name) else {
            throw CommandFailure(
                .usage,
                "“\(name)” (\(settings.origin(.model).text)) is no model's name.",
                hint: "Give it as owner/name, such as Wan-AI/Wan2.2-TI2V-5B."
            )
        }
        let template = GenerationRequest(
            prompt: "",
            model: model,
            endpoint: settings[.endpoint],
            billTo: settings[.billTo]
        )
        let setup = Setup(
            template: template,
            destination: isDemo ? "demo" : settings[.endpoint].flatMap(HostName.host) ?? "no endpoint",
            token: isDemo ? "" : token,
            isDemo: isDemo,
            isASCII: terminalOptions.ascii,
            hasColors: !terminalOptions.noColor,
            utcOffset: dependencies.timeZone.secondsFromGMT(for: dependencies.now.date)
        )
        return AppState(setup: setup, size: Size(columns: 80, rows: 24), now: dependencies.now)
    }

    /// Where the token is from, and its end.
    private var token: String {
        let trusted = TrustedHosts(file: dependencies.paths.trustedHostsFile)
        let choice = TokenChoice(settings: dependencies.settings, trusted: trusted)
        guard case .found(let found)? = try? choice.outcome(for: .endpoint) else { return "no token" }
        return "\(found.source) \(found.token.masked)"
    }

    private var terminalOptions: TerminalOptions {
        let environment = dependencies.environment
        let color = environment["COLORTERM"]?.lowercased() ?? ""
        return TerminalOptions(
            noColor: options.noColor || environment["NO_COLOR"]?.isEmpty == false,
            ascii: options.ascii || !Self.isUTF8(environment),
            trueColor: ["truecolor", "24bit"].contains(color),
            escapeDelay: environment["ESCDELAY"].flatMap(Int.init) ?? 25,
            mouse: !options.noMouse
        )
    }

    /// Whether the locale writes UTF-8; one that says nothing is taken for one that does.
    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        if ["C", "POSIX"].contains(locale) { return false }
        let codeset = locale.split(separator: ".").dropFirst().first?.lowercased() ?? ""
        return codeset.isEmpty || codeset.hasPrefix("utf")
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
