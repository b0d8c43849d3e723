import Terminal

/// The keys of the prompt and of every other input.
extension Keymap {
    static let prompt: [KeyBinding] =
        [
            row(.prompt, [.enter], .send, "send the prompt", hint: "send"),
            row(
                .prompt,
                [Key(.enter, .alt), .control("j"), Key(.enter, .shift)],
                .newline,
                "a new line; a backslash before Enter does it too",
                hint: "new line"
            ),
            row(.prompt, [Key(.enter, .control)], .send, "send the prompt"),
            row(.prompt, [.alt("p"), Key(.up, .alt)], .recallOlder, "the earlier prompt"),
            row(.prompt, [.alt("n"), Key(.down, .alt)], .recallNewer, "the later prompt"),
            row(.prompt, [.control("s")], .savePrompt, "save the prompt under a name"),
            row(
                .prompt,
                [Key(.function(3))],
                .editParameters,
                "write the parameters out as words, to change them"
            ),
            row(.prompt, [.control("g")], .leavePrompt, "leave the prompt as it is, to the history"),
            row(
                .prompt,
                [Key(.up), .control("p")],
                .moveUp,
                "up; on the first line: earlier prompts with this text"
            ),
            row(
                .prompt,
                [Key(.down), .control("n")],
                .moveDown,
                "down; on the last line: back to your draft"
            ),
            row(.prompt, [Key(.pageUp)], .movePageUp, "to the first line"),
            row(.prompt, [Key(.pageDown)], .movePageDown, "to the last line"),
            row(.prompt, [Key(.home, .control), .alt("<")], .moveTop, "to the start of the prompt"),
            row(.prompt, [Key(.end, .control), .alt(">")], .moveBottom, "to the end of the prompt"),
        ] + editing(in: .prompt)

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
            row(context, [Key(.home), .control("a")], .moveLineStart, "to the start of the line"),
            row(context, [Key(.end), .control("e")], .moveLineEnd, "to the end of the line"),
            row(context, [Key(.backspace), .control("h")], .deleteBackward, "delete to the left"),
            row(context, [Key(.delete), .control("d")], .deleteForward, "delete to the right; never quits"),
            row(context, [Key(.backspace, .alt)], .deleteWordBackward, "cut the word to the left"),
            row(context, [.alt("d")], .deleteWordForward, "cut the word to the right"),
            row(context, [.control("w")], .killWord, "cut back to the last space"),
            row(context, [.control("u")], .killToLineStart, "cut to the start of the line"),
            row(context, [.control("k")], .killToLineEnd, "cut to the end of the line"),
            row(context, [.control("y")], .yank, "put back what was cut"),
            row(context, [.alt("y")], .yankOlder, "put back what was cut before that"),
            row(context, [.control("t")], .transpose, "swap two characters"),
            row(context, [.alt("u")], .uppercaseWord, "word in capitals"),
            row(context, [.alt("l")], .lowercaseWord, "word in small letters"),
            row(context, [.alt("c")], .capitalizeWord, "word with a capital"),
            row(context, [.control("_")], .undo, "undo; a paste is one step"),
            row(context, [.alt("_")], .redo, "redo"),
        ]
    }

    static let textInputs: [KeyBinding] =
        [
            row(.filter, [.enter], .choose, "keep the search and go to the list", hint: "to the list"),
            row(.filter, [Key(.up), .control("p")], .moveUp, "up in the list"),
            row(.filter, [Key(.down), .control("n")], .moveDown, "down in the list"),
            row(.filter, [Key(.pageUp)], .movePageUp, "a page up"),
            row(.filter, [Key(.pageDown)], .movePageDown, "a page down"),
        ] + editing(in: .filter) + [
            row(.nameInput, [.enter], .choose, "save under this name", hint: "save")
        ] + editing(in: .nameInput) + [
            row(.commandList, [.enter], .choose, "do it", hint: "do it"),
            row(.commandList, [Key(.up), .control("p")], .moveUp, "up"),
            row(.commandList, [Key(.down), .control("n")], .moveDown, "down"),
            row(.commandList, [Key(.pageUp)], .movePageUp, "a page up"),
            row(.commandList, [Key(.pageDown)], .movePageDown, "a page down"),
        ] + editing(in: .commandList)
}
