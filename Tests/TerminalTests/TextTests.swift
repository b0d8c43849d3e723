import Terminal
import TestSupport
import Testing

struct TruncatingTests {
    @Test func `what fits stays as it is`() {
        #expect(Truncating.end(of: "hello", to: 5) == "hello")
        #expect(Truncating.start(of: "hello", to: 5) == "hello")
        #expect(Truncating.end(of: "", to: 0) == "")
    }

    @Test func `a cut carries a mark`() {
        #expect(Truncating.end(of: "hello", to: 4) == "hel…")
        #expect(Truncating.end(of: "hello", to: 4, mark: Truncating.mark(ascii: true)) == "hel~")
        #expect(Truncating.start(of: "/home/me/boat.mp4", to: 9) == "…boat.mp4")
        #expect(Truncating.end(of: "hello", to: 1) == "…")
        #expect(Truncating.end(of: "hello", to: 0) == "")
        #expect(Truncating.end(of: "hello", to: -3) == "")
    }

    @Test func `a cut falls between graphemes`() {
        #expect(Truncating.end(of: "日本語", to: 4) == "日…")
        #expect(Truncating.end(of: "日本語", to: 5) == "日本…")
        #expect(Truncating.start(of: "日本語", to: 4) == "…語")
        #expect(Truncating.end(of: "e\u{301}e\u{301}e\u{301}", to: 2) == "e\u{301}…")
    }

    @Test func `no text is ever wider than asked`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            let text = HostileText.random(&random, upTo: 20)
            let columns = Int.random(in: 0...12, using: &random)
            #expect(CharacterWidth.columns(of: Truncating.end(of: text, to: columns)) <= columns)
            #expect(CharacterWidth.columns(of: Truncating.start(of: text, to: columns)) <= columns)
        }
    }
}

struct SanitizingTests {
    private func check(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation)
    {
        #expect(Sanitizing.lines(text) == expected, sourceLocation: sourceLocation)
    }

    @Test func `control sequences vanish with all that belongs to them`() {
        check("\u{1b}[31mred\u{1b}[0m", "red")
        check("a\u{1b}]0;title\u{7}b\u{1b}]8;;http://x\u{1b}\\c", "abc")
        check("a\u{1b}P1$qm\u{1b}\\b", "ab")
        check("a\u{9b}2Jb\u{9d}0;t\u{9c}c\u{90}x\u{9c}d", "abcd")
        check("a\u{1b}(Bb\u{1b}cc", "abc")
    }

    @Test func `sequences that never end take no more than their line`() {
        check("a\u{1b}]0;title\nnext", "a\nnext")
        check("a\u{1b}]0;title", "a")
        check("a\u{1b}[31", "a")
        check("a\u{1b}", "a")
        check("a\u{1b}[12\nb", "a\nb")
    }

    @Test func `control characters and direction controls vanish`() {
        check("a\u{0}\u{8}\u{7f}\u{85}b\u{202e}c\u{2066}d\u{200f}", "abcd")
    }

    @Test func `line ends become one kind, or spaces`() {
        check("a\r\nb\rc\nd\u{2028}e\tf", "a\nb\nc\nd\ne\tf")
        #expect(Sanitizing.line("a\r\nb\tc") == "a b c")
    }

    @Test func `controls can be shown instead`() {
        #expect(Sanitizing.line("a\u{1b}[31mb\u{7}", controls: .shown) == "a␛[31mb␇")
    }

    @Test func `long text is cut with a mark`() {
        #expect(Sanitizing.line("abcdef", limit: 3) == "abc…")
        #expect(Sanitizing.line("abc", limit: 3) == "abc")
        #expect(Sanitizing.line("abc", limit: 0) == "…")
    }

    @Test func `nothing that a terminal obeys comes out of any text`() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<3000 {
            let text = HostileText.random(&random, upTo: 30)
            for controls in [Sanitizing.Controls.removed, .shown] {
                let line = Sanitizing.line(text, controls: controls)
                let lines = Sanitizing.lines(text, controls: controls)
                #expect(line.unicodeScalars.allSatisfy(isHarmless))
                #expect(lines.unicodeScalars.allSatisfy { isHarmless($0) || $0 == "\n" || $0 == "\t" })
                #expect(Sanitizing.line(line, controls: controls) == line)
            }
        }
    }

    private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return value >= 0x20 && !(0x7f...0x9f).contains(value) && !(0x202A...0x202E).contains(value)
            && !(0x2066...0x2069).contains(value)
    }
}
