import Generations
import Terminal

/// Two generations compared: the prompts word by word, then what else differs.
enum CompareView {
    static let nameWidth = 11

    static func draw(_ compare: CompareState, _ context: ViewContext, _ frame: inout Frame) {
        let state = context.state
        let rows = rows(compare, state)
        let area = PageScroll.draw(title(compare), rows, top: compare.top, context, &frame)
        // Below another overlay everything steps back, and pictures cannot.
        guard state.overlays.last == .compare(compare), let stills = CompareStills(compare, state) else {
            return
        }
        let top = PageScroll.clamped(compare.top, rows: rows.count, height: area.height)
        for side in stills.sides {
            let origin = Point(x: area.x + side.origin.x, y: area.y + 1 + side.origin.y - top)
            StillsView.draw(side.video, side.band, at: origin, clip: area, context, in: &frame)
        }
    }

    static func rows(_ compare: CompareState, _ state: AppState) -> [StyledText] {
        let theme = state.theme
        let width = ScreenLayout(state).overlayColumns
        guard let other = compare.right else { return [StyledText("Reading the other one", theme.dim)] }
        let parameters = compare.parameters(other)
        let heading = heading(compare.left.id, other.id, theme, width: width)
        var rows: [StyledText] = []
        if let stills = CompareStills(compare, state) {
            rows = heading + Array(repeating: StyledText(), count: stills.rows + 1)
        }
        let hasHeading = !rows.isEmpty
        rows += prompt(compare, theme, width: width)
        rows.append(StyledText())
        if !hasHeading { rows += heading }
        let changed = parameters.filter { !$0.isSame }
        rows += changed.flatMap { fact($0, theme, width: width) }
        rows += compare.outcomes(other, utcOffset: state.setup.utcOffset).flatMap {
            fact($0, theme, width: width)
        }
        let same = parameters.filter(\.isSame).map { "\($0.name) \(Sanitizing.line($0.left, limit: 80))" }
        if !same.isEmpty {
            let text = "the same: " + same.joined(separator: ", ")
            rows += [StyledText()] + StyledText(text, theme.dim).wrapped(to: width)
        }
        guard compare.left.video != nil || other.video != nil,
            let sentence = state.setup.pictures.sentence(state.keymap)
        else { return rows }
        return rows + [StyledText()] + StyledText(sentence, theme.dim).wrapped(to: width)
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
    static func column(_ width: Int) -> Int? {
        width >= 60 ? (width - nameWidth - 2) / 2 : nil
    }
}
