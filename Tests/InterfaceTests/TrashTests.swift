import Generations
import Terminal
import Testing

@testable import Interface

struct TrashTests {
    private func trashed(_ id: Int64) -> Generation {
        var generation = Sample.generation(id)
        generation.deletedAt = Sample.now.date
        return generation
    }

    /// The history pane with the trash in it.
    private func trash(_ generations: [Generation]) -> AppState {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"))
        while state.history.scope != .trash { state.press(.control("r")) }
        state.answer(generations)
        state.press(Key(.enter))
        return state
    }

    private func edits(_ effects: [AppEffect]) -> [MarkEdit] {
        effects.flatMap { effect in
            if case .changeMarks(let edits) = effect { edits } else { [MarkEdit]() }
        }
    }

    @Test
    func `Ctrl-R ends at the trash, from which u brings things back`() {
        var state = trash([trashed(9), trashed(8)])
        #expect(state.history.lookup == nil && state.history.isTrash)
        let edits = edits(state.press(.character("u")))
        #expect(edits.map(\.id) == [GenerationID(9)])
        #expect(edits.allSatisfy { $0.before.isInTrash && !$0.after.isInTrash })
        #expect(state.message?.text == "Brought #9 back from the trash.")
        #expect(state.history.items.map(\.id) == [GenerationID(8)])
        #expect(state.history.selection == GenerationID(8))
    }

    @Test
    func `z takes a restoring back, and the list shows it again`() {
        var state = trash([trashed(9), trashed(8)])
        state.press(.character("*"), .character("u"))
        #expect(state.history.items.isEmpty)
        let edits = edits(state.press(.character("z")))
        #expect(edits.map(\.after.isInTrash) == [true, true])
        let effects = state.on(.result(.marksChanged([trashed(9), trashed(8)])))
        guard case .loadHistory(let lookup)? = effects.last else {
            Issue.record("the trash was not read again")
            return
        }
        #expect(lookup.scope == .trash && !lookup.isFolded)
    }

    @Test
    func `what is in the trash goes for good after a yes, and not to the trash again`() {
        var state = trash([trashed(9)])
        #expect(state.press(.character("d")).isEmpty)
        #expect(
            state.message?.text == "#9 is in the trash already. u brings it back, D deletes for good."
        )
        state.press(.character("D"))
        #expect(state.press(.character("y")) == [.purge([GenerationID(9)])])
    }

    @Test
    func `u says why where nothing is in the trash`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"))
        #expect(state.press(.character("u")).isEmpty)
        #expect(state.message?.text.hasPrefix("#212 is not in the trash.") == true)
        state = trash([])
        #expect(state.press(.character("u")).isEmpty)
        #expect(state.message?.text == "Nothing is selected: the trash is empty.")
    }

    @Test
    func `is:trash looks there too`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.control("r"))
        state.type("is:trash")
        #expect(state.history.isTrash)
        state.answer([trashed(9)])
        state.on(.generation(GenerationEvent(generation: Sample.generation(9), since: Sample.now)))
        #expect(state.history.items.isEmpty)
        #expect(state.press(Key(.enter), .character("F")).isEmpty)
        #expect(state.message?.text == "In the trash every take has its own row.")
    }
}
