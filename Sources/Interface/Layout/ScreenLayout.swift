import Terminal

/// Where everything stands on a screen of a size.
struct ScreenLayout: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// Four panes and the parameters side by side.
        case wide
        /// Three panes above each other; the details are a page.
        case stacked
        /// One pane at a time, with tabs above it.
        case tabs
        /// One line that says the most urgent thing.
        case line
        /// Too small for anything.
        case nothing
    }

    private(set) var kind: Kind
    private(set) var header = Rect.none
    private(set) var compose = Rect.none
    /// Empty where the parameters are the last row of the prompt.
    private(set) var parameters = Rect.none
    private(set) var runs = Rect.none
    private(set) var history = Rect.none
    private(set) var detail = Rect.none
    /// The most urgent runs, where the runs are not in view.
    private(set) var urgent = Rect.none
    private(set) var message = Rect.none
    private(set) var hints = Rect.none
    /// Everything between header and message.
    private(set) var body = Rect.none
    /// The rows above the list of the history: the search, and what is said of it.
    let searchRows: Int

    init(_ state: AppState) {
        let size = state.size
        kind = Self.kind(of: size)
        let isSearching = state.history.isTyping || !state.history.isWhole
        searchRows = isSearching ? (HistoryWords.searchHint(state.history) == nil ? 1 : 2) : 0
        switch kind {
        case .nothing: break
        case .line: message = Rect(size)
        case .tabs: layOutTabs(size)
        case .wide, .stacked: layOutPanes(state)
        }
    }

    static func kind(of size: Size) -> Kind {
        if size.columns < 20 || size.rows < 4 { return .nothing }
        if size.columns < 32 || size.rows < 9 { return .line }
        if size.columns < 64 || size.rows < 20 { return .tabs }
        return size.columns >= 110 && size.rows >= 28 ? .wide : .stacked
    }

    /// Whether panes have borders.
    var hasBorders: Bool { kind == .wide || kind == .stacked }

    /// The columns that the prompt may fill; behind them is one for the cursor.
    var promptTextWidth: Int { max(1, content(of: compose).width - 1) }

    /// The rows of the list of the history.
    var historyRows: Int { max(1, content(of: history).height - searchRows) }

    /// The rows inside the largest overlay.
    var overlayRows: Int { max(1, overlay.height - (hasBorders ? 2 : 1)) }

    /// Where pages above the panes stand: on all of them, so that no strips of them are left at the sides.
    var overlay: Rect { body }

    /// What is inside of a pane's border.
    func content(of pane: Rect) -> Rect {
        hasBorders ? pane.inset(horizontal: 2, vertical: 1) : pane
    }

    func pane(at point: Point) -> Pane? {
        let places: [(Pane, Rect)] = [
            (.compose, compose), (.compose, parameters), (.runs, runs), (.history, history),
            (.detail, detail),
        ]
        return places.first { $0.1.contains(point) }?.0
    }

    // MARK: Laying out

    private mutating func layOutTabs(_ size: Size) {
        let rows = Rect(size).rows([.fixed(1), .fixed(1), .fill, .fixed(1), .fixed(1), .fixed(1), .fixed(1)])
        (header, body, urgent, message, hints) = (rows[0], rows[2], rows[4], rows[5], rows[6])
        (compose, runs, history, detail) = (body, body, body, body)
    }

    private mutating func layOutPanes(_ state: AppState) {
        let rows = Rect(state.size).rows([.fixed(1), .fill, .fixed(1), .fixed(1)])
        (header, body, message, hints) = (rows[0], rows[1], rows[2], rows[3])
        if kind == .wide { layOutWide(state) } else { layOutStack(state) }
        if state.paneSize == .full { enlarge(state.focus) }
        if kind == .stacked { detail = body }
    }

    private mutating func layOutWide(_ state: AppState) {
        let isLeft = state.focus == .compose || state.focus == .runs
        let isHalf = state.paneSize == .half
        let share = isHalf ? (isLeft ? 700 : 300) : state.dividers.columns ?? 550
        let columns = body.columns([.fill(weight: share), .fill(weight: 1_000 - share)])
        let textRows = promptRows(state, width: columns[0].width - 5)
        let usual = min(max(8, textRows + 3), max(8, body.height / 3))
        let wanted = state.dividers.prompt.map { body.height * $0 / 1_000 - 5 } ?? usual
        let half = state.focus == .compose ? body.height * 6 / 10 : 5
        let promptHeight = min(max(5, isHalf && isLeft ? half : wanted), body.height - 10)
        let left = columns[0].rows([.fixed(promptHeight), .fixed(5), .fill])
        (compose, parameters, runs) = (left[0], left[1], left[2])
        let down = isHalf && !isLeft ? (state.focus == .history ? 750 : 250) : state.dividers.history ?? 550
        let right = columns[1].rows([.fill(weight: down), .fill(weight: 1_000 - down)])
        (history, detail) = (right[0], right[1])
    }

    private mutating func layOutStack(_ state: AppState) {
        let height = body.height
        var promptHeight = state.dividers.prompt.map { height * $0 / 1_000 } ?? max(7, height / 4)
        var runsHeight = state.dividers.runs.map { height * $0 / 1_000 } ?? max(6, height / 4)
        if state.paneSize == .half {
            promptHeight = state.focus == .compose ? height / 2 : 5
            runsHeight = state.focus == .runs ? height / 2 : 4
        }
        promptHeight = min(max(5, promptHeight), height - 8)
        runsHeight = min(max(4, runsHeight), height - promptHeight - 4)
        let rows = body.rows([.fixed(promptHeight), .fixed(runsHeight), .fill])
        (compose, runs, history) = (rows[0], rows[1], rows[2])
    }

    private mutating func enlarge(_ pane: Pane) {
        (compose, parameters, runs, history, detail) = (.none, .none, .none, .none, .none)
        switch pane {
        case .compose: compose = body
        case .runs: runs = body
        case .history: history = body
        case .detail: detail = body
        }
    }

    /// How many rows the prompt takes; a long one is not measured, for it fills its pane anyway.
    private func promptRows(_ state: AppState, width: Int) -> Int {
        let editor = state.compose.editor
        guard editor.characters.count < 4_000 else { return .max / 2 }
        return editor.characters.memo.rowCount(width: width) {
            WrappedText(editor.text, width: width).lines.count
        }
    }
}

extension Rect {
    fileprivate static let none = Rect(x: 0, y: 0, width: 0, height: 0)
}
