import Terminal
import Testing

@testable import Interface

struct ViTests {
    private static func state(_ text: String, at cursor: Int = 0) -> AppState {
        var setup = Sample.setup()
        setup.editMode = .vi
        var state = Sample.state(setup: setup)
        state.compose.editor = TextEditor(text, cursor: cursor)
        state.compose.editor.vi.mode = .normal
        return state
    }

    /// `<` stands for Esc and `^` is left alone.
    private static func press(_ state: inout AppState, _ keys: String) {
        for key in keys {
            switch key {
            case "<": state.press(Key(.escape))
            case "\n": state.press(Key(.enter))
            case "®": state.press(.control("r"))
            default: state.press(.character(key))
            }
        }
    }

    @Test(arguments: [
        ("one two three", 0, "dw", "two three"), ("one two three", 0, "2dw", "three"),
        ("one two three", 0, "d2w", "three"), ("one two", 4, "dw", "one "),
        ("one two\nthree", 4, "dw", "one \nthree"),
        ("one two", 0, "cwx<", "x two"), ("one two", 0, "dex", "two"), ("one.two", 0, "dw", ".two"),
        ("one.two x", 0, "dW", "x"), ("one two", 6, "db", "one o"), ("a-b c", 4, "dB", "c"),
        ("one two", 3, "d$", "one"), ("one two", 3, "D", "one"), ("  one", 4, "d0", "e"),
        ("  one", 4, "d^", "  e"),
        ("one\ntwo\nthree", 4, "dd", "one\nthree"), ("one\ntwo", 4, "dd", "one"),
        ("one\ntwo\nx", 0, "2dd", "x"),
        ("one\ntwo\nx", 0, "dj", "x"), ("one\ntwo\nx", 4, "dk", "x"), ("one\ntwo\nx", 4, "dG", "one"),
        ("one\ntwo\nx", 4, "dgg", "x"), ("a,b,c", 0, "df,", "b,c"), ("a,b,c", 0, "d2f,", "c"),
        ("a,b,c", 0, "dt,", ",b,c"), ("a,b,c", 4, "dF,", "a,bc"), ("a,b,c", 4, "dT,", "a,b,c"),
        ("a,b,c", 0, "f,d;", "ac"), ("a,b,c", 0, "f,;d,", "a,c"), ("abc", 0, "x", "bc"),
        ("abc", 0, "2x", "c"),
        ("abc", 2, "X", "ac"), ("abc", 0, "sz<", "zbc"), ("one\ntwo", 1, "Sz<", "z\ntwo"),
        ("abc", 1, "Cz<", "az"),
        ("abc", 0, "rz", "zbc"), ("abc", 0, "3rz", "zzz"), ("abc", 0, "9rz", "abc"), ("abC", 0, "3~", "ABc"),
        ("one\n  two", 0, "J", "one two"), ("one\ntwo\nx", 0, "3J", "one two x"), ("one", 0, "J", "one"),
        ("ab", 0, "xp", "ba"), ("ab", 1, "xP", "ba"), ("one\ntwo", 0, "yyp", "one\none\ntwo"),
        ("one\ntwo", 4, "ddP", "two\none"), ("one\ntwo", 0, "ddp", "two\none"), ("ab", 0, "yl3p", "aaaab"),
        ("one two", 4, "ywPx", "one twtwo"), ("one", 0, "ix<", "xone"), ("one", 0, "ax<", "oxne"),
        ("  one", 4, "Ix<", "  xone"), ("one", 0, "Ax<", "onex"), ("one", 0, "otwo<", "one\ntwo"),
        ("one", 0, "Otwo<", "two\none"), ("one", 0, "3ix<", "xxxone"), ("one two", 0, "cwx<w.", "x x"),
        ("a b c d", 0, "dw..", "d"), ("one", 0, "Ax<..", "onexxx"), ("abc", 0, "x..u", "c"),
        ("abc", 0, "x..uu", "bc"),
        ("abc", 0, "xxuu®", "bc"), ("abc", 0, "A one two<u", "abc"), ("one two", 5, "diw", "one "),
        ("one two x", 5, "daw", "one x"), ("one two", 5, "daw", "one"),
        ("say \"a b\" x", 0, "di\"", "say \"\" x"),
        ("say \"a b\" x", 6, "da\"", "say x"), ("f(a, (b))", 3, "di(", "f()"),
        ("f(a, (b))", 6, "di(", "f(a, ())"),
        ("f(a, (b))", 3, "dab", "f"), ("{a}", 1, "ci{x<", "{x}"), ("none", 1, "di(", "none"),
        ("one two", 0, "vld", "e two"), ("one two", 0, "veyP", "oneone two"), ("one\ntwo\nx", 0, "Vjd", "x"),
        ("abc", 0, "vl~", "ABc"), ("one two", 0, "vecx<", "x two"), ("abcdef", 0, "vld.", "ef"),
        ("one two", 0, "wviwd", "one "), ("one two", 0, "vlv<x", "oe two"), ("a b", 0, "vohd", " b"),
        ("", 0, "ddxXpJ~Dix<", "x"), ("one", 0, "d<x", "ne"), ("one two", 0, "2<x", "ne two"),
        ("one", 0, "Qzx", "ne"),
        ("東京 夜。 x", 0, "dw", "夜。 x"), ("e\u{301}👩‍👩‍👧🇫🇷x", 0, "3x", "x"), ("سماء الليل", 0, "dw", "الليل"),
        ("café au lait", 0, "dtu", "u lait"), ("one\n\ntwo", 0, "wdd", "one\ntwo"),
    ])
    func `commands change the text as in vi`(
        _ text: String,
        _ cursor: Int,
        _ keys: String,
        _ expected: String
    ) {
        var state = Self.state(text, at: cursor)
        Self.press(&state, keys)
        #expect(state.compose.editor.text == expected, "\(keys)")
    }

    @Test(arguments: [
        ("one two three", 0, "w", 4), ("one two three", 0, "2w", 8), ("one two", 0, "e", 2),
        ("one two", 2, "e", 6),
        ("one two", 4, "b", 0), ("one-two x", 0, "w", 3), ("one-two x", 0, "W", 8), ("one-two x", 0, "E", 6),
        ("one-two x", 8, "B", 0), ("abc", 0, "$", 2), ("  abc", 4, "0", 0), ("  abc", 4, "^", 2),
        ("abc", 1, "h", 0),
        ("abc", 1, "5l", 2), ("a\nb\nc", 0, "G", 4), ("a\nb\nc", 4, "gg", 0), ("a\nb\nc", 0, "2G", 2),
        ("abcabc", 0, "fc", 2), ("abcabc", 0, "fc;", 5), ("abcabc", 0, "fc;,", 2), ("abcabc", 5, "Fa", 3),
        ("abcabc", 0, "tc", 1), ("abcabc", 0, "tc;", 4), ("abcabc", 5, "Ta", 4), ("abc", 0, "fz", 0),
        ("abc", 2, "w", 2),
        ("one\ntwo", 1, "j", 5), ("one\ntwo", 5, "k", 1), ("abc", 0, "ax<", 1),
    ])
    func `motions go where vi goes`(_ text: String, _ cursor: Int, _ keys: String, _ expected: Int) {
        var state = Self.state(text, at: cursor)
        Self.press(&state, keys)
        #expect(state.compose.editor.cursor == expected, "\(keys)")
    }

    @Test
    func `Esc in insert mode goes to normal mode, and there it means what it means else`() {
        var setup = Sample.setup()
        setup.editMode = .vi
        var state = Sample.state(setup: setup)
        state.load(Sample.history)
        state.type("a boat")
        #expect(state.press(Key(.escape)) == [])
        #expect(state.compose.editor.vi.mode == .normal)
        #expect(state.compose.editor.cursor == 5)
        #expect(AppView.frame(state).cursorShape == .block)
        let top = AppView.frame(state).row(1).map(\.text).joined()
        #expect(top.contains("1 Prompt NORMAL"))
        state.press(.character("i"))
        #expect(AppView.frame(state).cursorShape == .bar)
        state.press(Key(.escape))
        let isSent = state.press(Key(.enter)).contains { if case .enqueue = $0 { true } else { false } }
        #expect(isSent)
        state.press(Key(.escape))
        #expect(state.message?.text == "Taking it back.")
    }

    @Test
    func `slash searches the history and a colon lists the commands`() {
        var state = Self.state("a boat")
        state.load(Sample.history)
        Self.press(&state, "/")
        #expect(state.focus == .history)
        #expect(state.history.isTyping)
        state = Self.state("a boat")
        Self.press(&state, ":")
        guard case .commands? = state.overlays.last else {
            Issue.record("no list of commands")
            return
        }
    }

    @Test
    func `the search field is edited in vi's way too, and searches as it changes`() {
        var state = Self.state("")
        state.load(Sample.history)
        Self.press(&state, "/")
        state.type("one two")
        #expect(state.history.query == "one two")
        state.press(Key(.escape))
        #expect(state.history.isTyping)
        let effects = state.press(.character("d"), .character("b"))
        #expect(state.history.query == "one o")
        #expect(effects.contains { if case .loadHistory = $0 { true } else { false } })
        state.press(Key(.escape))
        #expect(!state.history.isTyping)
    }

    @Test
    func `nothing of vi is there unless it is asked for`() {
        var state = Sample.state()
        state.type("dd")
        #expect(state.compose.editor.text == "dd")
        #expect(AppView.frame(state).cursorShape == nil)
    }

    @Test(arguments: 0..<30)
    func `any keys leave a whole text and a way back to the start`(_ seed: Int) {
        var random = SmallRandom(seed: UInt64(seed))
        let start = "one (two) \"x y\"\n東京 e\u{301}👩‍👩‍👧\n\nlast 🇫🇷"
        var state = Self.state(start, at: 3)
        let keys = Array("hjklwWbBeE0^$gGfFtT;,dcyiaxXsSr~JpPu.oOAIvVDCY123\"( <<<®é")
        for _ in 0..<200 {
            Self.press(&state, String(keys[random.next(keys.count)]))
            guard state.input == .prompt else { state.overlays = []; state.focus = .compose; continue }
            let editor = state.compose.editor
            #expect(Array(editor.text) == Array(editor.characters))
            #expect((0...editor.characters.count).contains(editor.cursor))
        }
        Self.press(&state, "<<")
        while state.compose.editor.undo() != nil {}
        #expect(state.compose.editor.text == start)
    }
}
