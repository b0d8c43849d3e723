import Terminal

/// The keys of the runs.
extension Keymap {
    static let runs: [KeyBinding] = [
        row(.runs, [.enter, .character("i")], .showDetail, "all about it", hint: "details"),
        row(.runs, [.character("r")], .retryNow, "ask again now, without the rest of the wait", hint: "now"),
        row(.runs, [.character("h")], .toggleHold, "hold it, or let it go on", hint: "hold"),
        row(.runs, [.character("x")], .cancelRun, "cancel it; a failure: put it away", hint: "cancel"),
        row(.runs, [.character("e")], .editRun, "edit a queued run in the prompt; it is held meanwhile"),
        row(.runs, [.character("J")], .moveRunDown, "move a queued run down: it starts later"),
        row(.runs, [.character("K")], .moveRunUp, "move a queued run up: it starts sooner"),
        row(.runs, [.character("H")], .holdQueue, "hold the whole queue, or let it go on", hint: "hold all"),
        row(
            .runs,
            [.character("A")],
            .chooseProvider,
            "ask another provider for it",
            hint: "another provider"
        ),
        row(.runs, [.character("l")], .showLog, "the log: every request, wait and answer", hint: "log"),
        row(.runs, [.character("y")], .copy, "copy something of it", hint: ""),
    ]
}
