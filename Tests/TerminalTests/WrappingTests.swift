import Terminal
import TestSupport
import Testing

struct WrappingTests {
    private func check(
        _ text: String,
        _ width: Int,
        _ expected: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(
            WrappedText(text, width: width).lines.map { String($0.text) } == expected,
            sourceLocation: sourceLocation
        )
    }

    @Test func `rows break behind spaces`() {
        check("the quick brown fox", 10, ["the quick ", "brown fox"])
        check("hello world", 5, ["hello ", "world"])
        check("hello world", 11, ["hello world"])
    }

    @Test func `words longer than a row are cut`() {
        check("abcdefgh", 3, ["abc", "def", "gh"])
        check("a bcdefgh", 3, ["a ", "bcd", "efg", "h"])
    }

    @Test func `newlines are kept, also at the end`() {
        check("a\n\nb\n", 5, ["a", "", "b", ""])
        check("a\r\nb", 5, ["a", "b"])
        check("", 5, [""])
    }

    @Test func `wide characters are never cut`() {
        check("日本語", 4, ["日本", "語"])
        check("日本語", 3, ["日", "本", "語"])
        check("日本", 1, ["日", "本"])
    }

    @Test func `a single column works`() {
        check("ab c", 1, ["a", "b ", "c"])
    }

    @Test func `places follow the cursor`() {
        let text = WrappedText("hello world\nnext", width: 5)
        #expect(text.place(of: 0) == .init(row: 0, column: 0))
        #expect(text.place(of: 5) == .init(row: 0, column: 5))
        #expect(text.place(of: 6) == .init(row: 1, column: 0))
        #expect(text.place(of: 11) == .init(row: 1, column: 5))
        #expect(text.place(of: 12) == .init(row: 2, column: 0))
        #expect(text.place(of: 99) == .init(row: 2, column: 4))
        #expect(text.offset(atRow: 0, column: 99) == 5)
        #expect(text.offset(atRow: 1, column: 99) == 11)
        #expect(text.offset(atRow: 99, column: 0) == 12)
        #expect(text.offset(atRow: -1, column: 2) == 2)
    }

    @Test func `the column inside a wide character belongs to it`() {
        let text = WrappedText("日本", width: 10)
        #expect(text.offset(atRow: 0, column: 1) == 0)
        #expect(text.offset(atRow: 0, column: 2) == 1)
        #expect(text.offset(atRow: 0, column: 3) == 1)
    }

    private func checkInvariants(_ text: String, _ width: Int) {
        let wrapped = WrappedText(text, width: width)
        #expect(wrapped.count == text.count)
        var next = 0
        for (row, line) in wrapped.lines.enumerated() {
            #expect(line.offsets.lowerBound == next)
            #expect(line.text.count == line.offsets.count)
            next = line.offsets.upperBound + (line.endsWithNewline ? 1 : 0)
            let columns = CharacterWidth.columns(of: line.text)
            let ink = line.text.last == " " ? columns - 1 : columns
            #expect(ink <= width || line.text.filter { CharacterWidth.columns(of: $0) > 0 }.count == 1)
            #expect(wrapped.place(of: wrapped.lastOffset(ofRow: row)).row == row)
        }
        #expect(next == text.count)
        for (offset, index) in zip(0..., text.indices) {
            let place = wrapped.place(of: offset)
            #expect(wrapped.place(of: wrapped.offset(atRow: place.row, column: place.column)) == place)
            #expect(wrapped.index(of: offset) == index)
        }
        #expect(wrapped.index(of: text.count) == text.endIndex)
    }

    @Test(arguments: HostileText.all)
    func `every offset of a hostile text has one place`(_ text: String) {
        for width in [1, 2, 3, 7, 80] { checkInvariants(text, width) }
    }

    @Test func `every offset of any text has one place`() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<600 {
            checkInvariants(
                HostileText.random(&random, upTo: 40),
                Int.random(in: 1...9, using: &random)
            )
        }
    }

    @Test func `a long text is wrapped in the time between two keys`() {
        let text = String(repeating: "word and 日本語 ", count: 8000)
        let time = ContinuousClock().measure { _ = WrappedText(text, width: 77) }
        // Generous, for debug builds on busy machines.
        #expect(time < .seconds(2))
    }
}
