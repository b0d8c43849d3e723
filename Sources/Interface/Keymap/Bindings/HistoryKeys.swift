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
        row(
            .history,
            [.character("o")],
            .openVideo,
            "open the video in the player; its keyframe until then",
            hint: "open"
        ),
        row(.history, [.character("w")], .playHere, "watch two seconds of it here; any key stops"),
        row(.history, [.character("O")], .choosePlayer, "choose how to open it, or show its folder"),
        row(.history, [.character("/")], .filter, "search as you type", hint: "search"),
        row(.history, [.character("i"), .control("o")], .showDetail, "all about it", hint: "details"),
        row(.history, [.character("l")], .showLog, "the log: every request, wait and answer"),
        row(.history, [.character("p")], .loadPrompt, "load the prompt only"),
        row(.history, [.character("s")], .loadSeed, "load the seed only"),
        row(
            .history,
            [.character("f"), .character(".")],
            .toggleFavorite,
            "favourite, or no longer",
            hint: "favourite"
        ),
        row(.history, [Key(.right)], .openFamily, "show all takes of this idea below it"),
        row(.history, [Key(.left)], .closeFamily, "put the takes back into one row"),
        row(.history, [.character("V")], .vary, "make others of it: new seeds, next seeds, or one field"),
        row(
            .history,
            [.character("A")],
            .chooseProvider,
            "ask another provider for it",
            hint: "another provider"
        ),
        row(.history, [.character("F")], .toggleFolding, "a row for each idea, or for each take"),
        row(
            .history,
            [.character("c")],
            .compare,
            "compare two: marked ones, or it and its parent",
            hint: "compare"
        ),
        row(
            .history,
            [.character(" ")],
            .mark,
            "mark it and go on: keys act on all that is marked",
            hint: "mark"
        ),
        row(.history, [.character("v")], .markRange, "mark a range, from here to the next v"),
        row(.history, [.character("*")], .markAll, "mark everything found"),
        row(.history, [.character("d")], .delete, "to the trash", hint: "trash"),
        row(.history, [.character("u")], .restore, "bring it back from the trash"),
        row(.history, [.character("D")], .deleteForGood, "delete for good, with the file; asks"),
        row(
            .history,
            [.character("z")],
            .undoChange,
            "undo the last change of favourites, tags, notes, trash"
        ),
        row(.history, [.character("Z")], .redoChange, "redo what was undone"),
        row(.history, [.character("t")], .editLabels, "tags and note", hint: "tags"),
        row(.history, [.character(",")], .sort, "list in another order"),
        row(.history, [.character("P")], .showParent, "go to what it was made from"),
        row(.history, [.character("|")], .pipe, "give the JSON of it to a command that you type"),
        row(.history, [.character("y")], .copy, "copy the prompt, the path, the command …", hint: "copy"),
    ]
}
