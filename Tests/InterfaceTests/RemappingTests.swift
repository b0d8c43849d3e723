import Generations
import Terminal
import Testing

@testable import Interface

/// Keys by the user's own settings.
struct RemappingTests {
    private func remapped(_ context: String, _ action: String, _ keys: String...) -> Keymap {
        Keymap.standard.remapped([KeyChange(context: context, action: action, keys: keys)])
    }

    private static let codes: [Key.Code] =
        [
            .enter, .tab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .character(" "), .character("é"), .character("東"), .character("👩‍👩‍👧"),
        ] + (1...24).map { .function($0) }
        + (0x21...0x7e).compactMap { Unicode.Scalar($0).map { .character(Character($0)) } }

    @Test
    func `every key is found again by its name`() {
        for code in Self.codes {
            for bits in UInt8(0)...7 {
                let key = Key(code, Key.Modifiers(rawValue: bits))
                // A capital with Control is the same key as the small letter.
                if case .character(let character) = code, character.isUppercase, bits & 4 != 0 { continue }
                #expect(Key(label: key.label) == key, "\(key.label)")
            }
        }
        for binding in Keymap.standard.bindings {
            for sequence in binding.keys { #expect(KeySequence(label: sequence.label) == sequence) }
        }
    }

    @Test(arguments: ["", " ", "Ctrl-", "Foo", "F0", "F25", "F1x", "Ctrl+R", "Hyper-x", "xy"])
    func `what is no key has no key`(_ name: String) {
        #expect(KeySequence(label: name) == nil)
    }

    @Test
    func `the standard keys are keys that terminals send`() {
        let odd = Keymap.standard.bindings.flatMap(\.keys).flatMap(\.keys).filter { $0.whyUnsendable != nil }
        #expect(Set(odd.map(\.label)) == ["Ctrl-H"])
    }

    @Test
    func `an action has the keys that the settings give it, and no others`() {
        let keymap = remapped("history", "runAgain", "W", "Ctrl-X r")
        #expect(keymap.problems == [])
        #expect(keymap.match([.character("W")], in: [.history]) == .action(.runAgain))
        #expect(keymap.match([.control("x"), .character("r")], in: [.history]) == .action(.runAgain))
        #expect(keymap.match([.character("R")], in: [.history]) == .nothing)
        #expect(keymap.match([.character("R")], in: [.detail]) == .action(.runAgain))
    }

    @Test
    func `an empty list unbinds, and the command stays in help and list`() {
        let keymap = remapped("history", "delete")
        #expect(keymap.match([.character("d")], in: [.history]) == .nothing)
        var state = Sample.state()
        state.keymap = keymap
        state.load(Sample.history)
        state.press(.alt("3"), Key(.function(2)))
        state.type("to the trash")
        let effects = state.press(Key(.enter))
        #expect(effects.contains { if case .changeMarks = $0 { true } else { false } })
    }

    @Test
    func `a key that was another's is taken from it, and its loss of all keys is told`() {
        let keymap = remapped("history", "remix", "o")
        #expect(keymap.match([.character("o")], in: [.history]) == .action(.remix))
        #expect(keymap.problems == ["keys.history.remix: o was openVideo, which has no key now."])
        #expect(keymap.clashes.isEmpty)
    }

    @Test(arguments: [
        ("nowhere", "remix", "x", "there is no “nowhere”"),
        ("history", "dance", "x", "there is no action “dance”"),
        ("history", "remix", "Foo", "“Foo” is no key"),
        ("history", "remix", "Ctrl-I", "terminals send Ctrl-I as Tab"),
        ("history", "remix", "Ctrl-5", "no terminal sends Ctrl-5"),
        ("prompt", "send", "s", "is text while one types"),
        ("runs", "yank", "x", "yank is not possible there"),
        ("everywhere", "quit", "q", "is text while one types"),
    ])
    func `what makes no sense is told in a line and left out`(
        _ context: String,
        _ action: String,
        _ key: String,
        _ sentence: String
    ) {
        let keymap = remapped(context, action, key)
        #expect(keymap.bindings == Keymap.standard.bindings)
        #expect(keymap.problems.count == 1)
        #expect(keymap.problems[0].hasPrefix("keys.\(context).\(action): "))
        #expect(keymap.problems[0].contains(sentence))
    }

    @Test
    func `a key that the settings give twice goes to the first`() {
        let keymap = Keymap.standard.remapped([
            KeyChange(context: "history", action: "remix", keys: ["B"]),
            KeyChange(context: "history", action: "copy", keys: ["B", "C"]),
        ])
        #expect(keymap.match([.character("B")], in: [.history]) == .action(.remix))
        #expect(keymap.match([.character("C")], in: [.history]) == .action(.copy))
        #expect(keymap.problems == ["keys.history.copy: B is given to remix as well: left out."])
    }

    @Test
    func `a key of everywhere may be one situation's own`() {
        let keymap = remapped("runs", "refresh", "F")
        #expect(keymap.match([.character("F")], in: [.runs, .browsing, .everywhere]) == .action(.refresh))
    }

    @Test
    func `help and hints call the keys as they are now`() {
        var state = Sample.state(120, 36)
        state.keymap = remapped("prompt", "send", "Ctrl-X s", "Foo")
        state.type("a boat")
        #expect(StatusView.hints(state).first?.key == "Ctrl-X s")
        state.press(Key(.function(1)))
        let frame = AppView.frame(state)
        let text = (0..<36).map { y in frame.row(y).map(\.text).joined() }.joined(separator: "\n")
        #expect(text.contains("Ctrl-X s"))
        #expect(text.contains("“Foo” is no key"))
    }

    @Test
    func `a key for a wider situation that means something else inside is told, with what it means there`() {
        let keymap = remapped("browsing", "quit", "r", "Q")
        let names = ["runs (retryNow)", "history (remix)", "detail (remix)"].joined(separator: ", ")
        #expect(keymap.problems == ["keys.browsing.quit: r stays what it is in \(names)."])
        #expect(keymap.match([.character("r")], in: [.help, .browsing, .everywhere]) == .action(.quit))
        #expect(keymap.match([.character("r")], in: [.history, .browsing]) == .action(.remix))
        #expect(
            remapped("everywhere", "quit", "Ctrl-W").problems.first?.contains("prompt (killWord)") == true
        )
        #expect(remapped("everywhere", "quit", "Ctrl-Q", "F12").problems == [])
        #expect(Keymap.standard.remapped([]).problems == [])
    }
}
