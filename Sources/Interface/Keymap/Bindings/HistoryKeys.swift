import Terminal

/// The keys of the history.
extension Keymap {
    static let history: [KeyBinding] = [
        row(
            .history,
            [.enter, .character("e"), .character("a")],
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
}
