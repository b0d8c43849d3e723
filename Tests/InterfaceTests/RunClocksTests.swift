import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// Clocks and countdowns: right at each second, at zero, and after the machine has slept.
struct RunClocksTests {
    private func run(_ state: GenerationState, _ clocks: GenerationClocks, since: Double) -> Run {
        var generation = Sample.generation(5, state: state)
        generation.clocks = clocks
        let moment = Sample.now.advanced(by: .seconds(-since))
        return Run(generation: generation, since: moment, start: .zero)
    }

    @Test(arguments: [
        (GenerationState.queued, "wait 0:36  run 0:58  save 0:03"),
        (.submitting, "wait 0:31  run 1:03  save 0:03"), (.running, "wait 0:31  run 1:03  save 0:03"),
        (.downloading(DownloadProgress(bytes: 1, total: nil)), "wait 0:31  run 0:58  save 0:08"),
        (.held(.user), "wait 0:31  run 0:58  save 0:03"), (.succeeded, "wait 0:31  run 0:58  save 0:03"),
    ])
    func `each state moves its own clock and no other`(_ state: GenerationState, _ text: String) {
        let clocks = GenerationClocks(waiting: 31, running: 58, saving: 3)
        #expect(RunClocks(run(state, clocks, since: 5), now: Sample.now).text == text)
    }

    @Test func `numbers that are none show nothing`() {
        let clocks = GenerationClocks(waiting: .nan, running: .infinity, saving: 1e300)
        #expect(RunClocks(run(.running, clocks, since: 5), now: Sample.now).text == "")
    }

    @Test func `the words at each second of a wait, to its end and beyond`() {
        let wait = Sample.wait(.modelLoading, .estimatedTime(3), seconds: 3)
        let words = [0, 1, 2, 2.5, 3, 4, 3_600].map { seconds in
            let now = Sample.now.advanced(by: .seconds(seconds))
            return RunWords.countdown(wait, now: now, utcOffset: 0)
        }
        #expect(
            words == [
                "again in 3 s", "again in 2 s", "again in 1 s", "again in 1 s", "asking now", "asking now",
                "asking now",
            ]
        )
    }

    @Test func `a long wait tells its end from its first second to its last`() {
        let wait = Sample.wait(.rateLimited, .retryAfter(90), seconds: 90)
        for seconds in [0, 29, 31, 89] as [Double] {
            let now = Sample.now.advanced(by: .seconds(seconds))
            #expect(RunWords.countdown(wait, now: now, utcOffset: 0).hasSuffix(" at 14:19:59"))
        }
    }

    @Test func `after a sleep the clocks are right at once, and the engine is told to look`() {
        var state = Sample.state(120, 36)
        state.load([])
        state.happen([
            Sample.event(5, .waiting(Sample.wait(.modelLoading, .backoff, seconds: 14)), elapsed: 10),
            Sample.event(6, .running, elapsed: 10),
        ])
        #expect(state.pass(14) == [])
        #expect(state.pass(1) == [.wake])
        #expect(state.pass(7_200) == [.wake])
        let text = AppView.frame(state).plainText
        #expect(text.contains("asking now"))
        #expect(text.contains("2:00:25"))
        state.happen([Sample.event(5, .running, elapsed: 0)])
        #expect(state.pass(1) == [])
    }

    @Test func `a bar stands against what is usual, and over it the words say so`() {
        var state = Sample.state(120, 36)
        state.load([])
        let ask = state.on(.generation(Sample.event(6, .running, elapsed: 30)))
        let likeness = RunLikeness(Sample.template)
        #expect(ask.contains(.loadUsual(likeness)))
        #expect(!state.on(.generation(Sample.event(7, .running, elapsed: 30))).contains(.loadUsual(likeness)))
        let times = Sample.usual
        state.on(.result(.usualLoaded(likeness, times)))
        #expect(AppView.frame(state).plainText.contains("30 s of usually 58 s (last 12)"))
        state.pass(28)
        #expect(AppView.frame(state).plainText.contains("58 s of usually 58 s"))
        state.pass(1)
        let text = AppView.frame(state).plainText
        #expect(text.contains("longer than usual (usually 58 s, last 12)"))
        #expect(!text.contains("%"))
        #expect(RunWords.usual(times) == "usually 1m10s (last 12)")
    }

    @Test func `runs of another size or length tell nothing`() {
        var state = Sample.state(120, 36)
        state.load([])
        state.on(.generation(Sample.event(6, .running, elapsed: 30)))
        var other = Sample.usual
        other.isAlike = false
        state.on(.result(.usualLoaded(RunLikeness(Sample.template), other)))
        #expect(!AppView.frame(state).plainText.contains("usually"))
    }

    @Test func `a success asks anew what is usual`() {
        var state = Sample.state()
        let effects = state.on(.generation(Sample.event(6, .succeeded)))
        #expect(effects.contains(.loadUsual(RunLikeness(Sample.template))))
    }
}
