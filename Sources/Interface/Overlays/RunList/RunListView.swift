import Generations
import Terminal

/// The list of runs that a prompt makes, with how many there are and what they will be sent with.
enum RunListView {
    /// How many rows the list itself has.
    static func rows(_ layout: ScreenLayout) -> Int {
        max(1, layout.overlayRows - 3)
    }

    static func draw(_ list: RunListState, _ context: ViewContext, in frame: inout Frame) {
        let count = list.chosen.count
        let title = list.order.savedName.map { "What “\(Sanitizing.line($0, limit: 60))” makes" }
        let area = OverlayView.page(
            title ?? "What \(context.state.key(.send, in: .prompt)) makes",
            trailing: sizes(list, count),
            context,
            &frame
        )
        let height = max(0, area.height - 3)
        drawRows(list, context, in: Rect(x: area.x, y: area.y, width: area.width, height: height), &frame)
        guard area.height >= 3, let first = list.requests.first else { return }
        let words = ParameterLine.parts(first, context.state.setup, parent: list.order.plan.parent)
            .filter { !$0.hasPrefix("seed") }
        let model =
            "\(first.model.rawValue) at \(Sanitizing.line(context.state.setup.place(of: first), limit: 60))"
        let usual = context.state.runs.usual[first].map { "each \(RunWords.usual($0))" }
        frame.put(
            ([usual].compactMap { $0 } + [model] + words).joined(separator: context.dot),
            in: area.row(area.height - 2),
            style: context.theme.dim,
            mark: context.mark
        )
        drawQuestion(count, context, in: area.row(area.height - 1), &frame)
    }

    private static func sizes(_ list: RunListState, _ count: Int) -> String {
        let axes = list.order.plan.size.axes
        let product = axes.count > 1 ? axes.map { "\($0)" }.joined(separator: " x ") + " = " : ""
        let all = "\(product)\(Strings.count(list.requests.count, "run"))"
        return count == list.requests.count ? all : "\(count) of \(all)"
    }

    private static func drawRows(
        _ list: RunListState,
        _ context: ViewContext,
        in area: Rect,
        _ frame: inout Frame
    ) {
        var window = list.window
        window.show(list.index, of: list.requests.count, height: area.height)
        let texts = list.rows(mark: context.mark)
        let digits = "\(texts.count)".count
        for (offset, index) in window.rows(of: texts.count, height: area.height).enumerated() {
            let isOut = list.leftOut.contains(index)
            let number = "\(index + 1)"
            let gap = String(repeating: " ", count: digits - number.count)
            let text = Sanitizing.line(texts[index], limit: 600)
            let line = StyledText(index == list.index ? "> " : "  ", context.theme.accent)
                .with("\(gap)\(number) ", context.theme.dim)
                .with(isOut ? "left out: \(text)" : text, isOut ? context.theme.dim : context.theme.text)
            frame.put(line, in: area.row(offset), mark: context.mark)
            guard index == list.index else { continue }
            context.theme.select(area.row(offset), isFocused: true, in: &frame)
            frame.cursor = Point(x: area.x, y: area.y + offset)
        }
    }

    private static func drawQuestion(
        _ count: Int,
        _ context: ViewContext,
        in row: Rect,
        _ frame: inout Frame
    ) {
        let what = count == 1 ? "this run" : "\(Strings.grouped(count)) runs"
        let line = StyledText("Send \(what)? ", context.theme.strong)
            .with(context.state.keymap.label(of: .confirm, in: [.runList]) ?? "y", context.theme.key)
            .with(" sends, ", context.theme.dim)
            .with(context.state.key(.back, in: .runList), context.theme.key)
            .with(" goes back. It may be billed.", context.theme.dim)
        frame.put(line, in: row, mark: context.mark)
    }
}
