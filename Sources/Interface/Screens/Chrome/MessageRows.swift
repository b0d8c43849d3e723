import Terminal

/// A message as the rows that it takes: one, or two where it does not fit into one.
enum MessageRows {
    static let most = 2

    /// What does not fit into two rows loses the middle of its longest word, whose ends tell a path, and then
    /// its last words.
    static func rows(_ text: String, width: Int, mark: String) -> [String] {
        let width = max(1, width)
        var rows = WrappedText.rows(text, width: width)
        if rows.count > most { rows = WrappedText.rows(shortened(text, width, mark), width: width) }
        guard rows.count > most else { return rows }
        return rows.prefix(most - 1) + [ended(rows[most - 1], width, mark)]
    }

    private static func shortened(_ text: String, _ width: Int, _ mark: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let lengths = words.map { CharacterWidth.columns(of: $0) }
        guard let longest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }) else { return text }
        let word = words[longest]
        var room = lengths[longest] - 4
        while room >= 16 {
            words[longest] = Truncating.middle(of: word, to: room, mark: mark)
            let result = words.joined(separator: " ")
            if WrappedText.rows(result, width: width).count <= most { return result }
            room -= 4
        }
        return words.joined(separator: " ")
    }

    /// A row that ends behind a word, with the mark.
    private static func ended(_ row: String, _ width: Int, _ mark: String) -> String {
        var words = row.split(separator: " ")
        while words.count > 1, CharacterWidth.columns(of: words.joined(separator: " ")) + 2 > width {
            words.removeLast()
        }
        return words.joined(separator: " ") + " " + mark
    }
}
