import Terminal

/// The rows of a text around one place, wrapped as an input of several rows shows them.
///
/// Only what is near that place is wrapped, however long the text is. A paragraph longer than `longestBlock` is cut
/// into blocks, and a row always ends with its block.
struct TextRows: Equatable, Sendable {
    struct Row: Equatable, Sendable {
        var offsets: Range<Int>
        var text: String
        /// Whether the text goes on in the next row without a newline: behind its last grapheme is the next row.
        var isOpen: Bool

        /// The columns that a part of the text takes in this row; a newline in it takes one.
        func columns(of part: Range<Int>) -> Range<Int> {
            let low = max(part.lowerBound, offsets.lowerBound)
            guard low < part.upperBound, low <= offsets.upperBound else { return 0..<0 }
            let before = text.prefix(low - offsets.lowerBound)
            let inside = text.dropFirst(low - offsets.lowerBound).prefix(part.upperBound - low)
            let start = CharacterWidth.columns(of: before)
            let width = CharacterWidth.columns(of: inside)
            return start..<(start + (width == 0 && !isOpen ? 1 : width))
        }
    }

    private static let longestBlock = 8_192
    /// The distance of the cuts in longer paragraphs.
    private static let blockSize = 4_096
    /// How far back a cut looks for a space.
    private static let cutReach = 64

    private(set) var rows: [Row] = []
    /// Whether the first row is the text's first one.
    private(set) var hasStart = false
    /// Whether the last row is the text's last one.
    private(set) var hasEnd = false

    /// Wraps at least so many rows above and below an offset, as far as there are that many.
    init(_ text: TextBuffer, around offset: Int, width: Int, reach: Int) {
        let offset = min(max(0, offset), text.count)
        var (low, high) = (offset, offset)
        let block = Self.block(of: offset, in: text)
        rows = Self.wrapped(block, in: text, width: width)
        (low, high) = (block.lowerBound, block.upperBound)
        var above = row(of: offset)
        while above < reach, low > 0 {
            let block = Self.block(of: low - 1, in: text)
            let more = Self.wrapped(block, in: text, width: width)
            rows = more + rows
            above += more.count
            low = block.lowerBound
        }
        while rows.count - above <= reach, high < text.count {
            let block = Self.block(of: text[high] == "\n" ? high + 1 : high, in: text)
            rows += Self.wrapped(block, in: text, width: width)
            high = block.upperBound
        }
        (hasStart, hasEnd) = (low == 0, high == text.count)
    }

    /// Where an offset stands, in these rows.
    func place(of offset: Int) -> WrappedText.Place {
        let row = row(of: offset)
        let left = rows[row].text.prefix(max(0, offset - rows[row].offsets.lowerBound))
        return WrappedText.Place(row: row, column: CharacterWidth.columns(of: left))
    }

    /// The offset that stands at a place, or the last one left of it in that row.
    func offset(atRow index: Int, column: Int) -> Int {
        let row = rows[min(max(0, index), rows.count - 1)]
        var offset = row.offsets.lowerBound
        var reached = 0
        for character in row.text {
            reached += CharacterWidth.columns(of: character)
            if reached > column { return offset }
            offset += 1
        }
        return row.isOpen ? max(row.offsets.lowerBound, min(offset, row.offsets.upperBound - 1)) : offset
    }

    private func row(of offset: Int) -> Int {
        rows.lastIndex { $0.offsets.lowerBound <= offset } ?? 0
    }

    // MARK: Blocks

    /// The paragraph, or the part of a long one, that an offset is in, without the newline that ends it.
    private static func block(of offset: Int, in text: TextBuffer) -> Range<Int> {
        let start = text.lineStart(offset)
        let end = text.lineEnd(offset)
        guard end - start > longestBlock else { return start..<end }
        func cut(_ number: Int) -> Int {
            let place = start + number * blockSize
            guard number > 0, place < end else { return min(place, end) }
            let space = (0..<cutReach).first { text[place - 1 - $0] == " " } ?? 0
            return place - space
        }
        var number = max(0, min(offset, end - 1) - start) / blockSize
        if min(offset, end - 1) >= cut(number + 1) { number += 1 }
        return cut(number)..<cut(number + 1)
    }

    private static func wrapped(_ block: Range<Int>, in text: TextBuffer, width: Int) -> [Row] {
        let wrapped = WrappedText(text.text(block), width: width)
        let endsText = block.upperBound == text.count || text[block.upperBound] == "\n"
        var rows = wrapped.lines.enumerated().map { index, line in
            Row(
                offsets: (line.offsets.lowerBound + block.lowerBound)..<(line.offsets.upperBound
                    + block.lowerBound),
                text: String(line.text),
                isOpen: index < wrapped.lines.count - 1 || !endsText
            )
        }
        if !endsText, rows.count > 1, rows.last?.offsets.isEmpty == true { rows.removeLast() }
        return rows
    }
}
