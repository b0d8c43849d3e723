import Foundation
import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

struct SavedPromptsTests {
    private func open(_ names: [String] = ["Boat", "Fox", "Zoo"], text: String = "a {color} boat") -> AppState
    {
        var state = Sample.state()
        state.press(.alt("s"))
        list(&state, names, text)
        return state
    }

    private func list(_ state: inout AppState, _ names: [String], _ text: String = "a boat") {
        let prompts = names.map { SavedPrompt(name: $0, prompt: text, updatedAt: Sample.now.date) }
        state.on(.result(.savedPromptsListed(prompts)))
    }

    private func sent(_ effects: [AppEffect]) -> GenerationRequest? {
        for case .enqueue(let request, _, _) in effects { return request }
        return nil
    }

    @Test
    func `the list is searched as one types, and Esc ends the search`() {
        var state = open()
        state.press(.character("/"))
        state.type("fox")
        #expect(state.savedPrompts.shown.map(\.name) == ["Fox"])
        #expect(state.savedPrompts.selection == "Fox")
        state.press(Key(.enter), Key(.escape))
        #expect(state.savedPrompts.shown.count == 3)
        state.press(Key(.escape))
        #expect(state.overlays == [])
    }

    @Test
    func `one is run after its variables were asked for and its run was shown`() {
        var state = open()
        #expect(sent(state.press(.character("R"))) == nil)
        state.type("red")
        #expect(sent(state.press(Key(.enter))) == nil)
        let request = sent(state.press(.character("y")))
        #expect(request?.prompt == "a red boat")
        #expect(request?.template == "a {color} boat")
        #expect(state.overlays == [.savedPrompts])
    }

    @Test
    func `editing loads it, and saving proposes the same name and asks`() {
        var state = open()
        state.press(.character("e"))
        #expect(state.compose.editor.text == "a {color} boat")
        state.type(" at night")
        #expect(state.press(.control("s")) == [.listSavedPrompts])
        #expect(state.press(Key(.enter)) == [])
        guard
            case .savePrompt("Boat", "a {color} boat at night", nil, _)? = state.press(.character("y")).first
        else {
            Issue.record("nothing was saved")
            return
        }
    }

    @Test
    func `renaming and copying refuse a name that is taken`() {
        var state = open()
        state.press(.character("m"), .control("u"))
        state.type("fox")
        #expect(state.press(Key(.enter)) == [])
        #expect(state.message?.text.contains("there already") == true)
        state.press(.control("u"))
        state.type("Ship")
        #expect(state.press(Key(.enter)) == [.renameSavedPrompt(name: "Boat", newName: "Ship")])
        state.on(.result(.savedPromptRenamed(name: "Boat", newName: "Ship")))
        list(&state, ["Fox", "Ship", "Zoo"])
        #expect(state.savedPrompts.selection == "Ship")
        state.press(.character("C"))
        guard case .savePrompt("Ship 2", "a boat", nil, _)? = state.press(Key(.enter)).first else {
            Issue.record("nothing was copied")
            return
        }
    }

    @Test
    func `what was deleted comes back`() {
        var state = open()
        #expect(state.press(.character("z")) == [])
        #expect(state.press(.character("d"), .character("y")) == [.deleteSavedPrompt(name: "Boat")])
        state.on(.result(.savedPromptDeleted(name: "Boat")))
        list(&state, ["Fox", "Zoo"])
        #expect(state.savedPrompts.selection == "Fox")
        guard case .savePrompt("Boat", "a {color} boat", nil, _)? = state.press(.character("z")).first else {
            Issue.record("it did not come back")
            return
        }
    }

    @Test
    func `what was used last comes first when that is asked for`() {
        var state = open()
        state.pass(10)
        state.press(Key(.end), Key(.enter), .alt("s"), .character(","))
        #expect(state.savedPrompts.shown.map(\.name) == ["Zoo", "Boat", "Fox"])
        state.press(.character(","))
        #expect(state.savedPrompts.shown.map(\.name) == ["Boat", "Fox", "Zoo"])
    }

    @Test
    func `words that stand for several things are saved as words`() {
        var state = Sample.state()
        state.type("a boat --seed {1..4} --fps 12")
        state.press(.control("s"))
        state.type("Boats")
        guard case .savePrompt("Boats", let prompt, nil, _)? = state.press(Key(.enter)).first else {
            Issue.record("nothing was saved")
            return
        }
        #expect(prompt == "a boat --seed {1..4} --fps 12")
    }

    @Test
    func `an empty list teaches`() {
        var state = Sample.state()
        state.press(.alt("s"))
        list(&state, [])
        let text = AppView.frame(state).snapshot
        #expect(text.contains("No prompt is saved yet. Ctrl-S"))
        state.press(.character("R"))
        #expect(state.message?.text.contains("No prompt is saved yet") == true)
    }
}
