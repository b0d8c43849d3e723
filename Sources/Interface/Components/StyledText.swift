import Terminal

/// A text of one row whose parts look different.
struct StyledText: Equatable, Sendable {
    struct Span: Equatable, Sendable {
        var text: String
        var style: Style
    }

    var spans: [Span] = []

    init(spans: [Span]) {
        self.spans = spans
    }

    init(_ text: String = "", _ style: Style = .plain) {
        append(text, style)
    }

    mutating func append(_ text: String, _ style: Style = .plain) {
        if !text.isEmpty { spans.append(Span(text: text, style: style)) }
    }

    /// The columns that it takes.
    var columns: Int { spans.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) } }

    var text: String { spans.map(\.text).joined() }

    /// The same cut to a width, with a mark if something is lost.
    func cut(to width: Int, mark: String) -> StyledText {
        var result = StyledText()
        var left = width
        for (index, span) in spans.enumerated() {
            let rest = spans[(index + 1)...].reduce(0) { $0 + CharacterWidth.columns(of: $1.text) }
            let own = CharacterWidth.columns(of: span.text)
            if own + min(rest, 1) <= left {
                result.append(span.text, span.style)
                left -= own
                continue
            }
            // The mark stands behind the last part that fits, also when this one would fit alone.
            let text = own <= left ? span.text + " " : span.text
            result.append(Truncating.end(of: text, to: left, mark: mark), span.style)
            break
        }
        return result
    }
}

extension Frame {
    /// Draws a row of styled text, cut to its rectangle's width with a mark.
    mutating func put(_ text: StyledText, in rect: Rect, mark: String = "…") {
        guard !rect.isEmpty else { return }
        var x = rect.x
        for span in text.cut(to: rect.width, mark: mark).spans {
            x += put(span.text, at: Point(x: x, y: rect.y), style: span.style, limit: rect.right - x)
        }
    }

    /// Draws a row of text, cut to its rectangle's width with a mark.
    mutating func put(_ text: String, in rect: Rect, style: Style = .plain, mark: String = "…") {
        put(StyledText(text, style), in: rect, mark: mark)
    }

    /// Draws a row of text that ends where its rectangle ends, and returns the columns that it took.
    @discardableResult
    mutating func putRight(_ text: StyledText, in rect: Rect, mark: String = "…") -> Int {
        let cut = text.cut(to: rect.width, mark: mark)
        let columns = cut.columns
        put(
            cut,
            in: Rect(x: rect.right - columns, y: rect.y, width: columns, height: rect.height),
            mark: mark
        )
        return columns
    }
}

extension WrappedText {
    /// The rows of a text without the spaces that hang behind them, for views.
    static func rows(_ text: String, width: Int) -> [String] {
        WrappedText(text, width: width).lines.map { line in
            var row = line.text
            while row.last == " " { row.removeLast() }
            return String(row)
        }
    }
}
