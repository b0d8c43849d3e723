import Generations
import Terminal

/// One row of the history.
struct HistoryRowView {
    let row: HistoryRow
    /// The columns of the longest number in view.
    let numberWidth: Int
    let context: ViewContext

    func draw(in rect: Rect, _ frame: inout Frame) {
        let generation = row.generation
        let theme = context.theme
        let seed = rect.width >= 56 ? generation.request.parameters.seed.map { "  s \($0)" } ?? "" : ""
        let taken = frame.putRight(StyledText(seed, theme.dim), in: rect)
        var line = signs
        line.append("\(generation.id) ".leftPadded(to: numberWidth + 1), theme.dim)
        line.append(ago.padded(to: 7), theme.dim)
        line.append(
            HistoryWords.word(generation.state).padded(to: 7),
            RunStyle.style(generation.state, theme)
        )
        if rect.width >= 64 {
            line.append(HistoryWords.length(generation).padded(to: 6), theme.dim)
        }
        line.append(HistoryWords.text(generation), theme.text)
        let room = Rect(x: rect.x, y: rect.y, width: max(0, rect.width - taken), height: 1)
        frame.put(line, in: room, mark: context.mark)
    }

    /// Whether it is selected, marked, a favourite, and how far it stands below its family's row.
    private var signs: StyledText {
        let (history, theme) = (context.state.history, context.theme)
        let id = row.generation.id
        let isMarked = history.marked[id] != nil
        let mark = context.state.setup.isASCII ? "x" : "•"
        return StyledText(id == history.selection ? ">" : " ", theme.accent)
            .with(isMarked ? mark : " ", isMarked ? theme.accent.adding(.bold) : theme.accent)
            .with(row.generation.isFavorite ? "* " : "  ", theme.warning)
            .with(row.head == nil ? "" : "  ")
    }

    private var ago: String {
        let offset = context.state.setup.utcOffset
        return TimeText.ago(row.generation.createdAt, now: context.state.now.date, offset: offset)
    }
}
