/// One character position of the screen.
package struct Cell: Hashable, Sendable {
    /// What is drawn: one grapheme in its safe form (see `CharacterWidth`), or empty in the right half of a
    /// wide character.
    package var text: String
    /// Columns that the text takes: 1, 2, or 0 for the right half of a wide character.
    package var width: Int
    package var style: Style

    package init(text: String = " ", width: Int = 1, style: Style = .plain) {
        self.text = text
        self.width = width
        self.style = style
    }

    /// An empty cell of the terminal's own look.
    package static let blank = Cell()
}
