import Terminal

/// The small menu of what can be copied: one under another, or in columns where the screen is low.
struct CopyView {
    private static let gap = 2

    private let bindings: [KeyBinding]
    private let context: ViewContext
    private let columns: Int
    /// How many stand under each other in the first column.
    private let rows: Int
    /// The width of a column.
    private let width: Int

    init(_ context: ViewContext) {
        self.context = context
        bindings = context.state.keymap.bindings(in: .copy)
        columns = (bindings.count + OverlayView.boxRows(context) - 1) / OverlayView.boxRows(context)
        rows = (bindings.count + columns - 1) / max(1, columns)
        width = max(1, (context.layout.body.width - 4 + Self.gap) / max(1, columns) - Self.gap)
    }

    var lines: [StyledText] {
        let long = bindings.map { entry($0, $0.help) }
        guard columns > 1 else { return long }
        let cells = long.allSatisfy { $0.columns <= width } ? long : bindings.map { entry($0, $0.hint) }
        return (0..<rows).map { row in
            stride(from: row, to: cells.count, by: rows).reduce(StyledText()) { line, index in
                let start = index / rows * (width + Self.gap)
                let space = String(repeating: " ", count: max(0, start - line.columns))
                return line.with(space).with(cells[index].cut(to: width, mark: context.mark))
            }
        }
    }

    /// What stands there; nil where nothing does.
    func action(line: Int, column: Int) -> UserAction? {
        let index = columns > 1 ? column / (width + Self.gap) * rows + line : line
        return line < rows && bindings.indices.contains(index) ? bindings[index].action : nil
    }

    private func entry(_ binding: KeyBinding, _ words: String) -> StyledText {
        StyledText(binding.keys.first?.label ?? "", context.theme.key).with("  \(words)")
    }
}
