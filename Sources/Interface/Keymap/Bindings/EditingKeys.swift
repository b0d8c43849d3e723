import Terminal

/// The keys of editing.
extension Keymap {
    /// The same editing keys in every input.
    static func editing(in context: KeyContext) -> [KeyBinding] {
        [
            row(context, [Key(.left), .control("b")], .moveLeft, "one character left"),
            row(context, [Key(.right), .control("f")], .moveRight, "one character right"),
            row(
                context,
                [.alt("b"), Key(.left, .control), Key(.left, .alt)],
                .moveWordLeft,
                "one word left"
            ),
            row(
                context,
                [.alt("f"), Key(.right, .control), Key(.right, .alt)],
                .moveWordRight,
                "one word right"
            ),
            row(context, [.alt("a")], .moveSentenceLeft, "to the start of the sentence"),
            row(context, [.alt("e")], .moveSentenceRight, "to the end of the sentence"),
            row(context, [Key(.home), .control("a")], .moveLineStart, "to the start of the line"),
            row(context, [Key(.end), .control("e")], .moveLineEnd, "to the end of the line"),
            row(context, [Key(.backspace), .control("h")], .deleteBackward, "delete to the left"),
            row(context, [Key(.delete), .control("d")], .deleteForward, "delete to the right; never quits"),
            row(context, [Key(.backspace, .alt)], .deleteWordBackward, "cut the word to the left"),
            row(context, [.alt("d")], .deleteWordForward, "cut the word to the right"),
            row(context, [.control("w")], .killWord, "cut back to the last space"),
            row(context, [.control("u")], .killToLineStart, "cut to the start of the line"),
            row(context, [.control("k")], .killToLineEnd, "cut to the end of the line"),
            row(context, [.alt("k")], .killSentence, "cut to the end of the sentence"),
            row(context, [.alt("\\")], .deleteSpaces, "delete the spaces around the cursor"),
            row(context, [.control("y")], .yank, "put back what was cut"),
            row(context, [.alt("y")], .yankOlder, "put back what was cut before that"),
            row(context, [.control("t")], .transpose, "swap two characters"),
            row(context, [.alt("t")], .transposeWords, "swap two words"),
            row(
                context,
                [.control("v")],
                .insertLiteral,
                "the next key as a character, whatever it does else"
            ),
            row(context, [.alt("u")], .uppercaseWord, "word in capitals"),
            row(context, [.alt("l")], .lowercaseWord, "word in small letters"),
            row(context, [.alt("c")], .capitalizeWord, "word with a capital"),
            row(
                context,
                [.control("_")],
                .undo,
                "undo; a paste is one step",
                sequences: [[.control("x"), .control("u")]]
            ),
            row(context, [.alt("_")], .redo, "redo"),
        ]
    }
}
