import Terminal

extension Keymap {
    /// The keys as they are unless the user says otherwise.
    package static let standard = Keymap(
        bindings: prompt + textInputs + runs + history + detail + overlays + browsing + everywhere
    )

    private static func row(
        _ context: KeyContext,
        _ keys: [Key],
        _ action: UserAction,
        _ help: String,
        hint: String = ""
    ) -> KeyBinding {
        KeyBinding(context: context, keys: keys, action: action, hint: hint, help: help)
    }

    private static let enter = Key(.enter)
    private static let escape = Key(.escape)

    private static let everywhere: [KeyBinding] = [
        row(.everywhere, [Key(.tab)], .nextPane, "the next pane", hint: "pane"),
        row(.everywhere, [Key(.tab, .shift)], .previousPane, "the previous pane"),
        row(.everywhere, [.alt("1")], .goToPrompt, "to the prompt"),
        row(.everywhere, [.alt("2")], .goToRuns, "to the runs"),
        row(.everywhere, [.alt("3")], .goToHistory, "to the history"),
        row(.everywhere, [.alt("4")], .goToDetail, "to the details"),
        row(.everywhere, [Key(.function(1))], .showHelp, "this help", hint: "help"),
        row(.everywhere, [Key(.function(2)), .alt("x")], .showCommands, "the list of all commands"),
        row(.everywhere, [.control("r")], .searchHistory, "search the history", hint: "search"),
        row(.everywhere, [.alt("s")], .showSavedPrompts, "the saved prompts"),
        row(.everywhere, [Key(.function(5))], .refresh, "read the history again"),
        row(.everywhere, [.control("l")], .repaint, "draw the screen again; clears nothing"),
        row(.everywhere, [.control("z")], .suspend, "suspend; fg comes back"),
        row(
            .everywhere,
            [.control("c")],
            .stop,
            "stop the innermost thing; twice with nothing to stop: quit"
        ),
        row(.everywhere, [escape], .back, "one step back; never quits, never stops a run"),
        row(.everywhere, [.control("q")], .quit, "quit; asks if something would be lost", hint: "quit"),
    ]

    private static let browsing: [KeyBinding] = [
        row(.browsing, [Key(.up), .character("k")], .moveUp, "up"),
        row(.browsing, [Key(.down), .character("j")], .moveDown, "down"),
        row(.browsing, [Key(.pageUp), .control("b"), .control("u")], .movePageUp, "a page up"),
        row(.browsing, [Key(.pageDown), .control("f"), .control("d")], .movePageDown, "a page down"),
        row(.browsing, [Key(.home), .character("g")], .moveTop, "to the top"),
        row(.browsing, [Key(.end), .character("G")], .moveBottom, "to the bottom"),
        row(.browsing, [.character("1")], .goToPrompt, "to the prompt"),
        row(.browsing, [.character("2")], .goToRuns, "to the runs"),
        row(.browsing, [.character("3")], .goToHistory, "to the history"),
        row(.browsing, [.character("4")], .goToDetail, "to the details"),
        row(.browsing, [.character("?")], .showHelp, "this help"),
        row(.browsing, [.character(":"), .control("p")], .showCommands, "the list of all commands"),
        row(.browsing, [.character("P")], .showSavedPrompts, "the saved prompts"),
        row(.browsing, [.character("+")], .enlarge, "this pane on the whole screen"),
        row(.browsing, [.character("_")], .shrink, "all panes again"),
        row(.browsing, [.character("q")], .quit, "quit; asks if something would be lost"),
    ]

    private static let prompt: [KeyBinding] =
        [
            row(.prompt, [enter], .send, "send the prompt", hint: "send"),
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
    private static func editing(in context: KeyContext) -> [KeyBinding] {
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

    private static let textInputs: [KeyBinding] =
        [
            row(.filter, [enter], .choose, "keep the search and go to the list", hint: "to the list"),
            row(.filter, [Key(.up), .control("p")], .moveUp, "up in the list"),
            row(.filter, [Key(.down), .control("n")], .moveDown, "down in the list"),
            row(.filter, [Key(.pageUp)], .movePageUp, "a page up"),
            row(.filter, [Key(.pageDown)], .movePageDown, "a page down"),
        ] + editing(in: .filter) + [
            row(.nameInput, [enter], .choose, "save under this name", hint: "save")
        ] + editing(in: .nameInput) + [
            row(.commandList, [enter], .choose, "do it", hint: "do it"),
            row(.commandList, [Key(.up), .control("p")], .moveUp, "up"),
            row(.commandList, [Key(.down), .control("n")], .moveDown, "down"),
            row(.commandList, [Key(.pageUp)], .movePageUp, "a page up"),
            row(.commandList, [Key(.pageDown)], .movePageDown, "a page down"),
        ] + editing(in: .commandList)

    private static let runs: [KeyBinding] = [
        row(.runs, [enter, .character("i")], .showDetail, "all about it", hint: "details"),
        row(.runs, [.character("r")], .retryNow, "ask again now, without the rest of the wait", hint: "now"),
        row(.runs, [.character("h")], .toggleHold, "hold it, or let it go on", hint: "hold"),
        row(.runs, [.character("x")], .cancelRun, "cancel it; a failure: put it away", hint: "cancel"),
        row(.runs, [.character("y")], .copy, "copy something of it", hint: ""),
    ]

    private static let history: [KeyBinding] = [
        row(
            .history,
            [enter, .character("e"), .character("a")],
            .loadAll,
            "load everything into the prompt",
            hint: "load"
        ),
        row(.history, [.character("r")], .remix, "load all but the seed", hint: "remix"),
        row(.history, [.character("R")], .runAgain, "run it again with the same seed; asks", hint: "again"),
        row(.history, [.character("o")], .openVideo, "open the video in the player", hint: "open"),
        row(.history, [.character("/")], .filter, "search as you type", hint: "search"),
        row(.history, [.character("i"), .control("o")], .showDetail, "all about it", hint: "details"),
        row(.history, [.character("p")], .loadPrompt, "load the prompt only"),
        row(.history, [.character("s")], .loadSeed, "load the seed only"),
        row(
            .history,
            [.character("f"), .character(".")],
            .toggleFavorite,
            "favourite, or no longer",
            hint: "favourite"
        ),
        row(.history, [.character("d")], .delete, "to the trash", hint: "trash"),
        row(.history, [.character("z")], .undelete, "bring the last one back from the trash"),
        row(.history, [.character("y")], .copy, "copy the prompt, the path, the command …", hint: "copy"),
    ]

    private static let detail: [KeyBinding] = [
        row(
            .detail,
            [enter, .character("e"), .character("a")],
            .loadAll,
            "load everything into the prompt",
            hint: "load"
        ),
        row(.detail, [.character("r")], .remix, "load all but the seed", hint: "remix"),
        row(.detail, [.character("R")], .runAgain, "run it again with the same seed; asks", hint: "again"),
        row(.detail, [.character("o")], .openVideo, "open the video in the player", hint: "open"),
        row(.detail, [.character("p")], .loadPrompt, "load the prompt only"),
        row(.detail, [.character("s")], .loadSeed, "load the seed only"),
        row(.detail, [.character("x")], .cancelRun, "cancel it while it runs"),
        row(
            .detail,
            [.character("f"), .character(".")],
            .toggleFavorite,
            "favourite, or no longer",
            hint: "favourite"
        ),
        row(.detail, [.character("d")], .delete, "to the trash"),
        row(.detail, [.character("z")], .undelete, "bring the last one back from the trash"),
        row(.detail, [.character("y")], .copy, "copy the prompt, the path, the command …", hint: "copy"),
    ]

    private static let overlays: [KeyBinding] = [
        row(.savedPrompts, [enter, .character("e")], .choose, "load it into the prompt", hint: "load"),
        row(.savedPrompts, [.character("R")], .runAgain, "run it; asks", hint: "run"),
        row(.savedPrompts, [.character("d")], .delete, "delete it; asks", hint: "delete"),
        row(.savedPrompts, [.character("q")], .back, "close", hint: ""),
        row(
            .help,
            [.character("q"), .character("?"), Key(.function(1))],
            .back,
            "close the help",
            hint: "close"
        ),
        row(.copy, [.character("p")], .copyPrompt, "the prompt", hint: "prompt"),
        row(.copy, [.character("f")], .copyPath, "the path of the file", hint: "file"),
        row(.copy, [.character("s")], .copySeed, "the seed", hint: "seed"),
        row(.copy, [.character("c")], .copyCommand, "the command line that repeats it", hint: "command"),
        row(.copy, [.character("n")], .copyNumber, "its number", hint: "number"),
        row(.confirm, [.character("y")], .confirm, "yes", hint: "yes"),
        row(.confirm, [.character("n"), escape, .control("c"), .character("q")], .refuse, "no", hint: "no"),
        row(.confirm, [.control("l")], .repaint, "draw the screen again"),
        row(.confirm, [.control("z")], .suspend, "suspend; fg comes back"),
    ]
}
