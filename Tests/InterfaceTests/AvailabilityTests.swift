import Generations
import Terminal
import Testing

@testable import Interface

/// A key that cannot work says why, in the same words wherever it is asked.
struct AvailabilityTests {
    private func busy() -> AppState {
        var state = Sample.state(120, 36)
        state.load(Sample.history)
        state.happen(Sample.events)
        return state
    }

    @Test
    func `the runs say what the selected one allows`() {
        var state = busy()
        state.press(.alt("2"))
        let reasons = Sample.events.map { event in
            state.runs.selection = event.generation.id
            return state.availability(of: .retryNow).reason
        }
        #expect(
            reasons == [
                "#213 does not wait for another try.", "#214 does not wait for another try.", nil, nil,
                "#217 does not wait for another try.", "#218 does not wait for another try.",
            ]
        )
    }

    @Test
    func `a key that is refused says the sentence and does nothing`() {
        var state = Sample.state()
        state.load([])
        state.press(.alt("2"))
        for key in [Key.character("r"), .character("h"), .character("x"), .character("y"), Key(.enter)] {
            state.message = nil
            #expect(state.press(key) == [])
            #expect(state.message?.text.hasPrefix("Nothing runs") == true)
        }
    }

    @Test
    func `an empty history offers an example and refuses the rest`() {
        var state = Sample.state()
        state.load([])
        state.press(.alt("3"))
        #expect(state.availability(of: .loadAll).isAvailable)
        #expect(state.availability(of: .openVideo).reason != nil)
        #expect(state.availability(of: .undoChange).reason != nil)
    }

    @Test
    func `hints that cannot be done keep their place and are greyed`() {
        var state = busy()
        state.load(Sample.history)
        state.press(.alt("3"))
        let all = StatusView.hints(state).map(\.key)
        state.history.selection = GenerationID(207)
        let hints = StatusView.hints(state)
        #expect(hints.map(\.key) == all)
        #expect(hints.contains { !$0.isAvailable })
    }

    @Test
    func `a key that changes nothing is answered all the same`() {
        var state = busy()
        for key in [Key.control("k"), Key(.left), Key(.escape), .control("y"), .alt("_")] {
            state.message = nil
            state.press(key)
            #expect(state.message != nil, "\(key.label)")
        }
    }
}
