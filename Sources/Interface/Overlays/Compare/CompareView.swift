import Generations
import Terminal

/// Two generations compared: the prompts word by word, then what else differs.
enum CompareView {
    private static let nameWidth = 11

    static func draw(_ compare: CompareState, _ context: ViewContext, _ frame: inout Frame) {
        let rows = rows(compare, context.state, width: width(context.state))
        let height = context.layout.overlayRows
        let top = max(0, min(compare.top, rows.count - height))
        let trailing = rows.count > height ? "\(min(rows.count, top + height)) of \(rows.count)" : ""
        let area = OverlayView.page(title(compare), trailing: trailing, context, &frame)
        for (index, row) in rows.dropFirst(top).prefix(area.height).enumerated() {
            frame.put(row, in: area.row(index), mark: context.mark)
        }
        frame.cursor = Point(x: area.x, y: area.y)
    }

    /// The columns inside the page.
    static func width(_ state: AppState) -> Int {
        let layout = ScreenLayout(state)
        return max(10, layout.overlay.width - (layout.hasBorders ? 4 : 0))
    }

    static func rows(_ compare: CompareState, _ state: AppState, width: Int) -> [StyledText] {
        let theme = state.theme
        guard let other = compare.right else { return [StyledText("Reading the other one", theme.dim)] }
        let parameters = compare.parameters(other)
        var rows = prompt(compare, theme, width: width)
        rows.append(StyledText())
        rows += heading(compare.left.id, other.id, theme, width: width)
        let changed = parameters.filter { !$0.isSame }
        rows += changed.flatMap { fact($0, theme, width: width) }
        rows += compare.outcomes(other, utcOffset: state.setup.utcOffset).flatMap {
            fact($0, theme, width: width)
        }
        let same = parameters.filter(\.isSame).map { "\($0.name) \(Sanitizing.line($0.left, limit: 80))" }
        guard !same.isEmpty else { return rows }
        let text = "the same: " + same.joined(separator: ", ")
        return rows + [StyledText()] + StyledText(text, theme.dim).wrapped(to: width)
    }

    private static func title(_ compare: CompareState) -> String {
        let other = compare.right?.id ?? compare.awaited
        return "Compare \(compare.left.id) with \(other.map { "\($0)" } ?? "?")"
    }

    private static func prompt(_ compare: CompareState, _ theme: Theme, width: Int) -> [StyledText] {
        guard let diff = compare.prompts, !diff.isSame else {
            let text = StyledText("The same prompt: ", theme.dim)
                .with(Sanitizing.line(compare.left.request.prompt, limit: 10_000), theme.text)
            return text.wrapped(to: width)
        }
        let safe = StyledText(
            spans: diff.text(theme).spans.map { span in
                StyledText.Span(text: Sanitizing.line(span.text, limit: 10_000), style: span.style)
            }
        )
        return safe.wrapped(to: width)
    }

    private static func heading(_ left: GenerationID, _ right: GenerationID, _ theme: Theme, width: Int)
        -> [StyledText]
    {
        guard let column = column(width) else { return [StyledText("\(left) -> \(right)", theme.strong)] }
        let text = "".padded(to: nameWidth + 2) + "\(left)".padded(to: column)
        return [StyledText(text + "\(right)", theme.strong)]
    }

    /// A changed fact has a mark before it. Beside each other where there is room, else one behind the other.
    private static func fact(_ fact: ComparedFact, _ theme: Theme, width: Int) -> [StyledText] {
        let style = fact.isSame ? theme.dim : theme.text
        var row = StyledText(fact.isSame ? "  " : "* ", theme.warning)
        row.append(Sanitizing.line(fact.name, limit: 40).padded(to: nameWidth), theme.dim)
        let (left, right) = (Sanitizing.line(fact.left, limit: 400), Sanitizing.line(fact.right, limit: 400))
        guard let column = column(width) else {
            return row.with(fact.isSame ? left : "\(left) -> \(right)", style).wrapped(to: width)
        }
        let cut = Truncating.end(of: left, to: column - 2, mark: Truncating.mark(ascii: true))
        return [row.with(cut.padded(to: column), style).with(right, style)]
    }

    /// How wide each of two columns is; nil where they do not fit.
    private static func column(_ width: Int) -> Int? {
        width >= 60 ? (width - nameWidth - 2) / 2 : nil
    }
}
