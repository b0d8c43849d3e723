/// Cuts texts to a width between graphemes.
package enum Truncating {
    /// The mark that shows a cut: one column in every terminal.
    package static func mark(ascii: Bool) -> String { ascii ? "~" : "…" }

    /// The text if it fits, else as much of its start as fits before the mark.
    package static func end(of text: some StringProtocol, to columns: Int, mark: String = "…") -> String {
        guard let room = room(for: text, columns: columns, mark: mark) else { return String(text) }
        if room < 0 { return "" }
        return String(text[..<cut(text, room: room)]) + mark
    }

    /// The text if it fits, else as much of its end as fits behind the mark; for paths, whose end tells more.
    package static func start(of text: some StringProtocol, to columns: Int, mark: String = "…") -> String {
        guard let room = room(for: text, columns: columns, mark: mark) else { return String(text) }
        if room < 0 { return "" }
        var index = text.endIndex
        var taken = 0
        while index > text.startIndex {
            let before = text.index(before: index)
            taken += CharacterWidth.columns(of: text[before])
            if taken > room { break }
            index = before
        }
        return mark + String(text[index...])
    }

    /// The text if it fits, else its start and as much of its end around the mark; for paths in sentences.
    package static func middle(of text: some StringProtocol, to columns: Int, mark: String = "…") -> String {
        guard let room = room(for: text, columns: columns, mark: mark) else { return String(text) }
        if room < 0 { return "" }
        let head = text[..<cut(text, room: room / 3)]
        return head
            + start(of: text[head.endIndex...], to: columns - CharacterWidth.columns(of: head), mark: mark)
    }

    /// The columns left for the text beside the mark; nil when the whole text fits, negative when not even
    /// the mark does.
    private static func room(for text: some StringProtocol, columns: Int, mark: String) -> Int? {
        if fits(text, columns) { return nil }
        return columns - CharacterWidth.columns(of: mark)
    }

    private static func fits(_ text: some StringProtocol, _ columns: Int) -> Bool {
        guard columns >= 0 else { return false }
        return cut(text, room: columns) == text.endIndex
    }

    private static func cut<Text: StringProtocol>(_ text: Text, room: Int) -> Text.Index {
        var taken = 0
        var index = text.startIndex
        while index < text.endIndex {
            taken += CharacterWidth.columns(of: text[index])
            if taken > room { return index }
            text.formIndex(after: &index)
        }
        return index
    }
}
