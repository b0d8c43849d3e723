import Terminal

/// The keys of what lies above the panes.
extension Keymap {
    static let overlays: [KeyBinding] = [
        row(.savedPrompts, [.enter], .choose, "load it into the prompt", hint: "load"),
        row(.savedPrompts, [.character("R")], .runAgain, "run it, after its runs were shown", hint: "run"),
        row(.savedPrompts, [.character("e")], .editSaved, "change it, to be saved again", hint: "edit"),
        row(.savedPrompts, [.character("/")], .filter, "search as you type", hint: "search"),
        row(.savedPrompts, [.character("m")], .renameSaved, "give it another name", hint: "rename"),
        row(.savedPrompts, [.character("C")], .duplicateSaved, "copy it under another name", hint: "copy"),
        row(.savedPrompts, [.character("d")], .delete, "delete it; asks", hint: "delete"),
        row(.savedPrompts, [.character("z")], .undoChange, "bring back the last one that was deleted"),
        row(.savedPrompts, [.character(",")], .sortSaved, "sort by name or by last use"),
        row(.savedPrompts, [.character("q")], .back, "close", hint: ""),
        row(
            .help,
            [.character("q"), .character("?"), Key(.function(1))],
            .back,
            "close the help",
            hint: "close"
        ),
        row(.help, [.character("/")], .filter, "search the help", hint: "search"),
        row(.compare, [.character("q"), .character("c")], .back, "close", hint: "close"),
        row(.runLog, [.character("q"), .character("l")], .back, "close the log", hint: "close"),
        row(.statistics, [.enter], .choose, "list the runs of this model in the history", hint: "its runs"),
        row(.statistics, [.character("q"), .character("S")], .back, "close", hint: "close"),
        row(.copy, [.character("p")], .copyPrompt, "the prompt", hint: "prompt"),
        row(.copy, [.character("f")], .copyPath, "the path of the file", hint: "file"),
        row(.copy, [.character("s")], .copySeed, "the seed", hint: "seed"),
        row(.copy, [.character("c")], .copyCommand, "the command line that repeats it", hint: "command"),
        row(.copy, [.character("j")], .copyJSON, "the record as JSON", hint: "JSON"),
        row(.copy, [.character("l")], .copyLink, "the file as a link", hint: "link"),
        row(.copy, [.character("n")], .copyNumber, "its number", hint: "number"),
        row(.copy, [.character("e")], .copyError, "the error, its hint and request id", hint: "error"),
        row(.sort, [.character("n")], .sortNewest, "newest first", hint: "newest"),
        row(.sort, [.character("o")], .sortOldest, "oldest first", hint: "oldest"),
        row(.sort, [.character("r")], .sortLongestRun, "longest at the server first", hint: "longest run"),
        row(.sort, [.character("w")], .sortLongestWait, "longest wait first", hint: "longest wait"),
        row(.sort, [.character("m")], .sortModel, "by model, newest first in each", hint: "model"),
        row(.sort, [.character("q"), .character(",")], .back, "close"),
        row(.players, [.enter, .character("o")], .choose, "open it with this", hint: "open"),
        row(.players, [.character("q")], .back, "close"),
        row(.confirm, [.character("y")], .confirm, "yes", hint: "yes"),
        row(.confirm, [.character("n"), .escape, .control("c"), .character("q")], .refuse, "no", hint: "no"),
        row(.confirm, [.control("l")], .repaint, "draw the screen again"),
        row(.confirm, [.control("z")], .suspend, "suspend; fg comes back"),
    ]
}
