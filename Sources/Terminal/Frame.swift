/// A whole screen as cells: what views fill and drivers show.
///
/// Everything is clipped at the frame's edges; a wide character that would be cut is drawn as a blank.
package struct Frame: Equatable, Sendable {
    package let size: Size
    package private(set) var cells: [Cell]
    /// Where the terminal's own cursor stands; hidden when nil.
    package var cursor: Point?
    /// How the cursor looks; nil for what the user's terminal has.
    package var cursorShape: CursorShape?

    package init(size: Size, style: Style = .plain) {
        self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
        cells = Array(
            repeating: Cell(style: style),
            count: max(0, size.columns) * max(0, size.rows)
        )
    }

    package subscript(x: Int, y: Int) -> Cell {
        cells[y * size.columns + x]
    }

    /// One row of cells, left to right.
    package func row(_ y: Int) -> ArraySlice<Cell> {
        cells[(y * size.columns)..<((y + 1) * size.columns)]
    }

    /// Draws text on one row from a place on, at the most so many columns wide, and returns the columns that
    /// it took. The text is drawn in its safe form: nothing in it can reach the terminal as a command.
    @discardableResult
    package mutating func put(
        _ text: some StringProtocol,
        at point: Point,
        style: Style = .plain,
        limit: Int = .max
    ) -> Int {
        guard point.y >= 0, point.y < size.rows else { return 0 }
        var x = point.x
        let end = limit >= size.columns - x ? size.columns : x + max(0, limit)
        for character in text {
            let glyph = CharacterWidth.glyph(of: character)
            if glyph.width == 0 { continue }
            if x + glyph.width > end {
                blank(from: x, to: end, y: point.y, style: style)
                x = max(x, end)
                break
            }
            place(glyph, x: x, y: point.y, style: style)
            x += glyph.width
        }
        return max(0, x - point.x)
    }

    /// Fills a rectangle with blanks, or with another character one column wide.
    package mutating func fill(_ rect: Rect, style: Style, text: String = " ") {
        let area = rect.intersection(Rect(size))
        for y in area.y..<area.bottom {
            for x in area.x..<area.right {
                set(Cell(text: text, width: 1, style: style), x: x, y: y)
            }
        }
    }

    /// Changes the look of what is already drawn in a rectangle.
    package mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let area = rect.intersection(Rect(size))
        for y in area.y..<area.bottom {
            for x in area.x..<area.right {
                change(&cells[y * size.columns + x].style)
            }
        }
    }

    /// Sets the cells of a glyph; a part that the left edge cuts is blank.
    private mutating func place(_ glyph: CharacterWidth.Glyph, x: Int, y: Int, style: Style) {
        var x = x
        for part in glyph.width == 1 ? [glyph] : glyph.parts {
            if x >= 0 {
                set(Cell(text: part.text, width: part.width, style: style), x: x, y: y)
            } else if x + part.width > 0 {
                set(Cell(style: style), x: 0, y: y)
            }
            x += part.width
        }
    }

    private mutating func blank(from start: Int, to end: Int, y: Int, style: Style) {
        for x in max(0, start)..<max(0, start, end) { set(Cell(style: style), x: x, y: y) }
    }

    /// Sets a cell and mends the wide characters that it cuts in half.
    mutating func set(_ cell: Cell, x: Int, y: Int) {
        let base = y * size.columns
        blankHalves(base: base, x: x)
        if cell.width == 2 { blankHalves(base: base, x: x + 1) }
        cells[base + x] = cell
        if cell.width == 2 {
            cells[base + x + 1] = Cell(text: "", width: 0, style: cell.style)
        }
    }

    private mutating func blankHalves(base: Int, x: Int) {
        let old = cells[base + x]
        if old.width == 0, x > 0 {
            cells[base + x - 1] = Cell(style: cells[base + x - 1].style)
        }
        if old.width == 2, x + 1 < size.columns {
            cells[base + x + 1] = Cell(style: cells[base + x + 1].style)
        }
    }
}

/// The looks that a terminal's cursor can have.
package enum CursorShape: Equatable, Sendable {
    case block, underline, bar
}
