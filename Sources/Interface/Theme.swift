import Terminal

/// Which colours the screen has.
package enum ThemeName: String, CaseIterable, Sendable {
    /// The terminal's own sixteen.
    case terminal
    /// Colours of its own for a dark or a light background; the background itself stays the terminal's.
    case dark, light
    /// None: attributes only.
    case mono
}

/// What colours mean. Views use these meanings; only here they become colours.
struct Theme: Equatable, Sendable {
    var text = Style.plain
    var dim = Style(attributes: .dim)
    var strong = Style(attributes: .bold)
    var accent = Style.plain
    var good = Style.plain
    var warning = Style.plain
    var bad = Style(attributes: .bold)
    var info = Style.plain
    var border = Style(attributes: .dim)
    var focusedBorder = Style(attributes: .bold)
    var title = Style(attributes: .dim)
    var focusedTitle = Style(attributes: .bold)
    var key = Style(attributes: .bold)
    /// The characters that were searched for.
    var match = Style(attributes: [.bold, .underline])
    var progress = Style.plain
    var progressTrack = Style.plain
    /// The selected row where the focus is.
    var selection = Style(attributes: .reverse)

    init(_ name: ThemeName) {
        switch name {
        case .mono: break
        case .terminal: takeNamedColors()
        case .dark: take(.dark)
        case .light: take(.light)
        }
    }

    /// The terminal's own colours. What waits is magenta, since yellow cannot be read on white; the selected row has
    /// the terminal's two own colours, changed over, since those always go together.
    private mutating func takeNamedColors() {
        func color(_ name: NamedColor, _ attributes: Style.Attributes = []) -> Style {
            Style(foreground: .named(name), attributes: attributes)
        }
        (accent, good, warning, bad, info) = (
            color(.cyan), color(.green), color(.magenta), color(.red), color(.blue)
        )
        (focusedBorder, focusedTitle) = (color(.cyan), color(.cyan, .bold))
        (key, match) = (color(.cyan), color(.cyan, [.bold, .underline]))
        progress = Style(foreground: .named(.cyan), background: .named(.brightBlack))
        progressTrack = Style(background: .named(.brightBlack))
    }

    private mutating func take(_ palette: ThemePalette) {
        func color(_ color: Color, _ attributes: Style.Attributes = []) -> Style {
            Style(foreground: color, attributes: attributes)
        }
        (text, dim) = (color(palette.text), color(palette.dim))
        (strong, title) = (color(palette.text, .bold), color(palette.dim))
        (accent, good, warning) = (color(palette.accent), color(palette.good), color(palette.warning))
        (bad, info) = (color(palette.bad), color(palette.info))
        (border, focusedBorder) = (color(palette.border), color(palette.accent))
        (focusedTitle, key) = (color(palette.accent, .bold), color(palette.accent))
        match = color(palette.accent, [.bold, .underline])
        progress = Style(foreground: palette.accent, background: palette.track)
        progressTrack = Style(background: palette.track)
        selection = Style(foreground: palette.text, background: palette.track)
    }

    /// Makes what is drawn in a rectangle the selected row: a bar where the focus is, bold elsewhere.
    func select(_ rect: Rect, isFocused: Bool, in frame: inout Frame) {
        frame.restyle(rect) { style in
            let kept = style.attributes.intersection(.underline)
            style = (isFocused ? selection : Style(foreground: style.foreground, attributes: .bold)).adding(
                kept
            )
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

extension AppState {
    /// The theme that holds: none where the terminal has no colours or should show none.
    var theme: Theme { Theme(setup.hasColors ? setup.theme : .mono) }
}

/// The colours of a theme that does not use the terminal's own.
struct ThemePalette: Equatable, Sendable {
    var text: Color
    var dim: Color
    var accent: Color
    var good: Color
    var warning: Color
    var bad: Color
    var info: Color
    var border: Color
    /// Behind text: the selected row, and the part of a bar that is still to come.
    var track: Color

    static let dark = ThemePalette(
        text: rgb(0xE6E6E6),
        dim: rgb(0xA8A8A8),
        accent: rgb(0x5FD7D7),
        good: rgb(0x87D787),
        warning: rgb(0xFFD75F),
        bad: rgb(0xFF8787),
        info: rgb(0x87AFFF),
        border: rgb(0x808080),
        track: rgb(0x303A4A)
    )

    static let light = ThemePalette(
        text: rgb(0x1C1C1C),
        dim: rgb(0x585858),
        accent: rgb(0x005F87),
        good: rgb(0x005F00),
        warning: rgb(0x875F00),
        bad: rgb(0xAF0000),
        info: rgb(0x0000AF),
        border: rgb(0x767676),
        track: rgb(0xD7E3F4)
    )

    private static func rgb(_ number: UInt32) -> Color {
        .rgb(
            red: UInt8(number >> 16 & 0xFF),
            green: UInt8(number >> 8 & 0xFF),
            blue: UInt8(number & 0xFF)
        )
    }
}
