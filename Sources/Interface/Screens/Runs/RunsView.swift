import Generations
import Terminal

/// What runs and waits, each with its word, its clock and its reason.
enum RunsView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let runs = context.state.runs
        let content = context.layout.content(of: context.layout.runs)
        let page = page(context, content)
        let area = context.drawBox(
            .runs,
            context.layout.runs,
            title: runs.isQueueHeld ? "Runs, queue held" : "Runs",
            trailing: trailing(context, page, content.width),
            in: &frame
        )
        guard !runs.isEmpty else { return drawEmpty(context, in: area, &frame) }
        var y = area.y
        let hidden = runs.count - page.shown(height: area.height)
        let rest = hidden > 0 ? " + \(Strings.grouped(hidden)) more" : ""
        for (run, block) in zip(page.runs, page.blocks) where y < area.bottom {
            for (offset, line) in block.prefix(area.bottom - y).enumerated() {
                let isLast = y + offset == area.bottom - 1
                let width = area.width - (isLast ? CharacterWidth.columns(of: rest) : 0)
                let row = Rect(x: area.x, y: y + offset, width: width, height: 1)
                frame.put(line, in: row, mark: context.mark)
                if run.id == runs.selection, offset == 0 { select(row, context, &frame) }
            }
            y += block.count
        }
        frame.putRight(
            StyledText(rest, context.theme.dim),
            in: Rect(x: area.x, y: area.bottom - 1, width: area.width, height: 1)
        )
        drawSummary(context, top: y, in: area, &frame)
    }

    /// Where the line of the selected run has no room for its keys, the border has.
    private static func trailing(_ context: ViewContext, _ page: Page, _ width: Int) -> String {
        let state = context.state
        if context.hasFocus(.runs), !page.hasActions, let run = state.runs.selected {
            return RunActions.text(run, state, context.theme, width: width - 24).text
        }
        return CountsText.text(state.runs.counts, context.theme).text
    }

    // MARK: Rows

    /// The runs in view, each with its rows.
    private struct Page {
        var runs: [Run] = []
        var blocks: [[StyledText]] = []
        /// Whether the keys of the selected run stand on its own rows.
        var hasActions = false

        /// How many of them are seen, whole or in part.
        func shown(height: Int) -> Int {
            var taken = 0
            return blocks.prefix { block in
                defer { taken += block.count }
                return taken < height
            }.count
        }
    }

    /// As much of every run as there is room for; of many, one row of those in view.
    private static func page(_ context: ViewContext, _ area: Rect) -> Page {
        let runs = context.state.runs
        let selected = runs.selectedIndex ?? 0
        guard runs.count <= area.height else {
            let last = runs.count - 1
            let first = max(0, selected - area.height + (selected < last ? 2 : 1))
            let seen = runs.runs(in: first..<(first + max(0, area.height)))
            return Page(runs: seen, blocks: blocks(seen, context, area.width).map(\.short))
        }
        let all = runs.runs
        let blocks = blocks(all, context, area.width)
        var mixed = blocks.map(\.full)
        if blocks.indices.contains(selected) { mixed[selected] = blocks[selected].fullest }
        for rows in [blocks.map(\.fullest), mixed, blocks.map(\.full)]
        where rows.reduce(0, { $0 + $1.count }) <= area.height {
            return Page(runs: all, blocks: rows, hasActions: true)
        }
        var rows = blocks.map(\.short)
        let room = area.height - (rows.count - 1)
        guard room > 1, blocks.indices.contains(selected) else { return Page(runs: all, blocks: rows) }
        let own = [blocks[selected].fullest, blocks[selected].full].first { $0.count <= room }
        rows[selected] = Array((own ?? blocks[selected].full).prefix(room))
        return Page(runs: all, blocks: rows, hasActions: own != nil)
    }

    private static func blocks(_ runs: [Run], _ context: ViewContext, _ width: Int) -> [RunBlock] {
        let numberWidth = runs.map { CharacterWidth.columns(of: "\($0.id)") }.max() ?? 0
        return runs.map { RunBlock($0, context, width: width, numberWidth: numberWidth) }
    }

    private static func select(_ row: Rect, _ context: ViewContext, _ frame: inout Frame) {
        guard context.hasFocus(.runs) else { return }
        context.theme.select(row, isFocused: true, in: &frame)
        frame.cursor = Point(x: row.x, y: row.y)
    }

    private static func drawSummary(_ context: ViewContext, top: Int, in area: Rect, _ frame: inout Frame) {
        let summary = summary(context.state.runs.session)
        guard top + 1 < area.bottom, !summary.isEmpty else { return }
        let row = Rect(x: area.x, y: area.bottom - 1, width: area.width, height: 1)
        frame.put(summary, in: row, style: context.theme.dim, mark: context.mark)
    }

    private static func summary(_ session: SessionSummary) -> String {
        let parts = [
            session.done > 0 ? "\(session.done) done" : nil,
            session.failed > 0 ? "\(session.failed) failed" : nil,
            session.cancelled > 0 ? "\(session.cancelled) cancelled" : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? "" : "Since the start: " + parts.joined(separator: ", ")
    }

    private static func drawEmpty(_ context: ViewContext, in area: Rect, _ frame: inout Frame) {
        let summary = summary(context.state.runs.session)
        let lines = [
            StyledText("Nothing runs.", context.theme.text),
            StyledText(
                "What you send appears here, with its clock and the reason of every wait.",
                context.theme.dim
            ),
        ]
        context.drawTeaching(
            summary.isEmpty ? lines : lines + [StyledText(summary, context.theme.dim)],
            in: area,
            &frame
        )
        if context.hasFocus(.runs) { frame.cursor = Point(x: area.x, y: area.y) }
    }
}

extension String {
    /// The text with spaces behind it up to a width.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - CharacterWidth.columns(of: self)))
    }

    /// The text with spaces before it up to a width.
    func leftPadded(to columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - CharacterWidth.columns(of: self))) + self
    }
}
