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
        line.append(word, RunStyle.style(generation.state, theme))
        if rect.width >= 64 {
            line.append(HistoryWords.length(generation).padded(to: 6), theme.dim)
        }
        appendText(to: &line)
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
            .with(row.generation.isFavorite ? "*" : " ", theme.warning)
            .with(familySign, theme.accent)
            .with(row.head == nil ? "" : "  ")
    }

    /// `+` before a closed family, `-` before an opened one.
    private var familySign: String {
        let history = context.state.history
        guard row.head == nil, history.family(of: row.generation.id) != nil else { return " " }
        return history.members[row.generation.id] == nil ? "+" : "-"
    }

    /// The state, and of how many takes: `ok x4`.
    private var word: String {
        let history = context.state.history
        let family = row.head == nil ? history.family(of: row.generation.id) : nil
        let word = HistoryWords.word(row.generation.state) + (family.map { " x\($0.members)" } ?? "")
        return word.padded(to: max(7, word.count + 1))
    }

    /// The prompt; what was searched for is underlined, so that it is seen without colours too.
    private func appendText(to line: inout StyledText) {
        let text = HistoryWords.text(row.generation)
        let style = context.theme.text
        var start = text.startIndex
        for range in context.state.history.search.highlights(in: text) {
            line.append(String(text[start..<range.lowerBound]), style)
            line.append(String(text[range]), style.adding([.bold, .underline]))
            start = range.upperBound
        }
        line.append(String(text[start...]), style)
    }

    /// When it was made; of what is in the trash, when it went there.
    private var ago: String {
        let offset = context.state.setup.utcOffset
        return TimeText.ago(
            row.generation.deletedAt ?? row.generation.createdAt,
            now: context.state.now.date,
            offset: offset
        )
    }
}
