/// A text broken into rows of a width, as an editor or a pane shows it.
///
/// Offsets count graphemes from the start of the text; each from 0 to `count` has exactly one place. Rows
/// break behind spaces, words longer than a row between graphemes. What has ink stands in columns below the
/// width; in the column `width` itself only a hanging space, a newline or the end of the text can stand, so
/// an editor wraps at one less than its columns and keeps the last one for its cursor.
package struct WrappedText: Equatable, Sendable {
    /// One row of the wrapped text.
    package struct Line: Equatable, Sendable {
        /// The graphemes of this row, without the newline that ends it.
        package let offsets: Range<Int>
        /// Whether a newline of the text ends this row, rather than the width or the end of the text.
        package let endsWithNewline: Bool
        /// The text of this row, without the newline.
        package let text: Substring
    }

    /// A place on the wrapped text.
    package struct Place: Hashable, Sendable {
        package var row: Int
        package var column: Int

        package init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    package let width: Int
    /// The rows, at least one.
    package let lines: [Line]
    /// How many graphemes the text has.
    package let count: Int

    /// Wraps a text at a width of at least one column.
    package init(_ text: String, width: Int) {
        self.width = max(1, width)
        var breaker = LineBreaker(text: text, width: max(1, width))
        lines = breaker.run()
        count = breaker.offset
    }

    /// Where an offset stands; offsets outside the text are taken as its start or end.
    package func place(of offset: Int) -> Place {
        let offset = min(max(0, offset), count)
        let row = row(of: offset)
        let line = lines[row]
        let column = line.text.prefix(offset - line.offsets.lowerBound)
            .reduce(0) { $0 + CharacterWidth.columns(of: $1) }
        return Place(row: row, column: column)
    }

    /// The offset that stands at a place, or the last one left of it in that row; a row outside the text is
    /// taken as the first or the last.
    package func offset(atRow row: Int, column: Int) -> Int {
        let row = min(max(0, row), lines.count - 1)
        let line = lines[row]
        var offset = line.offsets.lowerBound
        var reached = 0
        for character in line.text {
            let next = reached + CharacterWidth.columns(of: character)
            if next > column { return offset }
            reached = next
            offset += 1
        }
        return min(offset, lastOffset(ofRow: row))
    }

    /// The index in the wrapped text of an offset.
    package func index(of offset: Int) -> String.Index {
        let offset = min(max(0, offset), count)
        let line = lines[row(of: offset)]
        return line.text.index(line.text.startIndex, offsetBy: offset - line.offsets.lowerBound)
    }

    /// The last offset whose place is in a row: behind its text, or before its last grapheme if the text goes
    /// on in the next row without a newline.
    package func lastOffset(ofRow row: Int) -> Int {
        let line = lines[row]
        if line.endsWithNewline || row == lines.count - 1 { return line.offsets.upperBound }
        return max(line.offsets.lowerBound, line.offsets.upperBound - 1)
    }

    private func row(of offset: Int) -> Int {
        var low = 0
        var high = lines.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lines[middle].offsets.lowerBound <= offset {
                low = middle
            } else {
                high = middle - 1
            }
        }
        return low
    }
}

/// Walks a text once and cuts it into rows.
private struct LineBreaker {
    private typealias Mark = (index: String.Index, offset: Int, column: Int)

    let text: String
    let width: Int
    private(set) var offset = 0
    private var lines: [WrappedText.Line] = []
    private var index: String.Index
    /// Columns taken in the row so far.
    private var column = 0
    private var start: Mark
    /// Where the row can be broken: behind its last space.
    private var breakPoint: Mark?

    init(text: String, width: Int) {
        self.text = text
        self.width = width
        index = text.startIndex
        start = (text.startIndex, 0, 0)
    }

    mutating func run() -> [WrappedText.Line] {
        while index < text.endIndex {
            let character = text[index]
            let next = text.index(after: index)
            if character == "\n" || character == "\r\n" {
                leaveHangingSpace()
                close(at: here, endsWithNewline: true)
                advance(to: next, columns: 0)
                start = here
            } else {
                place(character, next: next)
            }
        }
        leaveHangingSpace()
        close(at: here, endsWithNewline: false)
        return lines
    }

    private var here: Mark { (index, offset, column) }

    private mutating func place(_ character: Character, next: String.Index) {
        let columns = CharacterWidth.columns(of: character)
        let isSpace = character == " "
        // One space may hang in the column behind the row.
        while column + columns > (isSpace ? width + 1 : width), offset > start.offset {
            breakRow()
        }
        advance(to: next, columns: columns)
        if isSpace { breakPoint = here }
    }

    /// What follows a hanging space has no column left, not even a newline or the end of the text.
    private mutating func leaveHangingSpace() {
        if column > width, breakPoint?.offset == offset, offset > start.offset { breakRow() }
    }

    /// Ends the row at its last space, or here when it has none.
    private mutating func breakRow() {
        let cut = breakPoint ?? here
        close(at: cut, endsWithNewline: false)
        column -= cut.column
        start = (cut.index, cut.offset, 0)
    }

    private mutating func close(at mark: Mark, endsWithNewline: Bool) {
        lines.append(
            WrappedText.Line(
                offsets: start.offset..<mark.offset,
                endsWithNewline: endsWithNewline,
                text: text[start.index..<mark.index]
            )
        )
        breakPoint = nil
        if endsWithNewline { column = 0 }
    }

    private mutating func advance(to next: String.Index, columns: Int) {
        index = next
        offset += 1
        column += columns
    }
}
