import Generations
import Terminal
import Testing

@testable import Interface

struct TextInputTests {
    @Test
    func `what is cut in one input is put back in another`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.type("one paper boat")
        state.press(.control("w"))
        state.press(.control("r"))
        state.press(.control("y"))
        #expect(state.history.query == "boat")
        state.press(.control("u"))
        state.type("lake")
        state.press(.control("w"), .control("y"), .alt("y"))
        #expect(state.history.query == "boat")
    }

    @Test
    func `cuts in two inputs do not become one`() {
        var state = Sample.state()
        state.load(Sample.history)
        state.type("one two")
        state.press(.control("w"), .control("r"))
        state.type("three")
        state.press(.control("w"), .alt("1"), .control("y"))
        #expect(state.compose.editor.text == "one three")
    }

    @Test(arguments: [
        (Key.control("a"), "\u{1}"), (Key(.tab), "\t"), (Key(.escape), "\u{1b}"), (Key(.enter), "\n"),
        (Key.character("x"), "x"), (Key.control("_"), "\u{1f}"), (Key(.backspace), "\u{7f}"),
    ])
    func `the key after Ctrl-V is text`(_ key: Key, _ text: String) {
        var state = Sample.state()
        state.press(.control("v"), key, .character("!"))
        #expect(state.compose.editor.text == text + "!")
    }

    @Test
    func `a control character is shown and not obeyed`() {
        var state = Sample.state()
        state.on(.terminal(.paste("a\u{1b}[31mb")))
        let frame = AppView.frame(state)
        #expect((0..<24).contains { frame.row($0).map(\.text).joined().contains("a^[[31mb") })
        state.press(.control("v"), Key(.up))
        #expect(state.message?.text == "Up is no single character.")
    }

    @Test
    func `rows near a place are the same as when all is wrapped`() {
        let text = (1...60).map { String(repeating: "word 東京 \($0) ", count: $0 % 9) }.joined(separator: "\n")
        let wrapped = WrappedText(text, width: 23)
        let buffer = TextBuffer(Array(text))
        for offset in stride(from: 0, through: wrapped.count, by: 37) {
            let rows = TextRows(buffer, around: offset, width: 23, reach: 5)
            let place = wrapped.place(of: offset)
            let near = rows.place(of: offset)
            #expect(near.column == place.column)
            let first = place.row - near.row
            #expect(
                rows.rows.map(\.text)
                    == wrapped.lines[first...].prefix(rows.rows.count).map { String($0.text) }
            )
            #expect(rows.hasStart == (first == 0))
            for (index, row) in rows.rows.enumerated() {
                #expect(row.offsets == wrapped.lines[first + index].offsets)
                #expect(
                    rows.offset(atRow: index, column: 9) == wrapped.offset(atRow: first + index, column: 9)
                )
            }
        }
    }

    @Test
    func `a very long line is wrapped only near the cursor, and every place has a row`() {
        let buffer = TextBuffer(Array(String(repeating: "a boat on a lake ", count: 3_000)))
        var end = 0
        for offset in stride(from: 0, through: buffer.count, by: 997) {
            let rows = TextRows(buffer, around: offset, width: 60, reach: 4)
            #expect(rows.rows.count < 400)
            let place = rows.place(of: offset)
            #expect(rows.rows[place.row].offsets.contains(offset) || offset == buffer.count)
            #expect(place.column <= 61)
            end = rows.rows.last?.offsets.upperBound ?? 0
        }
        #expect(end == buffer.count)
    }

    @Test
    func `keys stay quick in a text of a million characters, on one line or on many`() {
        for unit in ["a boat on a lake, drone shot ", "a boat on a lake\n"] {
            var state = Sample.state(120, 36)
            state.on(.terminal(.paste(String(repeating: unit, count: 1_000_000 / unit.count))))
            let keys: [Key] = [.character("x"), Key(.left), Key(.up), Key(.backspace), Key(.home), .alt("b")]
            let time = ContinuousClock().measure {
                for key in keys {
                    state.press(key)
                    _ = AppView.frame(state)
                }
            }
            // Without optimisation and on a busy machine; wrapping it all once takes longer than this.
            #expect(time < .seconds(3))
            state.press(.control("_"), .control("_"), .control("_"))
            #expect(state.compose.editor.isEmpty)
        }
    }
}
