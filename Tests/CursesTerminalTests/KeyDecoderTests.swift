import CursesTerminal
import Terminal
import TestSupport
import Testing

/// The decoder on its own: what curses read goes in, events come out.
struct KeyDecoderTests {
    /// Decodes inputs that all came at once.
    private func events(_ inputs: [KeyInput]) -> [TerminalEvent] {
        var decoder = KeyDecoder()
        return inputs.indices.flatMap { decoder.decode(inputs[$0], moreWaiting: $0 + 1 < inputs.count) }
            + decoder.giveUpPaste()
    }

    private func inputs(_ text: String) -> [KeyInput] {
        text.unicodeScalars.map { .character($0) }
    }

    private func check(
        _ text: String,
        _ expected: [TerminalEvent],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(events(inputs(text)) == expected, "\(text.debugDescription)", sourceLocation: sourceLocation)
    }

    @Test func `characters and control characters are keys`() {
        check("aÉ日", [.key(.character("a")), .key(.character("É")), .key(.character("日"))])
        check(
            "\u{1}\u{1a}\u{1f}\u{0}",
            [.key(.control("a")), .key(.control("z")), .key(.control("_")), .key(.control(" "))]
        )
        check(
            "\r\n\t\u{7f}\u{8}",
            [
                .key(Key(.enter)), .key(.control("j")), .key(Key(.tab)), .key(Key(.backspace)),
                .key(Key(.backspace)),
            ]
        )
    }

    @Test func `an escape is a key when nothing follows, and Alt when something does`() {
        check("\u{1b}", [.key(Key(.escape))])
        check("\u{1b}x", [.key(.alt("x"))])
        check("\u{1b}\u{1b}", [.key(Key(.escape)), .key(Key(.escape))])
        check("\u{1b}\u{1b}x", [.key(Key(.escape)), .key(.alt("x"))])
        check("\u{1b}[", [.key(.alt("["))])
        check("\u{1b}\u{3}", [.key(Key(.character("c"), [.alt, .control]))])
        #expect(events([.character("\u{1b}"), .code(0o403)]) == [.key(Key(.up, .alt))])
    }

    @Test func `an escape that came alone is not joined with what comes later`() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(.character("\u{1b}"), moreWaiting: false) == [.key(Key(.escape))])
        #expect(decoder.decode(.character("x"), moreWaiting: false) == [.key(.character("x"))])
    }

    @Test func `sequences that ncurses does not know are read whole`() {
        check("\u{1b}[1;5Dx", [.key(Key(.left, .control)), .key(.character("x"))])
        check("\u{1b}[13;2u", [.key(Key(.enter, .shift))])
        check("\u{1b}OAx", [.key(Key(.up)), .key(.character("x"))])
    }

    @Test func `answers of the terminal that nobody waits for are dropped whole`() {
        check("\u{1b}[?2026;2$yx", [.key(.character("x"))])
        check("\u{1b}[1;99Zx", [.key(.character("x"))])
    }

    @Test func `what only began like a sequence was typed`() {
        check("\u{1b}[12", [.key(.alt("[")), .key(.character("1")), .key(.character("2"))])
        check("\u{1b}[1é", [.key(.alt("[")), .key(.character("1")), .key(.character("é"))])
        check("\u{1b}Oz", [.key(.alt("O")), .key(.character("z"))])
    }

    @Test func `a paste is one event with line feeds`() {
        check(
            "\u{1b}[200~a\rb\r\nc\n\n\u{1b}[A\u{3}\u{1b}[201~x",
            [
                .paste("a\nb\nc\n\n\u{1b}[A\u{3}"), .key(.character("x")),
            ]
        )
    }

    @Test func `a paste whose end is lost comes when the driver gives it up`() {
        var decoder = KeyDecoder()
        for input in inputs("\u{1b}[200~lost") { _ = decoder.decode(input, moreWaiting: true) }
        #expect(decoder.isPasting)
        #expect(decoder.giveUpPaste() == [.paste("lost")])
        #expect(!decoder.isPasting)
        #expect(decoder.decode(.character("x"), moreWaiting: false) == [.key(.character("x"))])
    }

    @Test func `the rest of a paste whose line has stalled is pasted and not typed`() {
        var decoder = KeyDecoder()
        for input in inputs("\u{1b}[200~one\r") { _ = decoder.decode(input, moreWaiting: true) }
        #expect(decoder.giveUpPaste() == [.paste("one\n")])
        let rest = inputs("two\rthree\u{1b}[201~")
        let events = rest.indices.flatMap { decoder.decode(rest[$0], moreWaiting: $0 + 1 < rest.count) }
        #expect(events == [.paste("two\nthree")])
        #expect(decoder.decode(.character("\r"), moreWaiting: false) == [.key(Key(.enter))])
    }

    @Test func `after a paste that was given up, its end and single keys are what they always are`() {
        var decoder = KeyDecoder()
        for input in inputs("\u{1b}[200~one") { _ = decoder.decode(input, moreWaiting: true) }
        _ = decoder.giveUpPaste()
        let end = inputs("\u{1b}[201~x")
        let events = end.indices.flatMap { decoder.decode(end[$0], moreWaiting: $0 + 1 < end.count) }
        #expect(events == [.key(.character("x"))])
        for input in inputs("\u{1b}[200~two") { _ = decoder.decode(input, moreWaiting: true) }
        _ = decoder.giveUpPaste()
        let alt = inputs("\u{1b}x")
        let keys = alt.indices.flatMap { decoder.decode(alt[$0], moreWaiting: $0 + 1 < alt.count) }
        #expect(keys == [.key(Key(.character("x"), .alt))])
    }

    @Test func `reports of focus and mouse inside a paste stay out of its text`() {
        let mouse = MouseEvent(kind: .wheelUp, position: Point(x: 1, y: 2))
        let all = inputs("\u{1b}[200~ab") + [.mouse(mouse)] + inputs("cd\u{1b}[201~")
        #expect(events(all) == [.mouse(mouse), .paste("abcd")])
    }

    @Test func `no input stops the decoder, and what was typed comes out`() {
        var random = SeededGenerator(seed: 7)
        let alphabet: [Unicode.Scalar] = [
            "\u{1b}", "[", "O", "2", "0", "1", "~", ";", "A", "\r", "x", "é", "日", "\u{0}", "\u{9b}",
        ]
        for _ in 0..<2000 {
            let count = Int.random(in: 0..<24, using: &random)
            let all: [KeyInput] = (0..<count).map { _ in
                Int.random(in: 0..<12, using: &random) == 0
                    ? .code(Int32.random(in: -2..<1400, using: &random))
                    : .character(alphabet.randomElement(using: &random) ?? "x")
            }
            let text = events(all).map(characters(of:)).joined()
            for letter in ["x", "é", "日"] as [Character] {
                let typed = all.filter {
                    $0 == .character(letter.unicodeScalars[letter.unicodeScalars.startIndex])
                }.count
                let arrived = text.filter { $0 == letter }.count
                // An x can end a sequence that nobody knows; nothing else takes a character away.
                if letter == "x" { #expect(arrived <= typed) } else { #expect(arrived == typed) }
            }
        }
    }

    private func characters(of event: TerminalEvent) -> String {
        switch event {
        case .paste(let text): return text
        case .key(let key):
            if case .character(let character) = key.code { return String(character) }
            return ""
        default: return ""
        }
    }
}

struct ScalarAssemblerTests {
    private func assemble(_ bytes: [UInt8]) -> String {
        var assembler = ScalarAssembler()
        var result = String.UnicodeScalarView()
        for byte in bytes { result += assembler.append(byte) }
        result += assembler.flush()
        return String(result)
    }

    @Test func `text comes out as it went in`() {
        let text = "aé日👍\u{1b}[A\n"
        #expect(assemble(Array(text.utf8)) == text)
    }

    @Test func `invalid bytes cost no character beside them`() {
        #expect(assemble([0xff, 0x61, 0xc3, 0x28, 0x80, 0x62]) == "\u{FFFD}a\u{FFFD}(\u{FFFD}b")
        #expect(assemble([0xe6, 0x97]) == "\u{FFFD}")
    }

    @Test func `any bytes agree with the library's decoder`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let bytes = (0..<12).map { _ in UInt8.random(in: 0x20...0xff, using: &random) }
            let valid = assemble(bytes).filter { $0.isASCII }
            #expect(valid == String(decoding: bytes, as: UTF8.self).filter { $0.isASCII })
        }
    }
}
