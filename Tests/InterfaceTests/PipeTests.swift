import Generations
import Terminal
import Testing

@testable import Interface

struct PipeTests {
    private func open(_ keys: String = "|") -> AppState {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"))
        state.type(keys)
        return state
    }

    @Test
    func `the selected one goes to the command that is typed`() {
        var state = open()
        state.type("jq -r .prompt")
        let effects = state.press(Key(.enter))
        #expect(effects == [.pipe([GenerationID(212)], command: "jq -r .prompt", names: "#212")])
        #expect(state.overlays.isEmpty)
        #expect(state.message?.text == "Giving #212 to “jq -r .prompt”.")
        state.on(.result(.done("“jq -r .prompt” took #212: a boat")))
        #expect(state.message?.text == "“jq -r .prompt” took #212: a boat")
    }

    @Test
    func `all that is marked goes, and Up brings former commands`() {
        var state = open("  |")
        state.type("wc")
        #expect(
            state.press(Key(.enter))
                == [.pipe([GenerationID(212), GenerationID(209)], command: "wc", names: "2 runs")]
        )
        state.type("|cat")
        state.press(Key(.enter))
        state.type("|")
        state.press(Key(.up), Key(.up))
        guard case .pipe(let pipe)? = state.overlays.last else {
            Issue.record("the input is gone")
            return
        }
        #expect(pipe.field.text == "wc")
        state.press(Key(.down), Key(.down))
        #expect(state.input == .pipe)
        #expect(state[.pipe]?.text.isEmpty == true)
    }

    @Test
    func `an empty command is asked for, Esc leaves, and pasted lines are one`() {
        var state = open()
        #expect(state.press(Key(.enter)).isEmpty)
        #expect(state.message?.text == "A command is needed, such as: jq -r .prompt")
        state.on(.terminal(.paste("wc\n\u{1B}[31m-l")))
        #expect(state[.pipe]?.text.contains("\n") == false)
        state.press(Key(.escape))
        #expect(state.overlays.isEmpty && state.focus == .history)
    }

    @Test
    func `the log of any generation opens from the history`() {
        var state = open("")
        #expect(state.press(.character("l")) == [.loadLog(GenerationID(212))])
        guard case .runLog(let log)? = state.overlays.last else {
            Issue.record("no log was opened")
            return
        }
        #expect(log.id == GenerationID(212))
    }
}
