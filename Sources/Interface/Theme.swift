import Terminal

/// What colours mean. Views use these meanings; only here they become colours, and those are the terminal's own.
struct Theme: Equatable, Sendable {
    var text = Style.plain
    var dim = Style(attributes: .dim)
    var strong = Style(attributes: .bold)
    var accent: Style
    var good: Style
    var warning: Style
    var bad: Style
    var info: Style
    var border: Style
    var focusedBorder: Style
    var title = Style(attributes: .dim)
    var focusedTitle: Style
    var key: Style
    /// The characters that were searched for.
    var match: Style
    var progress: Style
    var progressTrack: Style

    private let selectionColor: Color

    /// The theme of a terminal: with its sixteen colours, or with attributes only.
    init(hasColors: Bool) {
        func color(_ name: NamedColor, _ attributes: Style.Attributes = []) -> Style {
            Style(foreground: hasColors ? .named(name) : .standard, attributes: attributes)
        }
        accent = color(.cyan)
        good = color(.green)
        warning = color(.yellow)
        bad = color(.red, hasColors ? [] : .bold)
        info = color(.blue)
        border = hasColors ? color(.brightBlack) : Style(attributes: .dim)
        focusedBorder = hasColors ? color(.cyan) : Style(attributes: .bold)
        focusedTitle = color(.cyan, .bold)
        key = hasColors ? color(.cyan) : Style(attributes: .bold)
        match = color(.cyan, [.bold, .underline])
        progress = Style(
            foreground: hasColors ? .named(.cyan) : .standard,
            background: hasColors ? .named(.brightBlack) : .standard
        )
        progressTrack = Style(background: hasColors ? .named(.brightBlack) : .standard, attributes: [])
        selectionColor = hasColors ? .named(.cyan) : .standard
    }

    /// Makes what is drawn in a rectangle the selected row: a bar where the focus is, bold elsewhere.
    func select(_ rect: Rect, isFocused: Bool, in frame: inout Frame) {
        frame.restyle(rect) { style in
            if isFocused {
                let kept = style.attributes.intersection(.underline)
                style = Style(foreground: selectionColor, attributes: kept.union(.reverse))
            } else {
                let kept = style.attributes.intersection(.underline)
                style = Style(foreground: style.foreground, attributes: kept.union(.bold))
            }
        }
    }

    func style(of tone: StatusMessage.Tone) -> Style {
        switch tone {
        case .info: text
        case .good: good
        case .warning: warning
        case .bad: bad
        }
    }
}
