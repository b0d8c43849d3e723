package import Terminal

/// The screen as a function of the state: the same state gives the same frame.
package enum AppView {
    /// Draws everything.
    package static func frame(_ state: AppState) -> Frame {
        var state = state
        state.now = state.shownTime
        var frame = Frame(size: state.size)
        let layout = ScreenLayout(state)
        let context = ViewContext(state: state, layout: layout)
        switch layout.kind {
        case .nothing: return frame
        case .line:
            OneLineView.draw(context, in: &frame)
            return frame
        case .tabs:
            TabsView.draw(context, in: &frame)
            drawPane(context, state.focus, in: &frame)
        case .wide, .stacked:
            HeaderView.draw(context, in: &frame)
            for pane in context.visiblePanes { drawPane(context, pane, in: &frame) }
        }
        StatusView.draw(context, in: &frame)
        OverlayView.draw(context, in: &frame)
        if state.setup.editMode == .vi, frame.cursor != nil, let input = state.input {
            frame.cursorShape = state[input]?.vi.cursorShape
        }
        return frame
    }

    private static func drawPane(_ context: ViewContext, _ pane: Pane, in frame: inout Frame) {
        switch pane {
        case .compose: ComposeView.draw(context, in: &frame)
        case .runs: RunsView.draw(context, in: &frame)
        case .history: HistoryView.draw(context, in: &frame)
        case .detail: DetailView.draw(context, in: &frame)
        }
    }
}

/// What every view needs: the state, where things stand, and how they look.
struct ViewContext {
    let state: AppState
    let layout: ScreenLayout
    let theme: Theme
    /// Shows that a text is cut.
    let mark: String

    init(state: AppState, layout: ScreenLayout) {
        self.state = state
        self.layout = layout
        theme = state.theme
        mark = Truncating.mark(ascii: state.setup.isASCII)
    }

    /// Stands between the parts of a line.
    var dot: String { state.setup.isASCII ? " - " : " · " }

    var lines: BoxStyle.Lines { state.setup.isASCII ? .ascii : .rounded }

    var rule: String { state.setup.isASCII ? "-" : "─" }

    /// Whether a pane has the keys.
    func hasFocus(_ pane: Pane) -> Bool {
        state.overlays.isEmpty && state.focus == pane
    }

    var visiblePanes: [Pane] {
        if layout.kind == .stacked, state.focus == .detail { return [.detail] }
        if state.paneSize == .full { return [state.focus] }
        return layout.kind == .wide ? Pane.allCases : [.compose, .runs, .history]
    }

    /// Draws a pane's border, if panes have one, and returns its content.
    func drawBox(_ pane: Pane, _ rect: Rect, title: String? = nil, trailing: String, in frame: inout Frame)
        -> Rect
    {
        guard layout.hasBorders else { return rect }
        let isFocused = hasFocus(pane)
        frame.box(
            rect,
            title: "\(pane.rawValue) \(title ?? pane.title)" + (isFocused ? state.editModeTitle : ""),
            trailing: trailing,
            isFocused: isFocused,
            style: boxStyle(isFocused: isFocused)
        )
        return layout.content(of: rect)
    }

    func boxStyle(isFocused: Bool) -> BoxStyle {
        BoxStyle(
            lines: lines,
            border: isFocused ? theme.focusedBorder : theme.border,
            title: isFocused ? theme.focusedTitle : theme.strong,
            trailing: theme.dim
        )
    }

    /// What an empty pane says: texts of one style each, on as many rows as they take.
    func drawTeaching(_ texts: [StyledText], in rect: Rect, _ frame: inout Frame) {
        let rows = texts.flatMap { text in
            WrappedText.rows(text.text, width: max(8, rect.width))
                .map { StyledText($0, text.spans.first?.style ?? .plain) }
        }
        for (index, row) in rows.prefix(rect.height).enumerated() {
            frame.put(row, in: rect.row(index), mark: mark)
        }
    }
}
