import Generations
import Terminal
import Testing

@testable import Interface

struct EditorTextTests {
    private func opened(_ text: String) throws -> (AppState, String) {
        var state = Sample.state()
        state.type(text)
        for case .edit(_, let text) in state.press(Key(.function(4))) { return (state, text) }
        throw Missing()
    }

    private struct Missing: Error {}

    @Test
    func `the file has every parameter, and reading it back changes nothing`() throws {
        var (state, text) = try opened("a boat --seed 7 --negative-prompt blurry: text")
        #expect(text.contains("\nseed: 7\n"))
        #expect(text.contains("\nnum-frames: 81\n"))
        #expect(text.contains("\n# guidance-scale:   (how closely the prompt is followed)\n"))
        #expect(text.hasSuffix("---\na boat\n"))
        let before = state.compose.request(state.setup).request
        let effects = state.on(.result(.edited(number: 1, EditedText(text: text, path: "/tmp/x"))))
        #expect(effects == [.discardEdited(path: "/tmp/x")])
        #expect(state.compose.editor.text == "a boat")
        #expect(state.compose.request(state.setup).request == before)
        state.press(.control("_"))
        #expect(state.compose.editor.text == "a boat --seed 7 --negative-prompt blurry: text")
        #expect(state.compose.request(state.setup).request == before)
    }

    @Test
    func `what was changed is taken, in one step`() throws {
        var (state, text) = try opened("a boat")
        text = text.replacing("num-frames: 81", with: "num-frames: 49\nseed: 3")
            .replacing("a boat", with: "two boats\nand a lake")
        state.on(.result(.edited(number: 1, EditedText(text: text, path: "/tmp/x"))))
        #expect(state.compose.editor.text == "two boats\nand a lake")
        #expect(state.compose.request(state.setup).request.parameters.numFrames == 49)
        #expect(state.compose.request(state.setup).request.parameters.seed == 3)
        state.press(.control("_"))
        #expect(state.compose.editor.text == "a boat")
        #expect(state.compose.request(state.setup).request.parameters.numFrames == 81)
    }

    @Test(arguments: [
        ("seed: 7", "seed: x", "Line 3: seed wants a number"),
        ("seed: 7", "sed: 7", "Line 3: sed is no parameter"),
        ("seed: 7", "seed 7", "Line 3: “seed 7” is no"), ("fps: 16", "fps: 9000", "fps is 9000"),
    ])
    func `a mistake is named with its line, and no text is lost`(_ old: String, _ new: String, _ said: String)
        throws
    {
        var (state, text) = try opened("a boat --seed 7")
        text = text.replacing(old, with: new).replacing("a boat", with: "two boats")
        text = text.replacing("model: Wan-AI/Wan2.2-T2V\n", with: "")
        let effects = state.on(.result(.edited(number: 1, EditedText(text: text, path: "/tmp/x"))))
        #expect(effects == [])
        #expect(state.compose.editor.text == "two boats")
        #expect(state.compose.request(state.setup).request.parameters.seed == 7)
        let message = try #require(state.message?.text)
        #expect(
            message.contains(said),
            "\(message)"
        )
        #expect(message.contains("F4 opens your text again"))
        let again = state.press(Key(.function(4)))
        #expect(again.last == .edit(number: state.lastNumber, text: text))
        let mended = EditedText(text: "two boats\n", path: "/tmp/y")
        #expect(
            state.on(.result(.edited(number: state.lastNumber, mended)))
                == [.discardEdited(path: "/tmp/x"), .discardEdited(path: "/tmp/y")]
        )
    }

    @Test
    func `who goes on writing after a mistake is not given the old text again`() throws {
        var (state, text) = try opened("a boat --seed 7")
        text = text.replacing("seed: 7", with: "seed: x")
        state.on(.result(.edited(number: 1, EditedText(text: text, path: "/tmp/x"))))
        state.type(" at noon")
        let effects = state.press(Key(.function(4)))
        #expect(effects.contains(.discardEdited(path: "/tmp/x")))
        guard case .edit(_, let opened)? = effects.last else { return #expect(Bool(false)) }
        #expect(opened.contains("at noon"))
    }

    @Test
    func `a file without its first lines is all prompt, and one without the second fence changes nothing`()
        throws
    {
        var (state, _) = try opened("a boat --seed 7")
        state.on(.result(.edited(number: 1, EditedText(text: "only this\n", path: "/tmp/x"))))
        #expect(state.compose.editor.text == "only this")
        #expect(state.compose.request(state.setup).request.parameters.seed == 7)
        state.press(Key(.function(4)))
        let number = state.lastNumber
        state.on(.result(.edited(number: number, EditedText(text: "---\nseed: 1\nx", path: "/tmp/x"))))
        #expect(state.compose.editor.text == "only this")
        #expect(state.message?.text.contains("second ---") == true)
    }

    @Test
    func `an editor that fails leaves all as it was`() throws {
        var (state, _) = try opened("a boat --seed 7")
        state.on(.result(.editingFailed(number: 1, reason: "The editor did not end well.")))
        #expect(state.compose.editor.text == "a boat --seed 7")
        #expect(state.message?.text == "The editor did not end well.")
        state.on(.result(.edited(number: 1, EditedText(text: "late", path: "/tmp/x"))))
        #expect(state.compose.editor.text == "a boat --seed 7")
    }
}
