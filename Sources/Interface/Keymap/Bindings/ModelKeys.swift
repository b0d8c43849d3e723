import Terminal

/// The keys of the models and of their providers.
extension Keymap {
    static let models: [KeyBinding] = list + modelSearch + providers

    private static let list: [KeyBinding] = [
        row(.models, [.enter], .choose, "make prompts with this model", hint: "choose"),
        row(.models, [.character("/")], .filter, "search the Hub as you type", hint: "search"),
        row(.models, [.character("*")], .toggleStar, "a star, or no longer", hint: "star"),
        row(.models, [Key(.tab), .character("t")], .nextTask, "models for another task", hint: "task"),
        row(
            .models,
            [.character("p")],
            .nextProvider,
            "only those that the next provider serves",
            hint: "provider"
        ),
        row(.models, [.character("w")], .toggleWarm, "only those that are warm now, or all", hint: "warm"),
        row(
            .models,
            [.character("s")],
            .toggleStarredOnly,
            "only those with a star, or all",
            hint: "starred"
        ),
        row(.models, [.character(",")], .sort, "list in another order", hint: "order"),
        row(
            .models,
            [.character("A")],
            .chooseProvider,
            "who serves it, to choose a provider too",
            hint: "who serves it"
        ),
        row(.models, [.character("q"), .character("M")], .back, "close"),
    ]

    private static let modelSearch: [KeyBinding] =
        [
            row(.modelSearch, [.enter], .choose, "keep the search and go to the list", hint: "to the list"),
            row(.modelSearch, [Key(.up), .control("p")], .moveUp, "up in the list"),
            row(.modelSearch, [Key(.down), .control("n")], .moveDown, "down in the list"),
            row(.modelSearch, [Key(.pageUp)], .movePageUp, "a page up"),
            row(.modelSearch, [Key(.pageDown)], .movePageDown, "a page down"),
        ] + editing(in: .modelSearch)

    private static let providers: [KeyBinding] = [
        row(.providers, [.enter], .choose, "take this one; a run is asked about once more", hint: "choose"),
        row(.providers, [.character("q"), .character("A")], .back, "close", hint: "close"),
    ]
}
