import Terminal

/// What the terminal around the screen was told last: its window's title, and how far the work is.
struct OutsideState: Equatable, Sendable {
    /// Nil until there was something to tell.
    var title: String?
    var progress: TerminalProgress?
    /// When it was told something last.
    var toldAt: Duration?
    /// When something new may be told; nil when there is nothing new.
    var due: Duration?
}

/// What the terminal around the screen takes beside text.
package struct OutsideSupport: Equatable, Sendable {
    package var title: Bool
    package var progress: Bool
    /// Whether the end of a generation is told while the window is not looked at.
    package var notices: Bool

    package init(title: Bool = false, progress: Bool = false, notices: Bool = true) {
        self.title = title
        self.progress = progress
        self.notices = notices
    }
}
