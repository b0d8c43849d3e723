import Terminal

/// The keys of every pane and of every list.
extension Keymap {
    static let everywhere: [KeyBinding] = [
        row(.everywhere, [Key(.tab)], .nextPane, "the next pane", hint: "pane"),
        row(.everywhere, [Key(.tab, .shift)], .previousPane, "the previous pane"),
        row(.everywhere, [.alt("1")], .goToPrompt, "to the prompt"),
        row(.everywhere, [.alt("2")], .goToRuns, "to the runs"),
        row(.everywhere, [.alt("3")], .goToHistory, "to the history"),
        row(.everywhere, [.alt("4")], .goToDetail, "to the details"),
        row(.everywhere, [Key(.function(1))], .showHelp, "this help", hint: "help"),
        row(.everywhere, [Key(.function(2)), .alt("x")], .showCommands, "the list of all commands"),
        row(.everywhere, [.control("r")], .searchHistory, "search the history", hint: "search"),
        row(.everywhere, [.alt("s"), Key(.function(7))], .showSavedPrompts, "the saved prompts"),
        row(.everywhere, [Key(.function(9))], .showStatistics, "what each model has come to"),
        row(
            .everywhere,
            [Key(.function(10)), .alt("m")],
            .showModels,
            "the models of the Hub, to choose one"
        ),
        row(.everywhere, [Key(.function(5))], .refresh, "read the history again"),
        row(
            .everywhere,
            [Key(.function(8))],
            .toggleMouse,
            "leave the mouse to the terminal, to select text, or take it back"
        ),
        row(.everywhere, [.control("l")], .repaint, "draw the screen again; clears nothing"),
        row(.everywhere, [.control("z")], .suspend, "suspend; fg comes back"),
        row(
            .everywhere,
            [.control("c")],
            .stop,
            "stop the innermost thing; twice with nothing to stop: quit"
        ),
        row(.everywhere, [.escape], .back, "one step back; never quits, never stops a run"),
        row(.everywhere, [.control("q")], .quit, "quit; asks if something would be lost", hint: "quit"),
    ]

    static let browsing: [KeyBinding] = [
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
        row(.browsing, [.character("S")], .showStatistics, "what each model has come to"),
        row(.browsing, [.character("M")], .showModels, "the models of the Hub, to choose one"),
        row(.browsing, [.character("+")], .enlarge, "this pane larger, then on the whole screen"),
        row(.browsing, [.character("_")], .shrink, "this pane smaller, then all panes again"),
        row(.browsing, [.character("q")], .quit, "quit; asks if something would be lost"),
    ]
}
