import Terminal

/// The 24-bit colours that ncurses sends only for a terminal whose description promises them.
enum DirectColor {
    /// Opens a terminal under a description with direct colours; false when there is none.
    static func withEntry(_ open: () -> Bool) -> Bool { false }
}
