/// Which rows of a list are in view. It keeps still as long as the selected row is inside.
struct ListWindow: Equatable, Sendable {
    /// The first row in view.
    private(set) var top = 0

    /// Moves no more than needed for a row to be in view.
    mutating func show(_ row: Int, of count: Int, height: Int) {
        let height = max(1, height)
        if row < top { top = row }
        if row >= top + height { top = row - height + 1 }
        top = max(0, min(top, count - height))
    }

    /// Keeps the rows in view where they are when rows come in above them.
    mutating func shift(by rows: Int) {
        top = max(0, top + rows)
    }

    /// The rows in view.
    func rows(of count: Int, height: Int) -> Range<Int> {
        let first = max(0, min(top, count - max(0, height)))
        return first..<min(count, first + max(0, height))
    }
}
