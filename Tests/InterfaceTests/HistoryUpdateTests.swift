import Generations
import Terminal
import Testing

@testable import Interface

struct HistoryUpdateTests {
    private func history() -> AppState {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"), .character("j"))
        return state
    }

    @Test
    func `all, the prompt, the seed or all but the seed are loaded`() {
        var state = history()
        state.press(.character("a"))
        #expect(state.compose.editor.text == Sample.history[1].request.prompt)
        #expect(state.compose.request(state.setup).request.parameters.seed == 77)
        #expect(state.compose.parent == GenerationID(209))
        #expect(state.focus == .compose)

        state = history()
        state.press(.character("r"))
        #expect(state.compose.request(state.setup).request.parameters.seed == nil)

        state = history()
        state.press(.character("s"))
        #expect(state.compose.editor.isEmpty)
        #expect(state.compose.request(state.setup).request.parameters.seed == 77)

        state = history()
        state.press(.character("p"))
        #expect(state.compose.request(state.setup).request.parameters.seed == nil)
        #expect(state.compose.editor.text == Sample.history[1].request.prompt)
    }

    @Test
    func `running again keeps the seed, and asks first`() {
        var state = history()
        #expect(state.press(.character("R")) == [])
        let effects = state.press(.character("y"))
        guard case .enqueue(let request, let parent, _)? = effects.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(request == Sample.history[1].request)
        #expect(parent == GenerationID(209))
    }

    @Test
    func `what another program writes is read again, after a reading that is under way`() throws {
        var state = history()
        guard case .loadHistory(let lookup)? = state.on(.result(.libraryChanged)).first else {
            Issue.record("nothing was read")
            return
        }
        #expect(state.on(.result(.libraryChanged)) == [])
        let part = HistoryPart(generations: Sample.history, next: nil)
        let effects = state.on(.result(.historyLoaded(lookup, part)))
        #expect(effects.contains { if case .loadHistory = $0 { true } else { false } })
    }

    @Test
    func `an answer to an older search is ignored`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.control("r"))
        state.type("b")
        let old = state.history.lookup!
        state.type("o")
        state.on(.result(.historyLoaded(old, HistoryPart(generations: [], next: nil))))
        #expect(state.history.items.count == Sample.history.count)
        state.answer([Sample.history[0]], total: 1)
        #expect(state.history.items.count == 1)
        state.press(Key(.escape))
        #expect(state.history.lookup?.text == "")
    }

    @Test
    func `older pages are read as one scrolls, once`() {
        var state = Sample.state()
        let first = (0..<100).map { Sample.generation(Int64(1_000 - $0)) }
        state.load(first, next: GenerationID(901))
        state.press(.alt("3"))
        #expect(
            state.press(Key(.end)) == [
                .loadHistory(
                    HistoryLookup(
                        number: 2,
                        text: "",
                        isFolded: true,
                        before: GenerationID(901),
                        limit: 100
                    )
                )
            ]
        )
        #expect(state.press(.character("k")) == [])
        state.answer((0..<100).map { Sample.generation(Int64(900 - $0)) }, next: nil)
        #expect(state.history.items.count == 200)
        #expect(state.history.selection == GenerationID(902))
        #expect(state.press(Key(.end)) == [])
    }

    @Test
    func `what is new does not move the row under the cursor`() {
        var state = history()
        let before = AppView.frame(state).cursor
        state.happen([Sample.event(300, .queued), Sample.event(301, .queued)])
        #expect(state.history.selection == GenerationID(209))
        #expect(AppView.frame(state).cursor == before)
    }

    @Test
    func `the player and the clipboard are asked for`() {
        var state = history()
        #expect(
            state.press(.character("o")) == [
                .openVideo(GenerationID(209), path: Sample.video(209).path)
            ]
        )
        let command =
            "rushes generate 'paper boat, rain gutter, neon signs, slow dolly out' --model Wan-AI/Wan2.2-T2V "
            + "--provider fal-ai --seed 77 --num-frames 81 --fps 16 --width 832 --height 480 "
            + "--num-inference-steps 30"
        #expect(
            state.press(.character("y"), .character("c")) == [
                .copy(text: command, what: "the command of #209")
            ]
        )
    }

    @Test
    func `a failed one has no video to open, and says so`() {
        var state = Sample.state()
        state.load([Sample.history[3]])
        state.press(.alt("3"))
        #expect(state.press(.character("o")) == [])
        #expect(state.message?.text == "#207 has no video: it failed.")
    }
}

extension HistoryUpdateTests {
    @Test
    func `a part that came before it was full is read on, and how many there are is said as far as known`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.control("r"))
        state.type("note:x")
        let first = state.history.lookup!
        let found = [Sample.history[0]]
        let part = HistoryPart(generations: found, next: GenerationID(150))
        let effects = state.on(.result(.historyLoaded(first, part)))
        #expect(effects.first == .countHistory(first))
        guard case .loadHistory(let second)? = effects.dropFirst().first else {
            Issue.record("the rest was not read")
            return
        }
        #expect(second.before == GenerationID(150))
        #expect(second.limit == first.limit - 1)
        #expect(state.history.count == nil)
        state.on(.result(.historyCounted(first, .atLeast(1))))
        #expect(state.history.count == "1+")
        state.answer([])
        #expect(state.history.lookup == nil)
        #expect(state.history.items == found)
        #expect(state.history.count == "1")
    }

    @Test func `a count that comes after another question was asked changes nothing`() {
        var state = Sample.state()
        state.load(Sample.history, next: GenerationID(150))
        let first = state.history.answered!
        state.press(.control("r"))
        state.type("f")
        state.answer([Sample.history[0]], next: GenerationID(150))
        state.on(.result(.historyCounted(first, .exactly(4_812))))
        #expect(state.history.count == nil)
        state.on(.result(.historyCounted(state.history.answered!, .atLeast(3_000))))
        #expect(state.history.count == "3,000+")
    }
}
