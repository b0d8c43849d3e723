/// The rows of help about editing as in vi.
extension HelpText {
    static let vi: [Row] =
        [.gap, .title("As in vi, in normal mode; Esc leads there, i back")]
        + [
            ("h j k l, w b e, W B E", "left, down, up, right; words; words between spaces"),
            ("0 ^ $, gg G", "the line's start, first sign, end; the first and last line"),
            ("f F t T, ; ,", "to a character of the line, or next to it; again, back"),
            ("d c y", "delete, change, copy: with a motion, twice for the line, or with an object"),
            ("iw aw, i\" a\", i( a( …", "objects: the word, what is in quotes or brackets"),
            ("x X s S D C Y", "the short ones"),
            ("r ~ J", "replace a character, change its case, join lines"),
            ("p P", "put in what was cut or copied, behind or before"),
            ("i I a A o O", "insert mode"),
            ("v V", "select; then d c y ~"),
            ("u, Ctrl-R, .", "undo, redo, the last change again; numbers repeat"),
            ("/ :", "search the history; all commands"),
        ].map { .key(Entry(keys: $0.0, help: $0.1)) }
}
