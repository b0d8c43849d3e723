import CPseudoTerminal
import Terminal
import TestSupport
import Testing

struct CharacterWidthTests {
    private func check(
        _ character: Character,
        _ text: String,
        _ width: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let glyph = CharacterWidth.glyph(of: character)
        #expect(glyph.text == text, sourceLocation: sourceLocation)
        #expect(glyph.width == width, sourceLocation: sourceLocation)
        #expect(CharacterWidth.columns(of: character) == width, sourceLocation: sourceLocation)
    }

    @Test func `plain characters are themselves`() {
        check("a", "a", 1)
        check("é", "é", 1)
        check("日", "日", 2)
        check("👍", "👍", 2)
        check("\u{1FB00}", "\u{1FB00}", 1)
    }

    @Test func `marks stay, at most four`() {
        check("e\u{301}", "e\u{301}", 1)
        check(
            Character("e" + String(repeating: "\u{302}", count: 9)),
            "e" + String(repeating: "\u{302}", count: 4),
            1
        )
        check("\u{301}", "\u{25CC}\u{301}", 1)
    }

    @Test func `what terminals measure differently is left out`() {
        check("👨‍👩‍👧", "👨", 2)
        check("❤️", "❤", 1)
        check("👍🏽", "👍", 2)
        check("1️⃣", "1\u{20E3}", 1)
        check("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴", 2)
    }

    @Test func `flags are drawn as two letters`() {
        check("🇫🇷", "FR", 2)
        check("🇫", "F", 1)
    }

    @Test func `invisible characters are not drawn`() {
        for character in ["\u{200b}", "\u{202e}", "\u{2066}", "\u{FEFF}", "\u{AD}", "\u{fe0f}", "\u{200d}"]
            as [Character]
        {
            check(character, "", 0)
        }
    }

    @Test func `control characters are drawn with a caret`() {
        check("\u{1b}", "^[", 2)
        check("\n", "^J", 2)
        check("\r\n", "^M", 2)
        check("\t", "^I", 2)
        check("\u{0}", "^@", 2)
        check("\u{7f}", "^?", 2)
        check("\u{9b}", "\u{FFFD}", 1)
    }

    @Test func `what glibc does not know yet is drawn as the replacement character`() {
        check("\u{1FABF}", "\u{FFFD}", 1)
        check("\u{10FFFF}", "\u{FFFD}", 1)
        check("\u{2028}", "\u{FFFD}", 1)
    }

    @Test func `letters of a cluster keep their columns`() {
        check("नि", "नि", 2)
        let parts = CharacterWidth.glyph(of: "नि").parts
        #expect(parts.map(\.width) == [1, 1])
        check("\u{1112}\u{1161}\u{11AB}", "한", 2)
        check("각", "각", 2)
    }

    #if os(Linux)
        /// The library of the machine may know more characters than the oldest one that we promise to agree
        /// with, but it may not measure a drawn one differently.
        @Test func `every drawn character is as wide as the C library says`() {
            var wrong: [String] = []
            for value in UInt32(0)...0x10FFFF {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let glyph = CharacterWidth.glyph(of: Character(scalar))
                let measured = glyph.text.unicodeScalars.map { Int(cpty_width($0.value)) }
                if measured.contains(-1) || measured.reduce(0, +) != glyph.width {
                    wrong.append(String(value, radix: 16))
                }
            }
            #expect(wrong == [])
        }
    #endif

    @Test func `the parts of any glyph add up to it`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<3000 {
            for character in HostileText.random(&random, upTo: 12) {
                let glyph = CharacterWidth.glyph(of: character)
                #expect(glyph.width == CharacterWidth.columns(of: character))
                #expect(glyph.parts.reduce(0) { $0 + $1.width } == glyph.width)
                #expect(glyph.parts.map(\.text).joined() == glyph.text)
                #expect(glyph.parts.allSatisfy { $0.width > 0 && $0.text.unicodeScalars.count <= 5 })
            }
        }
    }
}
