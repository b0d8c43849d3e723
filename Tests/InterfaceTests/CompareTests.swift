import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

struct CompareTests {
    private func text(_ old: String, _ new: String) -> String {
        WordDiff(from: old, to: new).text(Theme(.mono)).text
    }

    @Test
    func `prompts are compared word by word, with signs that need no colours`() {
        #expect(text("a red boat", "a blue boat") == "a [-red-] {+blue+} boat")
        #expect(text("", "new words") == "{+new words+}")
        #expect(text("old words", "") == "[-old words-]")
        #expect(WordDiff(from: "the  same", to: "the same").isSame)
        #expect(text("夜 雨", "夜 雪 👩‍👩‍👧") == "夜 [-雨-] {+雪 👩‍👩‍👧+}")
    }

    @Test
    func `wrapped text keeps its words and its styles`() {
        let rows = WordDiff(from: "one two three four", to: "one 2 three 4").text(Theme(.terminal))
            .wrapped(to: 9)
        #expect(rows.map(\.text).joined(separator: " ") == "one [-two-] {+2+} three [-four-] {+4+}")
        #expect(rows.allSatisfy { $0.columns <= 9 })
        #expect(Set(rows.flatMap(\.spans).map(\.style)).count == 3)
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `two are compared beside each other, or below where there is no room`(_ size: Size) {
        var state = Sample.state(size.columns, size.rows)
        var changed = Sample.history
        changed[1].request.parameters.guidanceScale = 5
        state.load(changed)
        state.press(.alt("3"), .character(" "), .character(" "), .character("c"))
        let name = "compare-\(size.columns)x\(size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
        state.press(.character("q"))
        #expect(state.overlays.isEmpty)
        #expect(state.history.marked.count == 2)
    }

    @Test
    func `the selected one is compared with its parent, read when it is not in the list`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"), .character("j"), .character("j"))
        #expect(state.press(.character("c")) == [.loadGeneration(GenerationID(176))])
        state.on(.result(.generationLoaded(GenerationID(176), Sample.generation(176, "a barge"), [])))
        guard case .compare(let compare)? = state.overlays.last else {
            Issue.record("nothing is compared")
            return
        }
        #expect(compare.left.id == GenerationID(176))
        #expect(compare.right?.id == GenerationID(208))
    }

    @Test
    func `what cannot be compared says why`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"), .character("c"))
        #expect(state.message?.text == "#212 has no parent to compare with: mark two with Space.")
        state.press(.character("*"), .character("c"))
        #expect(state.message?.text == "Two can be compared, and 7 are marked.")
    }

    @Test
    func `a repeat gets a verdict: the same bytes, the same length, or what differs`() {
        let parent = Sample.generation(208)
        var child = Sample.generation(214, parent: 208)
        func verdict(_ same: Bool?) -> String? {
            RepeatVerdict(child, GenerationRelations(parent: parent, hasSameBytes: same))?.sentence
        }
        #expect(verdict(true) == "same bytes as #208")
        #expect(verdict(false) == "same length as #208, other bytes")
        child.video?.facts.frames = 80
        child.video?.facts.duration = 5
        #expect(verdict(false) == "unlike #208: length 5.1 s -> 5.0 s, frames 81 -> 80")
        child.request.parameters.seed = 9
        #expect(verdict(false) == "differs from #208 in seed 78 -> 9")
        child.video = nil
        #expect(verdict(nil) == nil)
    }

    @Test
    func `a repeat that has ended says its verdict, and the details keep it`() {
        var state = Sample.state()
        state.load(Sample.history)
        let child = Sample.generation(214, minutesAgo: 0, parent: 208)
        let event = GenerationEvent(generation: child, since: Sample.now)
        #expect(state.on(.generation(event)).contains(.loadRelations(child.id)))
        let relations = GenerationRelations(parent: Sample.generation(208), hasSameBytes: true)
        state.on(.result(.relationsLoaded(child, relations)))
        #expect(state.message?.text == "Saved 0214-paper-boat.mp4 (1m32s): same bytes as #208.")
    }

    /// What is sent as one family, below #212.
    private func requests(_ effects: [AppEffect]) -> [GenerationRequest] {
        guard case .enqueueSeries(let requests, GenerationID(212)?, _)? = effects.first else { return [] }
        return requests
    }

    @Test
    func `variations are counted, asked for once, and have the parent`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"), .character("V"), Key(.down))
        #expect(state.press(Key(.enter)) == [])
        let effects = state.press(.character("y"))
        #expect(requests(effects).map(\.parameters.seed) == [79, 80, 81, 82])

        state.press(.character("V"), Key(.up))
        state.type("20 30")
        state.press(Key(.enter))
        #expect(requests(state.press(.character("y"))).map(\.parameters.numInferenceSteps) == [20, 30])

        state.press(.character("V"))
        state.type("000")
        #expect(state.press(Key(.enter)) == [])
        #expect(state.message?.text == "A number from 1 to 100 is needed.")
    }
}
