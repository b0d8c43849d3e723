import Terminal

/// The keys of the details.
extension Keymap {
    static let detail: [KeyBinding] = [
        row(
            .detail,
            [.enter, .character("e"), .character("a")],
            .loadAll,
            "load everything into the prompt",
            hint: "load"
        ),
        row(.detail, [.character("r")], .remix, "load all but the seed", hint: "remix"),
        row(.detail, [.character("R")], .runAgain, "run it again with the same seed; asks", hint: "again"),
        row(
            .detail,
            [.character("o")],
            .openVideo,
            "open the video in the player; its keyframe until then",
            hint: "open"
        ),
        row(.detail, [.character("w")], .playHere, "watch two seconds of it here; any key stops"),
        row(.detail, [.character("O")], .choosePlayer, "choose how to open it, or show its folder"),
        row(.detail, [.character("p")], .loadPrompt, "load the prompt only"),
        row(.detail, [.character("s")], .loadSeed, "load the seed only"),
        row(.detail, [.character("l")], .showLog, "the log: every request, wait and answer"),
        row(.detail, [.character("x")], .cancelRun, "cancel it while it runs"),
        row(
            .detail,
            [.character("f"), .character(".")],
            .toggleFavorite,
            "favourite, or no longer",
            hint: "favourite"
        ),
        row(.detail, [.character("d")], .delete, "to the trash"),
        row(
            .detail,
            [.character("A")],
            .chooseProvider,
            "ask another provider for it",
            hint: "another provider"
        ),
        row(.detail, [.character("V")], .vary, "make others of it: new seeds, next seeds, or one field"),
        row(.detail, [.character("c")], .compare, "compare it with its parent"),
        row(.detail, [.character("u")], .restore, "bring it back from the trash"),
        row(.detail, [.character("D")], .deleteForGood, "delete for good, with the file; asks"),
        row(
            .detail,
            [.character("z")],
            .undoChange,
            "undo the last change of favourites, tags, notes, trash"
        ),
        row(.detail, [.character("Z")], .redoChange, "redo what was undone"),
        row(.detail, [.character("t")], .editLabels, "tags and note", hint: "tags"),
        row(.detail, [.character("P")], .showParent, "go to what it was made from"),
        row(.detail, [.character("|")], .pipe, "give the JSON of it to a command that you type"),
        row(.detail, [.character("y")], .copy, "copy the prompt, the path, the command …", hint: "copy"),
    ]
}
