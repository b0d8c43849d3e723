/// A link in text, as some terminals take it (OSC 8).
///
/// Only printed lines have them: ncurses knows nothing of links, and cells that were written beside it would lose
/// theirs, or give it to other text, whenever it draws a row anew. On the screen a link is copied instead.
enum TerminalLink {
    /// A text that leads to an address.
    static func text(_ text: String, to address: String) -> String {
        "\u{1b}]8;;\(address)\u{1b}\\\(text)\u{1b}]8;;\u{1b}\\"
    }
}
