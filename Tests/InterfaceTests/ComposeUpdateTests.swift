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

    /// A take is loaded with its seed.
    private func loaded() -> AppState {
        var state = Sample.state()
        state.load([Sample.generation(7, "a red fox", seed: 78)])
        state.press(.alt("3"), Key(.enter))
        return state
    }

    @Test
    func `a seed that came with a take is used once`() {
        var state = loaded()
        #expect(sent(state.press(Key(.enter)))?.parameters.seed == 78)
        state.type("a storm")
        #expect(sent(state.press(Key(.enter)))?.parameters.seed == nil)
    }

    @Test
    func `another text in place of a take's is a new idea, and undo brings the take back`() {
        var state = loaded()
        state.press(.control("u"))
        #expect(state.compose.parent == nil)
        #expect(state.compose.base?.parameters.seed == nil)
        state.press(.control("_"))
        #expect(state.compose.editor.text == "a red fox")
        #expect(state.compose.parent == GenerationID(7))
        #expect(state.compose.base?.parameters.seed == 78)
    }

    @Test
    func `a seed that was set by hand stays`() {
        var state = Sample.state()
        state.type("a fox --seed 7")
        #expect(sent(state.press(Key(.enter)))?.parameters.seed == 7)
        state.type("a storm")
        #expect(sent(state.press(Key(.enter)))?.parameters.seed == 7)
    }

    @Test
    func `a take's seed is used once also where the take is not listed any more`() {
        var state = loaded()
        state.answer([])
        #expect(sent(state.press(Key(.enter)))?.parameters.seed == 78)
        state.type("a storm")
        #expect(sent(state.press(Key(.enter)))?.parameters.seed == nil)
    }

    @Test
    func `a load says how the draft comes back that it replaces`() {
        var state = Sample.state()
        state.load([Sample.generation(7, "a red fox", seed: 78)])
        state.type("half a thought")
        state.press(.alt("3"), Key(.enter))
        #expect(state.message?.text.contains("brings your draft back") == true)
        state.press(.control("_"))
        #expect(state.compose.editor.text == "half a thought")
    }

    @Test
    func `a command of the plain mode is not sent as a prompt`() {
        var state = Sample.state()
        state.type("/help")
        #expect(sent(state.press(Key(.enter))) == nil)
        #expect(state.message?.text.contains("F1") == true)
        #expect(state.compose.editor.text == "/help")
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
        state.on(.result(.promptsRecalled(number: 99, [Sample.generation(9, "wrong")])))
        #expect(state.compose.editor.text == "boat")
        state.on(.result(.promptsRecalled(number: 1, Self.earlier)))
        #expect(state.compose.editor.text == "a boat")
        state.press(Key(.up))
        #expect(state.compose.editor.text == "an old boat")
        #expect(state.message?.text.hasPrefix("Earlier prompt 2 of 2 with “boat”.") == true)
        state.press(Key(.down), Key(.down))
        #expect(state.compose.editor.text == "boat")
    }

    private static let earlier = [
        Sample.generation(8, "a boat", seed: 5), Sample.generation(7, "an old boat", seed: 6),
    ]

    @Test
    func `however many prompts were recalled, undo takes one step`() {
        var state = Sample.state()
        state.type("boat")
        state.press(Key(.up))
        state.on(.result(.promptsRecalled(number: 1, Self.earlier)))
        state.press(Key(.up), .control("_"))
        #expect(state.compose.editor.text == "boat")
        state.press(.control("_"))
        #expect(state.compose.editor.text == "")
    }

    @Test
    func `a recalled prompt brings its parameters when that is asked for, and undo takes them back`() {
        var state = Sample.state()
        state.type("boat")
        state.press(Key(.up))
        state.on(.result(.promptsRecalled(number: 1, Self.earlier)))
        #expect(state.compose.request(state.setup).request.parameters.seed == nil)
        state.press(.control("x"), .control("a"))
        #expect(state.compose.request(state.setup).request.parameters.seed == 5)
        #expect(state.compose.parent == GenerationID(8))
        state.press(.control("_"))
        #expect(state.compose.editor.text == "boat")
        #expect(state.compose.request(state.setup).request.parameters.seed == nil)
        state.press(.alt("_"))
        #expect(state.compose.request(state.setup).request.parameters.seed == 5)
    }

    @Test
    func `Alt-Up recalls any prompt, also after a search for some`() {
        var state = Sample.state()
        state.type("boat")
        state.press(Key(.up))
        state.on(.result(.promptsRecalled(number: 1, Self.earlier)))
        #expect(state.press(Key(.up, .alt)) == [.recallPrompts(number: 2, containing: "", limit: 200)])
        #expect(state.compose.editor.text == "boat")
    }

    @Test
    func `loading is one step, with the parameters`() {
        var state = Sample.state()
        state.type("mine --seed 1")
        let generation = Sample.generation(8, "a boat", seed: 5)
        ComposeUpdate.load(&state, prompt: "a boat", base: generation.request, parent: generation.id)
        #expect(state.compose.request(state.setup).request.parameters.seed == 5)
        state.press(.control("_"))
        #expect(state.compose.editor.text == "mine --seed 1")
        #expect(state.compose.base == nil)
        #expect(state.compose.parent == nil)
    }

    @Test
    func `what Enter does is a setting, and every hint follows`() {
        var setup = Sample.setup()
        setup.enter = .newline
        var state = Sample.state(setup: setup)
        let screen = (0..<24).map { AppView.frame(state).row($0).map(\.text).joined() }.joined(
            separator: "\n"
        )
        #expect(screen.contains("Alt-Enter sends it; Enter makes a new line."))
        #expect(screen.contains("Alt-Enter send"))
        state.type("a\nb\\\n")
        #expect(state.compose.editor.text == "a\nb\n")
        #expect(sent(state.press(Key(.enter, .alt)))?.prompt == "a\nb\n")
        #expect(state.keymap.clashes.isEmpty)
    }

    @Test
    func `a large paste says its size, and is one step that cannot be sent`() {
        var state = Sample.state()
        state.type("x")
        state.on(.terminal(.paste(String(repeating: "one\r\ntwo\rthree\n", count: 2_000))))
        #expect(state.message?.text.contains("Ctrl-_ takes it back") == true)
        #expect(!state.compose.editor.characters.contains { $0 == "\r" || $0 == "\r\n" })
        #expect(state.compose.editor.text.hasPrefix("xone\ntwo\nthree\none"))
        #expect(sent(state.press(Key(.enter))) == nil)
        #expect(state.message?.text.contains("shorten it") == true)
        state.press(.control("_"))
        #expect(state.compose.editor.text == "x")
    }

    @Test
    func `the history of the edits comes back with the draft`() throws {
        var state = Sample.state()
        state.type("one two")
        ComposeUpdate.load(&state, prompt: "three", base: Sample.generation(8, seed: 5).request, parent: nil)
        guard case .saveDraft(let draft)? = state.pass(2).first else { throw Missing() }
        var other = Sample.state()
        other.on(.result(.draftLoaded(draft)))
        #expect(other.compose.editor.text == "three")
        other.press(.control("_"))
        #expect(other.compose.editor.text == "one two")
        #expect(other.compose.base == nil)
        other.press(.alt("_"))
        #expect(other.compose.request(other.setup).request.parameters.seed == 5)
        other.press(.control("_"), .control("_"), .control("_"))
        #expect(other.compose.editor.isEmpty)
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
    func `the draft is saved after a pause, and not twice`() throws {
        var state = Sample.state()
        state.type("a boat")
        #expect(state.pass(0.4) == [])
        guard case .saveDraft(let draft)? = state.pass(0.6).first else { throw Missing() }
        #expect(draft.prompt == "a boat")
        #expect(draft.cursor == 6)
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
