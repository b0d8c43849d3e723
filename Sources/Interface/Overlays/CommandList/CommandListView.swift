import Terminal

/// How the list of commands looks.
enum CommandListView {
    static func draw(_ list: CommandListState, _ context: ViewContext, in frame: inout Frame) {
        let entries = list.entries(context.state)
        let place = list.contexts.first?.title ?? ""
        let count = Strings.grouped(entries.count)
        var area = OverlayView.page("Commands: \(place)", trailing: count, context, &frame)
        // A key stands near to its words, also on a wide screen.
        area.width = min(area.width, 100)
        frame.put("> ", in: area.row(0), style: context.theme.accent)
        let field = Rect(x: area.x + 2, y: area.y, width: max(0, area.width - 2), height: 1)
        if list.field.isEmpty {
            let text = "type what you want to do; initials do as well"
            frame.put(text, in: field, style: context.theme.dim, mark: context.mark)
        }
        if entries.isEmpty {
            let text =
                "No command has these words. \(context.state.key(.showHelp, in: .everywhere)) lists all keys."
            frame.put(text, in: area.row(1), style: context.theme.dim, mark: context.mark)
        }
        var window = list.window
        let height = area.height - 1
        window.show(list.index, of: entries.count, height: height)
        for (offset, index) in window.rows(of: entries.count, height: height).enumerated() {
            let row = area.row(offset + 1)
            draw(entries[index], isSelected: index == list.index, in: row, context, &frame)
        }
        TextFieldView.draw(list.field, in: field, isFocused: true, &frame)
    }

    /// Why the chosen command cannot be done now, in full; in its row it may be cut.
    static func reason(_ state: AppState) -> StatusMessage? {
        guard case .commands(let list) = state.overlays.last else { return nil }
        let entries = list.entries(state)
        guard entries.indices.contains(list.index), let reason = entries[list.index].reason else {
            return nil
        }
        return StatusMessage(text: reason, tone: .info)
    }

    private static func draw(
        _ entry: CommandListState.Entry,
        isSelected: Bool,
        in row: Rect,
        _ context: ViewContext,
        _ frame: inout Frame
    ) {
        let theme = context.theme
        let key = entry.binding.keys.first?.label ?? ""
        let isAvailable = entry.reason == nil
        let taken = frame.putRight(StyledText(" " + key, isAvailable ? theme.key : theme.dim), in: row)
        var line = StyledText(isSelected ? "> " : "  ", theme.accent)
        let words = StyledText(
            entry.binding.help,
            isAvailable ? theme.text : theme.dim,
            marking: entry.offsets,
            theme.match
        )
        for span in words.spans { line.append(span.text, span.style) }
        if let reason = entry.reason { line.append("  \(reason)", theme.dim) }
        let room = Rect(x: row.x, y: row.y, width: max(0, row.width - taken), height: 1)
        frame.put(line, in: room, mark: context.mark)
        if isSelected { theme.select(row, isFocused: true, in: &frame) }
    }
}
