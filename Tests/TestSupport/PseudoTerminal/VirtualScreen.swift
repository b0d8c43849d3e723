package import Terminal

/// What a terminal of the xterm family would show: the state that a program's output leaves behind.
///
/// It knows what ncurses sends for xterm, tmux and vt100; anything else is kept in `unknownSequences`, which
/// a test can demand to be empty.
package struct VirtualScreen: Sendable, CustomStringConvertible {
    /// A colour as it came in the output.
    package enum Color: Hashable, Sendable {
        case standard
        case indexed(Int)
        case rgb(Int, Int, Int)
    }

    package struct Look: Hashable, Sendable {
        package var isBold = false
        package var isDim = false
        package var isItalic = false
        package var isUnderlined = false
        package var isReversed = false
        package var foreground = Color.standard
        package var background = Color.standard

        package init() {}
    }

    package struct Cell: Hashable, Sendable {
        /// Empty in the right half of a wide character.
        package var text = " "
        package var look = Look()
    }

    package private(set) var size: Size
    package internal(set) var cells: [[Cell]]
    package internal(set) var cursor = Point(x: 0, y: 0)
    /// The private modes that are on: 1049 alternate screen, 2004 bracketed paste, 1004 focus, 25 cursor.
    package internal(set) var modes: Set<Int> = [25, 7]
    package internal(set) var title = ""
    package internal(set) var bells = 0
    package internal(set) var unknownSequences: [String] = []

    /// How an unknown sequence begins that came while the main screen showed.
    package static let onMainScreen = "main screen: "
    /// How many characters ended beyond the right edge; a program that measures right never causes one.
    package internal(set) var overflows = 0
    /// The count before a new size, until the screen is cleared: what is still on its way was drawn for the old one.
    var overflowsBeforeResize: Int?

    var look = Look()
    var savedCursor = Point(x: 0, y: 0)
    var region: ClosedRange<Int>
    var mainScreen: [[Cell]]?
    var titles: [String] = []
    /// A character stands in the last column and the next one begins a row.
    var wrapsNext = false
    var lastText = " "
    var parser = Parser.text
    /// Bytes of a character that is not complete.
    var partial: [UInt8] = []

    package init(size: Size) {
        self.size = size
        cells = Self.blank(size)
        region = 0...max(0, size.rows - 1)
    }

    package var isAlternate: Bool { modes.contains(1049) }
    package var isCursorVisible: Bool { modes.contains(25) }

    /// The text of each row, without the spaces at its end.
    package var lines: [String] {
        cells.map { row in
            let text = row.map(\.text).joined()
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }

    package var text: String { lines.joined(separator: "\n") }

    /// Whether some row shows the text; spaces at a row's end do not count.
    package func contains(_ text: String) -> Bool {
        lines.contains { $0.contains(text) }
    }

    /// The place of the first cell of a text, if it is shown.
    package func place(of text: String) -> Point? {
        for (y, row) in cells.enumerated() {
            for x in row.indices where row[x...].map(\.text).joined().hasPrefix(text) {
                return Point(x: x, y: y)
            }
        }
        return nil
    }

    package subscript(x: Int, y: Int) -> Cell { cells[y][x] }

    /// The screen in a frame, for messages of failed tests.
    package var description: String {
        let edge = "+" + String(repeating: "-", count: size.columns) + "+"
        return
            ([edge] + lines.map { "|" + $0 } + [
                edge, "cursor \(cursor.x),\(cursor.y) modes \(modes.sorted())",
            ])
            .joined(separator: "\n")
    }

    /// Makes the screen another size; what no longer fits is lost, as in most terminals' alternate screen.
    package mutating func resize(to size: Size) {
        self.size = size
        overflowsBeforeResize = overflowsBeforeResize ?? overflows
        cells = Self.fit(cells, size)
        mainScreen = mainScreen.map { Self.fit($0, size) }
        region = 0...max(0, size.rows - 1)
        cursor = Point(x: min(cursor.x, size.columns - 1), y: min(cursor.y, size.rows - 1))
        wrapsNext = false
    }

    static func blank(_ size: Size) -> [[Cell]] {
        Array(repeating: Array(repeating: Cell(), count: size.columns), count: size.rows)
    }

    private static func fit(_ cells: [[Cell]], _ size: Size) -> [[Cell]] {
        var result = blank(size)
        for y in 0..<min(size.rows, cells.count) {
            for x in 0..<min(size.columns, cells[y].count) { result[y][x] = cells[y][x] }
        }
        return result
    }
}
