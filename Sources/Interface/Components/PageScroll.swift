import Terminal

/// A page of rows that scrolls and has no selection.
enum PageScroll {
    /// The first row in view after a key; nil when the key does not scroll.
    static func top(
        _ top: Int,
        after action: UserAction,
        height: Int,
        rows: () -> Int
    ) -> Int? {
        let moved: Int
        switch action {
        case .moveUp: moved = top - 1
        case .moveDown: moved = top + 1
        case .movePageUp: moved = top - height
        case .movePageDown: moved = top + height
        case .moveTop: moved = 0
        case .moveBottom: moved = .max
        default: return nil
        }
        return clamped(moved, rows: rows(), height: height)
    }

    /// The first row in view, such that the page is full where there are rows enough.
    static func clamped(_ top: Int, rows: Int, height: Int) -> Int {
        max(0, min(top, rows - height))
    }

    /// Draws the rows in view as a page above the panes, and says how far one has come; returns its inside.
    @discardableResult
    static func draw(
        _ title: String,
        _ rows: [StyledText],
        top: Int,
        _ context: ViewContext,
        _ frame: inout Frame
    ) -> Rect {
        let height = context.layout.overlayRows
        let top = clamped(top, rows: rows.count, height: height)
        let trailing = rows.count > height ? "\(min(rows.count, top + height)) of \(rows.count)" : ""
        let area = OverlayView.page(title, trailing: trailing, context, &frame)
        for (index, row) in rows.dropFirst(top).prefix(area.height).enumerated() {
            frame.put(row, in: area.row(index), mark: context.mark)
        }
        frame.cursor = Point(x: area.x, y: area.y)
        return area
    }
}

extension ScreenLayout {
    /// The columns inside the largest overlay.
    var overlayColumns: Int { max(10, overlay.width - (hasBorders ? 4 : 0)) }
}
