import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// Answers effects with what a test has prepared, and keeps what was asked.
@MainActor
final class ScriptedEffects: EffectPerforming {
    var answers: (AppEffect) -> EffectResult? = { _ in nil }
    private(set) var performed: [AppEffect] = []

    func perform(_ effect: AppEffect) async -> EffectResult? {
        performed.append(effect)
        return answers(effect)
    }
}

@MainActor
struct InterfaceLoopTests {
    let terminal = TestTerminal(columns: 80, rows: 24)
    let effects = ScriptedEffects()
    let time = ManualTime()

    private func loop() -> InterfaceLoop {
        effects.answers = { effect in
            if case .loadHistory(let lookup) = effect {
                return .historyLoaded(lookup, HistoryPart(generations: Sample.history, next: nil))
            }
            return nil
        }
        let time = time
        return InterfaceLoop(
            state: AppState(setup: Sample.setup(), size: Size(columns: 1, rows: 1), now: time.now()),
            driver: terminal,
            effects: effects,
            time: LoopTime(now: { time.now() }, sleep: { try await time.sleep(until: $0) })
        )
    }

    /// Runs a loop beside a body, and quits at its end.
    private func running(
        _ body: (InterfaceLoop, AsyncStream<GenerationEvent>.Continuation) async throws -> Void
    ) async rethrows -> LoopEnd {
        let loop = loop()
        let (events, sink) = AsyncStream.makeStream(of: GenerationEvent.self)
        async let end = loop.run(events: events)
        try await body(loop, sink)
        return await end
    }

    /// Lets time pass, a frame at a time, until something is so; gives up after a minute of it.
    private func wait(
        until condition: () -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        for _ in 0..<1_800 {
            for _ in 0..<30 { await Task.yield() }
            if condition() { return }
            time.advance(by: InterfaceLoop.frameTime)
        }
        Issue.record("it never came to be so", sourceLocation: sourceLocation)
    }

    @Test
    func `the first frame comes before the history, and quitting ends the loop`() async {
        let end = await running { loop, _ in
            await wait(until: { terminal.screen.contains("#212") })
            #expect(terminal.frames[0].plainText.contains("Reading the history"))
            #expect(loop.isIdle)
            terminal.send(.key(.control("q")))
        }
        #expect(end == .quit)
    }

    @Test
    func `a burst of keys costs one frame`() async {
        _ = await running { loop, _ in
            await wait(until: { loop.isIdle })
            let before = terminal.frames.count
            terminal.type(String(repeating: "boat ", count: 40) + "end")
            await wait(until: { terminal.screen.contains("end") })
            #expect(terminal.frames.count - before <= 2)
            terminal.send(.key(.control("q")))
        }
    }

    @Test
    func `the clock ticks once a second while something runs, and not after`() async {
        _ = await running { loop, sink in
            await wait(until: { loop.isIdle })
            var event = Sample.event(300, .running)
            event.since = time.now()
            sink.yield(event)
            await wait(until: { terminal.screen.contains("0:00:04") })
            let clocks = terminal.frames.compactMap { $0.plainText.firstMatch(of: /0:00:\d\d/)?.output }
            #expect(clocks.filter { $0 > "0:00:00" } == ["0:00:01", "0:00:02", "0:00:03", "0:00:04"])
            event.generation.state = .succeeded
            sink.yield(event)
            await wait(until: { loop.isIdle && terminal.screen.contains("#300 is done") })
            let frames = terminal.frames.count
            time.advance(by: .seconds(10))
            for _ in 0..<50 { await Task.yield() }
            #expect(terminal.frames.count == frames)
            terminal.send(.key(.control("q")))
        }
    }

    @Test
    func `a request to end saves the draft before the loop ends`() async {
        let end = await running { loop, _ in
            await wait(until: { loop.isIdle })
            terminal.type("a boat")
            terminal.send(.terminationRequested(.terminate))
        }
        #expect(end == .terminated(.signal(15)))
        let drafts = effects.performed.compactMap { effect in
            if case .saveDraft(let draft) = effect { draft } else { nil }
        }
        #expect(drafts.last?.prompt == "a boat")
    }

    @Test
    func `a terminal that is gone ends the loop`() async {
        let end = await running { loop, _ in
            await wait(until: { loop.isIdle })
            terminal.hangUp()
        }
        #expect(end == .terminated(.terminalGone))
    }

    @Test
    func `a new size is drawn at once, whole`() async {
        _ = await running { loop, _ in
            await wait(until: { loop.isIdle })
            terminal.resize(columns: 120, rows: 36)
            await wait(until: { terminal.frames.last?.size == Size(columns: 120, rows: 36) })
            #expect(terminal.requests.contains(.repaint))
            terminal.send(.key(.control("q")))
        }
    }

    @Test
    func `events of one state are thinned, changes of state are not`() {
        let inputs = [10, 20, 30].map { bytes in
            LoopInput.generation(Sample.event(1, .downloading(DownloadProgress(bytes: bytes, total: 100))))
        }
        let done = LoopInput.generation(Sample.event(1, .succeeded))
        #expect(EventCoalescing.thinned(inputs + [done]) == [inputs[2], done])
    }

    @Test
    func `news and the end that it follows are both taken in`() {
        let end = Sample.event(1, .cancelled)
        var news = end
        news.news = "#1: fal-ai has cancelled it."
        let inputs = [end, news, news].map { LoopInput.generation($0) }
        #expect(EventCoalescing.thinned(inputs) == inputs)
        #expect(EventCoalescing.thinned(inputs.reversed()) == inputs.reversed())
    }
}
