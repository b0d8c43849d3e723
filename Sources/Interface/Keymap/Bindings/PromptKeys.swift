import Terminal

/// The keys of the prompt and of every other input.
extension Keymap {
    static let prompt: [KeyBinding] =
        [
            row(.prompt, [.enter, Key(.enter, .control)], .send, "send the prompt", hint: "send"),
            row(
                .prompt,
                [Key(.enter, .alt), .control("j"), Key(.enter, .shift)],
                .newline,
                "a new line; a backslash before Enter does it too",
                hint: "new line"
            ),
            row(.prompt, [.alt("p"), Key(.up, .alt)], .recallOlder, "the earlier prompt, whatever is typed"),
            row(.prompt, [.alt("n"), Key(.down, .alt)], .recallNewer, "the later prompt"),
            row(
                .prompt,
                [],
                .recallParameters,
                "take the parameters of the earlier prompt too",
                sequences: [[.control("x"), .control("a")]]
            ),
            row(
                .prompt,
                [Key(.function(4)), .control("o")],
                .openEditor,
                "write the prompt and its parameters in your editor",
                sequences: [[.control("x"), .control("e")]]
            ),
            row(.prompt, [.control("s")], .savePrompt, "save the prompt under a name"),
            row(
                .prompt,
                [Key(.function(3))],
                .editParameters,
                "the parameters, to look at and to change",
                hint: "parameters"
            ),
            row(
                .prompt,
                [Key(.function(6))],
                .showRunList,
                "every run that the prompt makes, before anything is sent",
                sequences: [[.control("x"), .control("p")]]
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

    static let textInputs: [KeyBinding] =
        [
            row(.filter, [Key(.tab)], .complete, "complete a field's name or a value; else the next pane"),
            row(.filter, [.control("r")], .searchHistory, "the next part of the history", hint: "scope"),
            row(.filter, [.enter], .choose, "keep the search and go to the list", hint: "to the list"),
            row(.filter, [Key(.up), .control("p")], .moveUp, "up in the list"),
            row(.filter, [Key(.down), .control("n")], .moveDown, "down in the list"),
            row(.filter, [Key(.pageUp)], .movePageUp, "a page up"),
            row(.filter, [Key(.pageDown)], .movePageDown, "a page down"),
        ] + editing(in: .filter) + [
            row(.nameInput, [.enter], .choose, "save under this name", hint: "save")
        ] + editing(in: .nameInput) + [
            row(.labelsInput, [.enter], .choose, "save tags and note", hint: "save"),
            row(
                .labelsInput,
                [Key(.tab), Key(.down), Key(.up)],
                .nextField,
                "the other line",
                hint: "other line"
            ),
        ] + editing(in: .labelsInput) + [
            row(.varyInput, [.enter], .choose, "ask once and send them", hint: "send"),
            row(
                .varyInput,
                [Key(.down), Key(.tab), .control("n")],
                .moveDown,
                "the next way",
                hint: "next way"
            ),
            row(.varyInput, [Key(.up), .control("p")], .moveUp, "the way before"),
        ] + editing(in: .varyInput) + [
            row(.pipeInput, [.enter], .choose, "run the command", hint: "run"),
            row(.pipeInput, [Key(.up), .control("p")], .moveUp, "the command before", hint: "former"),
            row(.pipeInput, [Key(.down), .control("n")], .moveDown, "the command after it"),
        ] + editing(in: .pipeInput) + [
            row(.commandList, [.enter], .choose, "do it", hint: "do it"),
            row(.commandList, [Key(.up), .control("p")], .moveUp, "up"),
            row(.commandList, [Key(.down), .control("n")], .moveDown, "down"),
            row(.commandList, [Key(.pageUp)], .movePageUp, "a page up"),
            row(.commandList, [Key(.pageDown)], .movePageDown, "a page down"),
        ] + editing(in: .commandList) + [
            row(.helpSearch, [.enter], .choose, "keep the search and scroll", hint: "keep"),
            row(.helpSearch, [Key(.up), .control("p")], .moveUp, "up"),
            row(.helpSearch, [Key(.down), .control("n")], .moveDown, "down"),
            row(.helpSearch, [Key(.pageUp)], .movePageUp, "a page up"),
            row(.helpSearch, [Key(.pageDown)], .movePageDown, "a page down"),
        ] + editing(in: .helpSearch)
}
