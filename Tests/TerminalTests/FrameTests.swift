import Terminal
import TestSupport
import Testing

struct FrameTests {
    private func rows(_ frame: Frame) -> [String] {
        (0..<frame.size.rows).map { frame.row($0).map(\.text).joined() }
    }

    private func drawn(_ text: String, at x: Int = 0, limit: Int = .max, columns: Int = 6) -> String {
        var frame = Frame(size: Size(columns: columns, rows: 1))
        frame.put(text, at: Point(x: x, y: 0), limit: limit)
        return rows(frame)[0]
    }

    @Test func `text is clipped at the edges`() {
        #expect(drawn("hello", at: 3) == "   hel")
        #expect(drawn("hello", at: -2) == "llo   ")
        #expect(drawn("hello", limit: 2) == "he    ")
        #expect(drawn("hello", limit: -1) == "      ")
    }

    @Test func `a wide character that would be cut is blank`() {
        #expect(drawn("日本", at: 3) == "   日 ")
        #expect(drawn("日本", at: -1) == " 本   ")
        #expect(drawn("日本", limit: 3) == "日    ")
    }

    @Test func `overwriting half of a wide character blanks the other half`() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.put("日本", at: Point(x: 0, y: 0))
        frame.put("x", at: Point(x: 1, y: 0))
        #expect(rows(frame) == [" x本"])
        frame.put("y", at: Point(x: 2, y: 0))
        #expect(rows(frame) == [" xy "])
    }

    @Test func `flags and conjuncts fill one cell a letter`() {
        #expect(drawn("🇫🇷x") == "FRx   ")
        var frame = Frame(size: Size(columns: 4, rows: 1))
        #expect(frame.put("नि", at: Point(x: 0, y: 0)) == 2)
        #expect(frame.row(0).map(\.width) == [1, 1, 1, 1])
    }

    @Test func `commands in a text are drawn, not sent`() {
        #expect(drawn("\u{1b}[2J\n") == "^[[2J ")
    }

    @Test func `any text leaves a frame whose cells fit together`() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<400 {
            var frame = Frame(size: Size(columns: Int.random(in: 0...9, using: &random), rows: 2))
            for _ in 0..<6 {
                let text = HostileText.random(&random, upTo: 12)
                let point = Point(
                    x: Int.random(in: -9...12, using: &random),
                    y: Int.random(in: -1...2, using: &random)
                )
                let limit = Bool.random(using: &random) ? Int.max : Int.random(in: -1...9, using: &random)
                frame.put(text, at: point, limit: limit)
            }
            checkCells(frame)
        }
    }

    private func checkCells(_ frame: Frame) {
        for y in 0..<frame.size.rows {
            let row = Array(frame.row(y))
            for (x, cell) in row.enumerated() {
                switch cell.width {
                case 2: #expect(x + 1 < row.count && row[x + 1].width == 0)
                case 0: #expect(x > 0 && row[x - 1].width == 2 && cell.text.isEmpty)
                default:
                    #expect(
                        CharacterWidth.columns(of: cell.text) == 1,
                        "\(cell.text.unicodeScalars.map { String($0.value, radix: 16) })"
                    )
                }
            }
        }
    }
}

struct BoxTests {
    private func drawn(
        _ width: Int,
        _ height: Int,
        title: String = "",
        trailing: String = "",
        isFocused: Bool = false,
        lines: BoxStyle.Lines = .ascii
    ) -> [String] {
        var frame = Frame(size: Size(columns: width, rows: height))
        frame.box(
            Rect(frame.size),
            title: title,
            trailing: trailing,
            isFocused: isFocused,
            style: BoxStyle(lines: lines)
        )
        return (0..<height).map { frame.row($0).map(\.text).joined() }
    }

    @Test func `a pane has its title on the left and its text on the right`() {
        #expect(
            drawn(30, 3, title: "1 Prompt", trailing: "21 words", isFocused: true) == [
                "+- 1 Prompt * ---- 21 words -+",
                "|                            |",
                "+----------------------------+",
            ]
        )
    }

    @Test func `line characters have round corners`() {
        #expect(drawn(6, 3, lines: .rounded) == ["╭────╮", "│    │", "╰────╯"])
    }

    @Test func `what does not fit is cut or left out`() {
        #expect(drawn(14, 2, title: "2 Long title", trailing: "none")[0] == "+- 2 Long ~ -+")
        #expect(drawn(5, 2, title: "title")[0] == "+---+")
        #expect(drawn(1, 1, title: "title") == [" "])
    }

    @Test func `the inside is what the border leaves`() {
        var frame = Frame(size: Size(columns: 20, rows: 10))
        #expect(frame.box(Rect(x: 2, y: 3, width: 10, height: 4)) == Rect(x: 3, y: 4, width: 8, height: 2))
        #expect(frame.box(Rect(x: 0, y: 0, width: 1, height: 9)).isEmpty)
    }

    @Test func `a box may lie anywhere`() {
        var frame = Frame(size: Size(columns: 5, rows: 5))
        for x in -9...9 {
            for width in [0, 1, 2, 7, 30] {
                frame.box(Rect(x: x, y: x, width: width, height: width), title: "日本", trailing: "x")
            }
        }
    }
}
