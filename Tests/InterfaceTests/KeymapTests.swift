import Terminal
import Testing

@testable import Interface

struct KeymapTests {
    let keymap = Keymap.standard

    @Test
    func `no key asks for two things in one situation`() {
        #expect(keymap.clashes.map { "\($0.0) \($0.1.label)" } == [])
    }

    @Test
    func `help has every key of every situation that is open`() {
        for context in KeyContext.allCases {
            let rows = HelpText.rows(Sample.state(), contexts: [context])
            let entries = rows.compactMap { row in
                if case .key(let entry) = row { entry } else { nil }
            }
            for binding in keymap.bindings(in: context) {
                let keys = binding.keys.map(\.label).joined(separator: ", ")
                #expect(entries.contains { $0.keys == keys && $0.help == binding.help })
            }
        }
    }

    @Test
    func `every action has a key`() {
        let bound = Set(keymap.bindings.map(\.action))
        #expect(UserAction.allCases.filter { !bound.contains($0) } == [])
    }

    @Test
    func `no printable key is a command while text is typed`() {
        for binding in keymap.bindings where binding.context.isTyping || binding.context == .everywhere {
            for key in binding.keys {
                guard let first = key.keys.first, case .character = first.code else { continue }
                #expect(!first.modifiers.isEmpty, "\(key.label)")
            }
        }
    }

    @Test
    func `nothing that spends money is on Enter or Space in a list`() {
        for binding in keymap.bindings where !binding.context.isTyping {
            let isEasy = binding.keys.contains { $0.keys == [Key(.enter)] || $0.keys == [.character(" ")] }
            if isEasy { #expect(![.runAgain, .send, .retryNow, .confirm].contains(binding.action)) }
        }
    }

    @Test
    func `keys are called as people call them`() {
        #expect(Key.control("r").label == "Ctrl-R")
        #expect(Key(.enter, .alt).label == "Alt-Enter")
        #expect(Key(.tab, .shift).label == "Shift-Tab")
        #expect(Key(.function(1)).label == "F1")
        #expect(Key.character("R").label == "R")
    }

    @Test
    func `a sequence waits for its last key, shown in the status line`() {
        var state = Sample.state()
        state.type("a boat")
        state.press(.control("x"))
        let row = AppView.frame(state).row(22).map(\.text).joined()
        #expect(row.contains("Ctrl-X …"))
        state.press(.control("u"))
        #expect(state.compose.editor.text == "a ")
        #expect(state.pendingKeys.isEmpty)
    }

    @Test
    func `Esc or a key that means nothing drops a sequence with a sentence`() {
        var state = Sample.state()
        state.type("a boat")
        state.press(.control("x"), Key(.escape))
        #expect(state.message?.text == "Ctrl-X was dropped.")
        state.press(.control("x"), .character("j"))
        #expect(state.message?.text == "Ctrl-X j means nothing here.")
        #expect(state.compose.editor.text == "a boat")
        state.press(.control("x"))
        state.on(.terminal(.paste("!")))
        #expect(state.pendingKeys.isEmpty)
        #expect(state.compose.editor.text == "a boat!")
    }

    @Test
    func `a key that begins a sequence of the same situation is a clash`() {
        var keymap = Keymap.standard
        let binding = KeyBinding(
            context: .prompt,
            keys: [KeySequence([.control("x")])],
            action: .send,
            hint: "",
            help: ""
        )
        keymap.bindings.append(binding)
        #expect(keymap.clashes.count == 1)
    }
}
