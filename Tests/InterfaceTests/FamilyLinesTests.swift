import Foundation
import Generations
import Terminal
import Testing

@testable import Interface

/// What the details say of where a generation comes from, and what is said when one is loaded.
struct FamilyLinesTests {
    private func facts(_ parent: Generation?, _ child: Generation, members: Int) -> String {
        var state = Sample.state(120, 36)
        state.load([child])
        state.press(.alt("3"), .character("i"))
        let relations = GenerationRelations(parent: parent, hasSameBytes: nil, members: members)
        state.on(.result(.relationsLoaded(child, relations)))
        return DetailView.rows(state, width: 60).map { $0.spans.map(\.text).joined() }.joined(separator: "\n")
    }

    @Test
    func `a take says what it was made from, what was changed, and of how many it is one`() {
        var child = Sample.generation(208, seed: 76, parent: 176)
        let parent = Sample.generation(176, seed: 76)
        #expect(facts(parent, child, members: 3).contains("from       #176, run again"))
        child.request.parameters.seed = 79
        child.request.parameters.numInferenceSteps = 50
        let text = facts(parent, child, members: 3)
        #expect(text.contains("from       #176, with other seed 76 -> 79, steps 30 -> 50"))
        #expect(text.contains("family     one of 3 takes with this prompt"))
        #expect(facts(nil, child, members: 1).contains("from       #176, which is gone for good"))
    }

    @Test
    func `P goes to the parent, known or not, and Esc comes back`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"), .character("j"), .character("j"))
        #expect(state.press(.character("P")) == [.loadGeneration(GenerationID(176))])
        #expect(state.detail.id == GenerationID(176) && state.focus == .detail)
        let parent = Sample.generation(176)
        let effects = state.on(.result(.generationLoaded(GenerationID(176), parent, [])))
        #expect(effects.contains(.loadRelations(GenerationID(176))))
        #expect(state.detail.generation == parent)
        #expect(state.press(.character("P")).isEmpty)
        #expect(state.message?.text == "#176 was made from no other.")
        state.press(Key(.escape))
        #expect(state.focus == .history)
    }

    @Test
    func `loading a take says what differs from the form until now`() {
        var generation = Sample.generation(5)
        generation.request.parameters.numInferenceSteps = 50
        generation.request.parameters.guidanceScale = 4
        var state = Sample.state()
        state.load([generation])
        state.press(.alt("3"), .character("e"))
        #expect(
            state.message?.text
                == "Loaded #5 with its seed; other than before: steps 30 -> 50, guidance 4."
        )
        state.press(.alt("3"), .character("r"))
        #expect(state.message?.text.hasPrefix("Loaded #5 without its seed. ") == true)
    }
}
