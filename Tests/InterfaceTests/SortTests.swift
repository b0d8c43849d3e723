import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

struct SortTests {
    private func history() -> AppState {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"))
        return state
    }

    /// The history by the time at the server, with these.
    private func byRun(_ ids: [Int64], next: Int64? = nil) -> AppState {
        var state = history()
        state.press(.character(","), .character("r"))
        state.answer(ids.map { Sample.generation($0) }, next: next.map { GenerationID($0) })
        return state
    }

    @Test
    func `an order is chosen with one key, remembered, shown, and lists every take`() {
        var state = history()
        #expect(state.press(.character(",")).isEmpty)
        let effects = state.press(.character("r"))
        #expect(effects.first == .keepOrder(.longestRun))
        guard case .loadHistory(let lookup)? = effects.last else {
            Issue.record("nothing was asked")
            return
        }
        #expect(lookup.order == .longestRun && !lookup.isFolded && lookup.before == nil)
        state.answer([7, 40, 3].map { Sample.generation($0) })
        #expect(state.history.items.map(\.id.rawValue) == [7, 40, 3])
        #expect(AppView.frame(state).snapshot.contains("longest run first"))
        #expect(state.press(.character(","), .character("r")).isEmpty)
        #expect(state.message?.text == "The history is listed longest run first already.")
        #expect(state.press(.character("F")).isEmpty)
    }

    @Test
    func `rows are found, changed and taken away where they stand`() {
        var state = byRun([7, 40, 3, 12])
        state.press(.character("j"), .character("j"))
        #expect(state.history.selection == GenerationID(3))
        #expect(state.history.selectedRow == 2)
        var changed = Sample.generation(40)
        changed.isFavorite = true
        state.on(.result(.marksChanged([changed])))
        #expect(state.history.items.map(\.id.rawValue) == [7, 40, 3, 12])
        #expect(state.history[GenerationID(40)]?.isFavorite == true)
        state.press(.character("d"))
        #expect(state.history.items.map(\.id.rawValue) == [7, 40, 12])
        #expect(state.history.selection == GenerationID(12))
        #expect(state.history.rowIndex(of: GenerationID(12)) == 2)
    }

    @Test
    func `the next page follows, and what came twice stands once`() {
        var state = byRun((1...100).map { Int64($0) }, next: 100)
        let effects = state.press(.character("G"))
        guard case .loadHistory(let lookup)? = effects.last else {
            Issue.record("no page was asked for")
            return
        }
        #expect(lookup.before == GenerationID(100) && lookup.order == .longestRun)
        state.answer([100, 900, 800].map { Sample.generation($0) })
        #expect(state.history.items.suffix(3).map(\.id.rawValue) == [100, 900, 800])
    }

    @Test
    func `a new run is put in its place when it has ended`() {
        var state = byRun([7, 40])
        let running = GenerationEvent(generation: Sample.generation(50, state: .running), since: Sample.now)
        #expect(
            !state.on(.generation(running)).contains { if case .loadHistory = $0 { true } else { false } }
        )
        #expect(state.history.items.count == 2)
        let ended = GenerationEvent(generation: Sample.generation(50), since: Sample.now)
        #expect(state.on(.generation(ended)).contains { if case .loadHistory = $0 { true } else { false } })
    }

    @Test
    func `the order of the last time comes back`() {
        var state = history()
        let effects = state.on(.result(.orderRemembered(.oldest)))
        guard case .loadHistory(let lookup)? = effects.first else {
            Issue.record("nothing was asked")
            return
        }
        #expect(lookup.order == .oldest)
        #expect(state.on(.result(.orderRemembered(.oldest))).isEmpty)
    }
}
