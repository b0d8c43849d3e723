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
            let rows = HelpText.rows(keymap, contexts: [context])
            for binding in keymap.bindings(in: context) {
                #expect(rows.contains(.key(binding.keys.map(\.label).joined(separator: ", "), binding.help)))
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
                if case .character = key.code { #expect(!key.modifiers.isEmpty, "\(key.label)") }
            }
        }
    }

    @Test
    func `nothing that spends money is on Enter or Space in a list`() {
        for binding in keymap.bindings where !binding.context.isTyping {
            let isEasy = binding.keys.contains(Key(.enter)) || binding.keys.contains(.character(" "))
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
}
