import Generations
import Terminal
import Testing

@testable import Interface

struct RunsUpdateTests {
    private func runs(_ id: Int64) -> AppState {
        var state = Sample.state()
        state.load(Sample.history)
        state.happen(Sample.events)
        state.press(.alt("2"))
        state.runs.selection = GenerationID(id)
        return state
    }

    @Test
    func `a wait can be cut short, held and cancelled`() {
        var state = runs(215)
        #expect(state.press(.character("r")) == [.retryNow(GenerationID(215))])
        #expect(state.press(.character("h")) == [.hold(GenerationID(215))])
        #expect(state.press(.character("x")) == [])
        #expect(state.press(Key(.enter)) == [])
        #expect(state.press(.character("y")) == [.cancel(GenerationID(215))])
    }

    @Test(arguments: [
        (214, "r", "does not wait"), (214, "h", "cancelled, not held"), (217, "r", "does not wait"),
    ])
    func `a key that cannot work says why`(_ id: Int64, _ key: Character, _ reason: String) {
        var state = runs(id)
        #expect(state.press(.character(key)) == [])
        #expect(state.message?.text.contains(reason) == true)
    }

    @Test
    func `no keys on no runs say why`() {
        var state = Sample.state()
        state.press(.alt("2"), .character("x"))
        #expect(state.message?.text == "Nothing runs: there is nothing to cancel.")
    }

    @Test
    func `a run whose answer was never seen is sent again only after a yes`() {
        var state = Sample.state()
        state.happen([Sample.event(5, .held(.interruptedSubmit(.programEnded)))])
        state.press(.alt("2"))
        #expect(state.press(.character("h")) == [])
        #expect(state.press(.character("n")) == [])
        #expect(state.press(.character("h"), .character("y")) == [.release(GenerationID(5))])
    }

    @Test
    func `a failure stays until it is put away, a success goes by itself`() {
        var state = Sample.state()
        state.load([])
        state.happen([Sample.event(5, .failed(Sample.failure)), Sample.event(6, .succeeded)])
        #expect(state.runs.runs.map(\.id) == [GenerationID(5)])
        #expect(state.message?.text.contains("Saved 06-paper-boat.mp4") == true)
        #expect(state.history.items.map(\.id) == [GenerationID(6), GenerationID(5)])
        state.press(.alt("2"), .character("x"))
        #expect(state.runs.runs.isEmpty)
    }

    @Test
    func `the selection stays on its run when others come and go`() {
        var state = runs(215)
        state.happen([Sample.event(213, .succeeded), Sample.event(230, .queued)])
        #expect(state.runs.selection == GenerationID(215))
        state.happen([Sample.event(215, .succeeded)])
        #expect(state.runs.selection == GenerationID(216))
    }

    @Test
    func `clocks and countdowns move by one each second, together`() {
        var state = Sample.state()
        AppUpdate.setTime(&state, Sample.now.advanced(by: .milliseconds(370)))
        var wait = Sample.wait(.backingOff, .backoff, seconds: 5.8)
        wait.since = state.now
        state.happen([Sample.event(5, .waiting(wait), elapsed: 0.4)])
        var shown: [(Int, Int)] = []
        for _ in 0..<8 {
            let start = state.runs.runs[0].start
            shown.append(
                (
                    Clocks.elapsed(since: start, now: state.now),
                    Clocks.left(until: wait.until.uptime, now: state.now)
                )
            )
            let next = Clocks.nextSecond(after: state.now)
            AppUpdate.setTime(&state, state.now.advanced(by: next - state.now.uptime + .milliseconds(4)))
        }
        #expect(shown.map(\.0) == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(shown.map(\.1) == [6, 5, 4, 3, 2, 1, 0, 0])
    }

    @Test
    func `sources of a wait are named in words`() {
        let words: [(WaitSource, [Double], String)] = [
            (.estimatedTime(20), [], "server's estimated_time ~20 s"),
            (.estimatedTime(20), [20, 20], "server's estimated_time ~20 s, said 20 s the last 2 times"),
            (.estimatedTime(20), [90], "server's estimated_time ~20 s, said 1m30s before"),
            (.rateLimit(bucket: "api", limit: nil, reset: 5), [], "server's RateLimit header, 5 s"),
            (.retryAfter(5), [], "server's Retry-After header, 5 s"), (.backoff, [], "our back-off"),
        ]
        for (source, former, text) in words {
            #expect(RunWords.source(Sample.wait(.modelLoading, source, seconds: 9, former: former)) == text)
        }
    }
}
