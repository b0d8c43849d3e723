import Generations
import Terminal
import Testing

@testable import Interface

struct GlobalUpdateTests {
    @Test
    func `quitting asks only when runs are under way`() {
        var state = Sample.state()
        #expect(state.press(.control("q")) == [.quit])
        state.happen([Sample.event(1, .queued)])
        #expect(state.press(.control("q")) == [.quit])
        state.happen([Sample.event(2, .running)])
        #expect(state.press(.control("q")) == [])
        #expect(state.press(Key(.enter)) == [])
        #expect(state.press(.character("y")) == [.quit])
    }

    @Test
    func `the question before quitting stays true while it is asked`() {
        var state = Sample.state()
        state.happen([Sample.event(1, .running), Sample.event(2, .running)])
        state.press(.control("q"))
        #expect(state.quitLines?.first?.hasPrefix("2 runs are under way") == true)
        state.happen([Sample.event(1, .succeeded)])
        #expect(state.quitLines?.first?.hasPrefix("1 run is under way") == true)
        state.happen([Sample.event(2, .succeeded)])
        #expect(state.quitLines == ["What was under way has ended."])
        #expect(state.press(.character("y")) == [.quit])
    }

    @Test
    func `Ctrl-C stops the innermost thing first`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.happen([Sample.event(2, .running)])
        state.press(Key(.function(1)))
        state.press(.control("c"))
        #expect(state.overlays.isEmpty)
        state.press(.control("r"))
        state.type("x")
        state.press(.control("c"))
        #expect(state.history.query == "")
        state.press(.alt("2"), .control("c"))
        #expect(state.overlays.count == 1)
        state.press(.character("n"), .alt("1"))
        #expect(state.press(.control("c")) == [])
        #expect(state.message?.text.contains("Ctrl-C again quits") == true)
        state.press(.control("c"))
        #expect(state.overlays.count == 1)
    }

    @Test
    func `Esc never quits and never stops a run`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.happen([Sample.event(2, .running)])
        for pane in ["1", "2", "3", "4"] {
            state.press(.alt(Character(pane)))
            for _ in 0..<4 { #expect(!state.press(Key(.escape)).contains(.quit)) }
            #expect(state.focus == .compose)
        }
        #expect(state.runs.runs.count == 1)
    }

    @Test
    func `Tab goes through the panes that are there`() {
        var small = Sample.state()
        var seen: [Pane] = []
        for _ in 0..<4 {
            seen.append(small.focus)
            small.press(Key(.tab))
        }
        #expect(seen == [.compose, .runs, .history, .compose])
        var wide = Sample.state(120, 36)
        wide.load(Sample.history)
        wide.press(Key(.tab, .shift))
        #expect(wide.focus == .detail)
    }

    @Test
    func `a prompt is saved under a name, in one line`() {
        var state = Sample.state()
        #expect(state.press(.control("s")) == [])
        state.type("a boat --seed 7")
        #expect(state.press(.control("s")) == [.listSavedPrompts])
        state.on(.terminal(.paste("Evening\nboat")))
        var parameters = Sample.template.parameters
        parameters.seed = 7
        #expect(
            state.press(Key(.enter)) == [
                .savePrompt(name: "Evening boat", prompt: "a boat", model: nil, parameters: parameters)
            ]
        )
        #expect(state.compose.editor.text == "a boat --seed 7")
    }

    @Test
    func `a saved prompt is deleted after a yes, run after a yes, loaded at once`() {
        var state = Sample.state()
        state.press(.alt("s"))
        let prompt = SavedPrompt(
            name: "Boat",
            prompt: "a boat",
            parameters: VideoParameters(seed: 7),
            updatedAt: Sample.now.date
        )
        state.on(.result(.savedPromptsListed([prompt])))
        #expect(state.press(.character("d"), .character("y")) == [.deleteSavedPrompt(name: "Boat")])
        let asked = state.press(.character("R"))
        #expect(asked.allSatisfy { $0.isLookup })
        guard case .enqueue(let request, _, _)? = state.press(.character("y")).first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(request.parameters.seed == 7)
        #expect(request.parameters.numFrames == 81)
        state.press(Key(.enter))
        #expect(state.compose.editor.text == "a boat")
        #expect(state.overlays.isEmpty)
    }

    @Test
    func `the list of commands does what it names`() {
        var state = Sample.state()
        state.press(Key(.function(2)))
        state.type("saved")
        #expect(state.press(Key(.enter)) == [.listSavedPrompts])
        #expect(state.overlays == [.savedPrompts])
    }

    @Test
    func `an unknown key says so, and a paste into a list goes nowhere`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"), Key(.function(11)))
        #expect(state.message?.text.hasPrefix("F11 does nothing here") == true)
        state.on(.terminal(.paste("dddd")))
        #expect(state.history.items.count == Sample.history.count)
    }

    @Test
    func `suspending saves the draft first`() {
        var state = Sample.state()
        state.type("a")
        let effects = state.press(.control("z"))
        #expect(effects.first == .saveDraft(state.compose.draft))
        #expect(effects.last == .terminal(.suspend))
    }
}

extension AppState {
    fileprivate var quitLines: [String]? {
        guard case .confirm(let confirm)? = overlays.last, confirm.yes == .quit else { return nil }
        return confirm.lines
    }
}
