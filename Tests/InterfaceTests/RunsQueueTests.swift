import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// Arranging the queue: moving, holding, editing.
struct RunsQueueTests {
    private func queue(_ states: [GenerationState] = [.running, .queued, .queued, .queued]) -> AppState {
        var state = Sample.state(120, 36)
        state.load([])
        state.happen(states.enumerated().map { Sample.event(Int64($0.offset + 1), $0.element) })
        state.press(.alt("2"))
        return state
    }

    private func id(_ number: Int64) -> GenerationID { GenerationID(number) }

    @Test func `capital J and K move a queued run, and the list follows`() {
        var state = queue()
        state.runs.selection = id(2)
        #expect(state.press(.character("J")) == [.moveRun(id(2), .down)])
        var (second, third) = (Sample.event(2, .queued), Sample.event(3, .queued))
        (second.generation.queueRank, third.generation.queueRank) = (3, 2)
        state.happen([second, third])
        #expect(state.runs.runs.map(\.id) == [id(1), id(3), id(2), id(4)])
        #expect(state.runs.selection == id(2))
        #expect(state.press(.character("K")) == [.moveRun(id(2), .up)])
    }

    @Test(arguments: ["J", "K", "e"] as [Character])
    func `what has begun is neither moved nor edited, and says why`(_ key: Character) {
        var state = queue()
        state.runs.selection = id(1)
        #expect(state.press(.character(key)) == [])
        #expect(state.message?.text.hasPrefix("#1 is under way") == true)
    }

    @Test func `the whole queue is held and let go on, and says so while it is`() {
        var state = queue()
        #expect(state.press(.character("H")) == [.holdQueue(true)])
        state.on(.result(.queueHeld(true)))
        #expect(state.message?.text.contains("The queue is held") == true)
        let text = AppView.frame(state).plainText
        #expect(text.contains("Runs, queue held"))
        #expect(text.contains("queue held  1 run"))
        #expect(state.press(.character("H")) == [.holdQueue(false)])
        state.on(.result(.queueHeld(false)))
        #expect(!AppView.frame(state).plainText.contains("queue held"))
    }

    @Test func `a queued run is edited in the prompt, and what is sent takes its place`() {
        var state = queue()
        state.runs.selection = id(3)
        #expect(state.press(.character("e")) == [.hold(id(3))])
        #expect(state.focus == .compose)
        #expect(state.compose.editor.text.hasPrefix("paper boat"))
        state.happen([Sample.event(3, .held(.user))])
        #expect(AppView.frame(state).plainText.contains("held while you edit it"))
        state.type(", snow")
        let effects = state.press(Key(.enter))
        guard case .replace(let old, let request, _, let ticket)? = effects.first else {
            Issue.record("sends \(effects)")
            return
        }
        #expect(old == id(3))
        #expect(request.prompt.hasSuffix(", snow"))
        state.happen([Sample.event(9, .queued), Sample.event(3, .cancelled)])
        #expect(state.runs.session.cancelled == 0)
        state.on(.result(.enqueued(ticket: ticket, Sample.generation(9, state: .queued))))
        #expect(state.message?.text == "#9 has taken the place of #3. Esc takes it back.")
        #expect(state.runs.edited == nil)
    }

    @Test func `Esc leaves an edited run as it was and gives the draft back`() {
        var state = queue()
        state.press(.alt("1"))
        state.type("my draft")
        state.press(.alt("2"))
        state.runs.selection = id(3)
        state.press(.character("e"))
        state.happen([Sample.event(3, .held(.user))])
        state.type("x")
        #expect(state.press(Key(.escape)) == [.release(id(3))])
        #expect(state.compose.editor.text == "my draft")
        #expect(state.runs.edited == nil)
    }

    @Test func `one that was held before stays held when it is left`() {
        var state = queue([.running, .held(.user)])
        state.runs.selection = id(2)
        #expect(state.press(.character("e")) == [])
        #expect(state.press(Key(.escape)) == [])
        #expect(state.message?.text == "#2 is as it was, held.")
    }

    @Test func `a refused replacement leaves the run in hand and the text in the prompt`() {
        var state = queue()
        state.runs.selection = id(3)
        state.press(.character("e"))
        state.happen([Sample.event(3, .held(.user))])
        guard case .replace(_, _, _, let ticket)? = state.press(Key(.enter)).first else {
            Issue.record("does not replace")
            return
        }
        state.on(.result(.enqueueRefused(ticket: ticket, reason: "The disk is full.")))
        #expect(state.compose.editor.text.hasPrefix("paper boat"))
        #expect(state.runs.edited?.id == id(3))
        #expect(state.runs.edited?.ticket == nil)
    }

    @Test func `counts keep their places while runs come and go`() {
        var state = queue()
        let theme = Theme(.terminal)
        #expect(CountsText.text(state.runs.counts, theme).text == "1 run  0 wait  0 save  3 queued")
        state.happen([Sample.event(1, .downloading(DownloadProgress(bytes: 1, total: nil)))])
        #expect(CountsText.text(state.runs.counts, theme).text == "0 run  0 wait  1 save  3 queued")
        state.happen([Sample.event(1, .succeeded), Sample.event(2, .held(.user))])
        #expect(CountsText.text(state.runs.counts, theme).text == "1 held  0 run  0 wait  0 save  2 queued")
        state.happen([2, 3, 4].map { Sample.event($0, .cancelled) })
        #expect(CountsText.text(state.runs.counts, theme).text == "nothing runs")
        #expect(state.runs.isLive == false)
    }

    @Test(arguments: [
        (GenerationState.queued, "costs nothing"), (.submitting, "may go on, and bill it"),
        (.running, "may go on, and bill it"), (.held(.interruptedSubmit(.programEnded)), "may be billed"),
        (.downloading(DownloadProgress(bytes: 1, total: nil)), "is billed"),
    ])
    func `after a cancel it is said what may be billed`(_ was: GenerationState, _ words: String) {
        var state = queue([was])
        state.happen([Sample.event(1, .cancelled)])
        #expect(state.message?.text.contains(words) == true)
    }

    @Test func `the question of a cancel stays true while the run goes on`() {
        var state = queue([.queued])
        state.press(.alt("2"), .character("x"))
        #expect(AppView.frame(state).plainText.contains("costs nothing"))
        state.happen([Sample.event(1, .running)])
        let text = AppView.frame(state).plainText
        #expect(!text.contains("costs nothing"))
        #expect(text.contains("The server has it."))
        state.happen([Sample.event(1, .succeeded)])
        #expect(state.overlays.isEmpty)
    }

    @Test func `ten thousand runs keep their order and their counts, and a frame shows those in view`() {
        var state = Sample.state(80, 24)
        for number in 1...10_000 as ClosedRange<Int64> { state.happen([Sample.event(number, .queued)]) }
        state.press(.alt("2"), .character("G"))
        #expect(state.runs.selection == id(10_000))
        #expect(state.runs.counts.queued == 10_000)
        let text = AppView.frame(state).plainText
        #expect(text.contains("> QUEUE #10000"))
        #expect(text.contains("+ 9,996 more"))
        state.press(.character("g"), .character("j"))
        #expect(state.runs.selection == id(2))
    }
}
