import Generations
import Terminal
import Testing

@testable import Interface

struct ComposeUpdateTests {
    private func sent(_ effects: [AppEffect]) -> GenerationRequest? {
        for case .enqueue(let request, _, _) in effects { return request }
        return nil
    }

    @Test
    func `Enter sends the prompt and keeps its parameters`() {
        var state = Sample.state()
        state.type("a boat --seed 7 --num-frames 49 --negative-prompt blurry, text")
        let request = sent(state.press(Key(.enter)))
        #expect(request?.prompt == "a boat")
        #expect(request?.parameters.seed == 7)
        #expect(request?.parameters.numFrames == 49)
        #expect(request?.parameters.negativePrompt == "blurry, text")
        #expect(request?.parameters.width == 832)
        #expect(state.compose.editor.isEmpty)
        state.type("another")
        #expect(sent(state.press(Key(.enter)))?.parameters.seed == 7)
        state.type("a third --seed random")
        #expect(sent(state.press(Key(.enter)))?.parameters.seed == nil)
    }

    @Test(arguments: [
        ("", "empty"), ("a boat --seed x", "number"), ("a boat --num-frames 0", "num_frames"),
        ("a boat --ar 16:9", "no parameter"), ("a boat --size big", "832x480"), ("--seed 7", "empty"),
    ])
    func `what is wrong is said and nothing is sent`(_ text: String, _ word: String) {
        var state = Sample.state()
        state.on(.terminal(.paste(text)))
        #expect(sent(state.press(Key(.enter))) == nil)
        #expect(state.message?.text.contains(word) == true)
        #expect(state.compose.editor.text == text)
    }

    @Test
    func `a paste never sends, and keeps its lines`() {
        var state = Sample.state()
        #expect(sent(state.on(.terminal(.paste("one\ntwo\n")))) == nil)
        #expect(state.compose.editor.text == "one\ntwo\n")
    }

    @Test
    func `new lines come from four keys`() {
        for key in [Key(.enter, .alt), .control("j"), Key(.enter, .shift)] {
            var state = Sample.state()
            state.type("a")
            #expect(sent(state.press(key)) == nil)
            #expect(state.compose.editor.text == "a\n")
        }
        var state = Sample.state()
        state.type("a\\")
        #expect(state.press(Key(.enter)) == [])
        #expect(state.compose.editor.text == "a\n")
    }

    @Test
    func `Esc takes back what was sent a moment ago`() throws {
        var state = Sample.state()
        state.type("a boat")
        let effects = state.press(Key(.enter))
        guard case .enqueue(_, _, let ticket)? = effects.first else { throw Missing() }
        #expect(state.press(Key(.escape)) == [])
        let generation = Sample.generation(301, "a boat", state: .queued)
        #expect(state.on(.result(.enqueued(ticket: ticket, generation))) == [.cancel(GenerationID(301))])
        #expect(state.compose.editor.text == "a boat")
    }

    @Test
    func `after three seconds Esc cancels nothing`() {
        var state = Sample.state()
        state.type("a boat")
        state.press(Key(.enter))
        state.on(.result(.enqueued(ticket: 1, Sample.generation(301, state: .running))))
        #expect(state.message?.text.contains("#301") == true)
        state.pass(3)
        #expect(state.message == nil)
        #expect(state.press(Key(.escape)) == [])
    }

    @Test
    func `a refused request gives the text back`() {
        var state = Sample.state()
        state.type("a boat")
        state.press(Key(.enter))
        state.on(.result(.enqueueRefused(ticket: 1, reason: "The disk is full.")))
        #expect(state.compose.editor.text == "a boat")
        #expect(state.message?.tone == .bad)
    }

    @Test
    func `Up on the first line recalls what contains the text, and Down comes back`() {
        var state = Sample.state()
        state.type("boat")
        #expect(state.press(Key(.up)) == [.recallPrompts(number: 1, containing: "boat", limit: 200)])
        state.on(.result(.promptsRecalled(number: 99, ["wrong"])))
        #expect(state.compose.editor.text == "boat")
        state.on(.result(.promptsRecalled(number: 1, ["a boat", "an old boat"])))
        #expect(state.compose.editor.text == "a boat")
        state.press(Key(.up))
        #expect(state.compose.editor.text == "an old boat")
        state.press(Key(.down), Key(.down))
        #expect(state.compose.editor.text == "boat")
    }

    @Test
    func `Up and Down keep their column on wrapped rows`() {
        var state = Sample.state(40, 12)
        state.on(.terminal(.paste(String(repeating: "abcd ", count: 14))))
        let end = state.compose.editor.cursor
        #expect(state.press(Key(.up)) == [])
        #expect(state.compose.editor.cursor < end)
        state.press(Key(.down))
        #expect(state.compose.editor.cursor == end)
    }

    @Test
    func `the draft is saved after a pause, and not twice`() {
        var state = Sample.state()
        state.type("a boat")
        #expect(state.pass(0.4) == [])
        let draft = Draft(prompt: "a boat", cursor: 6)
        #expect(state.pass(0.6) == [.saveDraft(draft)])
        #expect(state.pass(1) == [])
    }

    @Test
    func `a draft that comes late does not take the place of what was typed`() {
        var state = Sample.state()
        state.on(.result(.draftLoaded(Draft(prompt: "kept", cursor: 2))))
        #expect(state.compose.editor.text == "kept")
        #expect(state.compose.editor.cursor == 2)
        var other = Sample.state()
        other.type("new")
        other.on(.result(.draftLoaded(Draft(prompt: "kept", cursor: 2))))
        #expect(other.compose.editor.text == "new")
    }

    private struct Missing: Error {}
}
