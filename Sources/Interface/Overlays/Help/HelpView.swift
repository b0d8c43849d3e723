import Terminal

/// How the help page looks: a search field, and keys beside what they do.
enum HelpView {
    /// The rows of keys in view.
    static func height(_ state: AppState) -> Int {
        max(1, ScreenLayout(state).overlayRows - 1)
    }

    static func draw(_ help: HelpState, _ context: ViewContext, in frame: inout Frame) {
        let lines = lines(context.state, help)
        let height = height(context.state)
        let last = min(lines.count, help.top + height)
        let place = help.contexts.first?.title ?? ""
        let area = OverlayView.page("Help: \(place)", trailing: "\(last) of \(lines.count)", context, &frame)
        drawField(help, context, in: area.row(0), &frame)
        if lines.isEmpty {
            let text = "No key and no text has these words. \(context.state.key(.back, in: .help)) shows all."
            frame.put(text, in: area.row(1), style: context.theme.dim, mark: context.mark)
        }
        for (index, line) in lines.dropFirst(help.top).prefix(max(0, area.height - 1)).enumerated() {
            frame.put(styled(line, help, context), in: area.row(index + 1), mark: context.mark)
        }
    }

    private static func drawField(
        _ help: HelpState,
        _ context: ViewContext,
        in row: Rect,
        _ frame: inout Frame
    ) {
        let slash = context.state.key(.filter, in: .help)
        let field = Rect(x: row.x + 2, y: row.y, width: max(0, row.width - 2), height: row.height)
        frame.put("\(slash) ", in: row, style: help.isTyping ? context.theme.accent : context.theme.dim)
        if help.field.isEmpty {
            let text = help.isTyping ? "a key, a word or an action's name" : "searches these keys"
            frame.put(text, in: field, style: context.theme.dim, mark: context.mark)
        }
        TextFieldView.draw(help.field, in: field, isFocused: help.isTyping, &frame)
        if !help.isTyping { frame.cursor = Point(x: row.x, y: row.y) }
    }

    /// One line of the page: a key in its column, what it does, or why it does nothing.
    struct Line: Equatable {
        enum Kind: Equatable {
            case title, text, key(isAvailable: Bool), reason
        }

        var kind: Kind
        var left = ""
        var right = ""
        var leftWidth = 0
    }

    /// The page as lines of the width that it has now.
    static func lines(_ state: AppState, _ help: HelpState) -> [Line] {
        let width = ScreenLayout(state).overlayColumns
        let leftWidth = min(34, max(12, width * 2 / 5))
        return HelpText.rows(state, help).flatMap { row -> [Line] in
            switch row {
            case .gap: [Line(kind: .text)]
            case .title(let title): [Line(kind: .title, left: title)]
            case .text(let text):
                WrappedText.rows(text, width: max(8, width - 2)).map { Line(kind: .text, left: "  " + $0) }
            case .key(let entry): lines(entry, leftWidth, width)
            }
        }
    }

    private static func lines(_ entry: HelpText.Entry, _ leftWidth: Int, _ width: Int) -> [Line] {
        let rightWidth = max(8, width - leftWidth - 1)
        let keys = WrappedText.rows(entry.keys, width: max(8, leftWidth - 3))
        let words = WrappedText.rows(entry.help, width: rightWidth)
        let reasons = entry.reason.map { WrappedText.rows($0, width: rightWidth) } ?? []
        let right =
            words.map { (Line.Kind.key(isAvailable: reasons.isEmpty), $0) } + reasons.map { (.reason, $0) }
        return (0..<max(keys.count, right.count)).map { index in
            let (kind, text) =
                index < right.count ? right[index] : (.key(isAvailable: reasons.isEmpty), "")
            let key = index < keys.count ? keys[index] : ""
            return Line(kind: kind, left: "  " + key, right: text, leftWidth: leftWidth)
        }
    }

    private static func styled(_ line: Line, _ help: HelpState, _ context: ViewContext) -> StyledText {
        let theme = context.theme
        switch line.kind {
        case .title: return StyledText(line.left, theme.strong)
        case .text: return StyledText(line.left, theme.dim)
        case .key(let isAvailable):
            let (key, text) = isAvailable ? (theme.key, theme.text) : (theme.dim, theme.dim)
            return marked(line.left, key, help, theme).with(gap(line)).with(line.right, text, help, theme)
        case .reason:
            return StyledText(line.left, theme.dim).with(gap(line)).with(line.right, theme.warning)
        }
    }

    private static func gap(_ line: Line) -> String {
        String(repeating: " ", count: max(1, line.leftWidth + 1 - CharacterWidth.columns(of: line.left)))
    }

    fileprivate static func marked(_ text: String, _ style: Style, _ help: HelpState, _ theme: Theme)
        -> StyledText
    {
        StyledText(text, style, marking: places(of: help.field.text, in: text), theme.match)
    }

    /// The places of the searched words in a text.
    private static func places(of query: String, in text: String) -> [Int] {
        let letters = Array(text.lowercased())
        return query.lowercased().split(whereSeparator: \.isWhitespace).flatMap { word -> [Int] in
            let word = Array(word)
            guard word.count <= letters.count else { return [] }
            let starts = (0...(letters.count - word.count)).filter { start in
                letters[start..<(start + word.count)].elementsEqual(word)
            }
            return starts.flatMap { Array($0..<($0 + word.count)) }
        }
    }
}

extension StyledText {
    fileprivate func with(_ text: String, _ style: Style, _ help: HelpState, _ theme: Theme) -> StyledText {
        var result = self
        result.spans += HelpView.marked(text, style, help, theme).spans
        return result
    }
}
