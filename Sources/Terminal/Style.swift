/// A colour as a terminal names it. Views never pick one directly; they use meanings from `Theme`.
package enum Color: Hashable, Sendable {
    /// The terminal's own default foreground or background.
    case standard
    /// One of the terminal's own sixteen colours.
    case named(NamedColor)
    /// A colour of its own, 8 bits a channel; drawn as the nearest one that the terminal has.
    case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// The sixteen colours that the user's terminal defines, in their usual order (ECMA-48, aixterm).
package enum NamedColor: UInt8, Hashable, Sendable, CaseIterable {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack, brightRed, brightGreen, brightYellow
    case brightBlue, brightMagenta, brightCyan, brightWhite
}

/// How a cell looks: two colours and a set of attributes.
package struct Style: Hashable, Sendable {
    /// Attributes that a terminal can add to text.
    package struct Attributes: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let italic = Attributes(rawValue: 4)
        package static let underline = Attributes(rawValue: 8)
        package static let reverse = Attributes(rawValue: 16)
    }

    package var foreground: Color
    package var background: Color
    package var attributes: Attributes

    package init(
        foreground: Color = .standard,
        background: Color = .standard,
        attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own look.
    package static let plain = Style()

    /// This style with more attributes.
    package func adding(_ attributes: Attributes) -> Style {
        Style(foreground: foreground, background: background, attributes: self.attributes.union(attributes))
    }
}
