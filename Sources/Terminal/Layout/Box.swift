/// How the border of a pane looks.
package struct BoxStyle: Equatable, Sendable {
    /// The characters that a border is made of.
    package enum Lines: Equatable, Sendable {
        /// `+`, `-` and `|`.
        case ascii
        /// Line characters with rounded corners.
        case rounded
    }

    package var lines: Lines
    package var border: Style
    package var title: Style
    /// The text on the right of the top border.
    package var trailing: Style

    package init(
        lines: Lines = .rounded,
        border: Style = .plain,
        title: Style = .plain,
        trailing: Style = .plain
    ) {
        self.lines = lines
        self.border = border
        self.title = title
        self.trailing = trailing
    }
}

extension Frame {
    /// Draws a pane's border with a title on the left of its top line and a text on the right, and returns
    /// the rectangle inside. A pane that has the focus carries a star, so that it shows without colours as
    /// well. The text on the right is left out when there is no room for it; the title is cut.
    @discardableResult
    package mutating func box(
        _ rect: Rect,
        title: String = "",
        trailing: String = "",
        isFocused: Bool = false,
        style: BoxStyle = BoxStyle()
    ) -> Rect {
        guard rect.width >= 2, rect.height >= 2 else {
            return Rect(x: rect.x, y: rect.y, width: 0, height: 0)
        }
        let lines = LineCharacters(style.lines)
        drawBorder(rect, lines, style.border)
        drawTopTexts(
            rect,
            title: isFocused ? title + " *" : title,
            trailing: trailing,
            mark: Truncating.mark(ascii: style.lines == .ascii),
            style: style
        )
        return rect.inset(horizontal: 1, vertical: 1)
    }

    private mutating func drawBorder(_ rect: Rect, _ lines: LineCharacters, _ style: Style) {
        let edge = String(repeating: lines.horizontal, count: rect.width - 2)
        put(lines.topLeft + edge + lines.topRight, at: Point(x: rect.x, y: rect.y), style: style)
        put(
            lines.bottomLeft + edge + lines.bottomRight,
            at: Point(x: rect.x, y: rect.bottom - 1),
            style: style
        )
        for y in max(rect.y + 1, 0)..<max(rect.y + 1, 0, min(rect.bottom - 1, size.rows)) {
            put(lines.vertical, at: Point(x: rect.x, y: y), style: style)
            put(lines.vertical, at: Point(x: rect.right - 1, y: y), style: style)
        }
    }

    /// Texts of the top line stand behind two columns of border, with a space on each side.
    private mutating func drawTopTexts(
        _ rect: Rect,
        title: String,
        trailing: String,
        mark: String,
        style: BoxStyle
    ) {
        let room = rect.width - 6
        guard room > 0 else { return }
        let title = Truncating.end(of: title, to: room, mark: mark)
        if !title.isEmpty {
            put(" " + title + " ", at: Point(x: rect.x + 2, y: rect.y), style: style.title)
        }
        let width = CharacterWidth.columns(of: trailing)
        let taken = title.isEmpty ? 0 : CharacterWidth.columns(of: title) + 3
        guard width > 0, taken + width <= room else { return }
        put(
            " " + trailing + " ",
            at: Point(x: rect.right - 4 - width, y: rect.y),
            style: style.trailing
        )
    }
}

/// The characters of one kind of border.
private struct LineCharacters {
    var topLeft = "╭"
    var topRight = "╮"
    var bottomLeft = "╰"
    var bottomRight = "╯"
    var horizontal = "─"
    var vertical = "│"

    init(_ lines: BoxStyle.Lines) {
        guard lines == .ascii else { return }
        (topLeft, topRight, bottomLeft, bottomRight) = ("+", "+", "+", "+")
        (horizontal, vertical) = ("-", "|")
    }
}
