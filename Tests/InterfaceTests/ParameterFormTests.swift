import Generations
import Terminal
import Testing

@testable import Interface

struct ParameterFormTests {
    private func open(_ prompt: String = "a boat") -> AppState {
        var state = Sample.state()
        state.type(prompt)
        state.press(Key(.function(3)))
        return state
    }

    private func form(_ state: AppState) -> ParameterFormState? {
        if case .parameters(let form) = state.overlays.last { form } else { nil }
    }

    /// Goes to a row and types in place of what is there.
    private func write(_ state: inout AppState, _ field: ParameterField, _ text: String) {
        for _ in 0..<40 where form(state)?.field != field { state.press(Key(.down)) }
        state.press(.control("e"), .control("u"))
        state.on(.terminal(.paste(text)))
    }

    @Test
    func `what is not taken is told on closing, and is there again`() {
        var state = open()
        write(&state, .frames, "abc")
        state.press(Key(.escape))
        #expect(state.message?.text == "Frames was not taken: This is no number: “abc”.")
        state.press(Key(.function(3)))
        #expect(form(state)?.editor.text == "abc")
        #expect(form(state)?.problem != nil)
        write(&state, .frames, "49")
        state.press(Key(.escape))
        #expect(state.message == nil)
        #expect(state.compose.refused.isEmpty)
    }

    @Test
    func `the first step of an empty row is what the model does by itself`() {
        var state = open()
        write(&state, .model, "Wan-AI/Wan2.2-T2V-A14B")
        write(&state, .fps, "")
        state.press(.character("+"))
        #expect(form(state)?.editor.text == "16")
        state.press(.character("+"))
        #expect(form(state)?.editor.text == "17")
    }

    @Test
    func `what is typed is taken at once, and Esc keeps it`() {
        var state = open()
        write(&state, .frames, "49")
        write(&state, .size, "1280 x 720")
        write(&state, .seed, "7")
        write(&state, .negativePrompt, "blurry, text")
        write(&state, .runs, "2")
        state.press(Key(.escape))
        let request = state.compose.request(state.setup).request
        #expect(state.overlays == [])
        #expect(request.prompt == "a boat")
        #expect(request.parameters.numFrames == 49)
        #expect(request.parameters.width == 1_280)
        #expect(request.parameters.seed == 7)
        #expect(request.parameters.negativePrompt == "blurry, text")
        #expect(state.compose.plan.size.count == 2)
    }

    @Test(arguments: [
        (ParameterField.frames, "0", "num_frames"), (.frames, "x", "no number"), (.size, "big", "832x480"),
        (.size, "8x8", "width"), (.model, "none", "owner/name"), (.runs, "101", "1 to 100"),
        (.guidance, "nan", "number"),
        (.noise, "2", "noise"), (.allExtra, "[1]", "JSON object"), (.seed, "-1", "seed"),
        (.seed, "99999999999999999999", "number"), (.steps, "５0️⃣", "number"),
    ])
    func `a rule that is broken is said as one types, and nothing is taken`(
        _ field: ParameterField,
        _ text: String,
        _ word: String
    ) {
        var state = open()
        let before = state.compose.values(state.setup)
        write(&state, field, text)
        let problem = form(state)?.problem
        #expect(problem?.contains(word) == true)
        let after = state.compose.values(state.setup)
        #expect(field.text(after) == field.text(before) || field.text(after).isEmpty)
        state.press(Key(.down), Key(.escape))
        #expect(state.message?.text.contains("was not taken: ") == true)
    }

    @Test
    func `plus and minus count, Del resets, and an empty row is left to the model`() {
        var state = open()
        #expect(form(state)?.field == .frames)
        state.type("++-")
        #expect(state.compose.base?.parameters.numFrames == 82)
        state.press(Key(.pageUp))
        #expect(state.compose.base?.parameters.numFrames == 90)
        state.press(Key(.delete))
        #expect(state.compose.base?.parameters.numFrames == 81)
        state.press(.control("u"))
        #expect(state.compose.base?.parameters.numFrames == nil)
        state.press(.control("_"))
        #expect(state.compose.base?.parameters.numFrames == 81)
    }

    @Test
    func `Ctrl-G goes back to what was before, and forth again`() {
        var state = open()
        write(&state, .fps, "30")
        state.press(.control("g"))
        #expect(state.compose.values(state.setup).request.parameters.fps == 16)
        state.press(.control("g"))
        #expect(state.compose.values(state.setup).request.parameters.fps == 30)
    }

    @Test
    func `the provider's own parameters are added, changed and taken away`() {
        var state = open()
        write(&state, .newExtra, "loras=[{\"path\": \"x\"}]")
        state.press(Key(.enter))
        #expect(state.compose.base?.parameters.extra["loras"] == .array([.object(["path": .string("x")])]))
        write(&state, .extra("loras"), "strong")
        #expect(state.compose.base?.parameters.extra["loras"] == .string("strong"))
        write(&state, .allExtra, "{\"shift\": 5, \"on\": true}")
        #expect(state.compose.base?.parameters.extra == ["shift": .integer(5), "on": .bool(true)])
        write(&state, .extra("on"), "")
        #expect(state.compose.base?.parameters.extra == ["shift": .integer(5)])
    }

    @Test
    func `words in the prompt override a row, and it says so`() {
        let state = open("a boat --fps 12 --size 100x100 -n 4")
        let words = state.compose.editor.words.words
        let values = state.compose.values(state.setup)
        #expect(
            ParameterNotes.note(.fps, values, words: words) == .warning("--fps 12 in the prompt overrides it")
        )
        #expect(
            ParameterNotes.note(.runs, values, words: words) == .warning("-n 4 in the prompt overrides it")
        )
        #expect(ParameterNotes.note(.frames, values, words: words) == .plain("81 frames = 5.1 s at 16 fps"))
    }

    @Test(arguments: [
        (832, 480, "about 16:9"), (1_280, 720, "16:9"), (512, 512, "1:1"), (480, 832, "about 9:16"),
        (100, 37, "100:37"),
    ])
    func `a size says its shape`(_ width: Int, _ height: Int, _ words: String) {
        #expect(ParameterNotes.aspect(width, height) == words)
        #expect(ParameterNotes.aspect(width, nil) == nil)
    }

    @Test
    func `a path is completed by Tab, and late answers are ignored`() {
        var state = open()
        for _ in 0..<40 where form(state)?.field != .image { state.press(Key(.down)) }
        let effects = state.type("ph")
        guard case .completePath(let number, "ph")? = effects.last else { return #expect(Bool(false)) }
        state.on(.result(.pathsCompleted(number: number - 1, ["old"])))
        state.on(.result(.pathsCompleted(number: number, ["photos/fox-1.png", "photos/fox-2.png"])))
        state.press(Key(.tab))
        #expect(form(state)?.editor.text == "photos/fox-")
        #expect(form(state)?.field == .image)
        #expect(state.compose.base?.image == .file("photos/fox-"))
        state.press(Key(.up), Key(.tab))
        #expect(form(state)?.field == .image)
    }

    @Test(arguments: ["", "🚤\u{301}", "مرحبا", "\u{1b}[31m", String(repeating: "x", count: 20_000)])
    func `any text in any row leaves the form whole`(_ text: String) {
        for size in [Size(columns: 120, rows: 36), Size(columns: 40, rows: 12), Size(columns: 1, rows: 1)] {
            var state = open()
            state.on(.terminal(.resized(size)))
            for field in ParameterField.all(Sample.template) {
                write(&state, field, text)
                _ = AppView.frame(state)
            }
            #expect(form(state) != nil)
        }
    }
}
