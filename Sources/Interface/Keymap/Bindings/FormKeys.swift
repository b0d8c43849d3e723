import Terminal

/// The keys of the forms around a prompt: its parameters, its variables, and the list of the runs that it makes.
extension Keymap {
    static let forms: [KeyBinding] = parameterForm + variableForm + runList + savedSearch

    private static let parameterForm: [KeyBinding] =
        [
            row(.parameters, [Key(.up), Key(.tab, .shift), .control("p")], .moveUp, "the row above"),
            row(.parameters, [Key(.down), .control("n")], .moveDown, "the row below"),
            row(.parameters, [.enter], .choose, "the next row; a parameter is added", hint: "next"),
            row(.parameters, [Key(.tab)], .completeOrNext, "complete a path, or the next row"),
            row(
                .parameters,
                [Key(.pageUp)],
                .stepUp,
                "more, or the next of the usual ones; + does it on a number",
                hint: "more"
            ),
            row(
                .parameters,
                [Key(.pageDown)],
                .stepDown,
                "less, or the one before; - does it on a number",
                hint: "less"
            ),
            row(.parameters, [Key(.delete)], .resetField, "as it is by itself", hint: "reset"),
            row(
                .parameters,
                [.control("g")],
                .swapValues,
                "everything as it was before; again: the changes back",
                hint: "as before"
            ),
            row(.parameters, [Key(.function(3))], .back, "close the form and keep everything", hint: "done"),
            row(.parameters, [Key(.home, .control), .alt("<")], .moveTop, "the first row"),
            row(.parameters, [Key(.end, .control), .alt(">")], .moveBottom, "the last row"),
        ]
        + editing(in: .parameters).map { binding in
            var binding = binding
            binding.keys.removeAll { $0.keys == [Key(.delete)] }
            return binding
        }

    private static let variableForm: [KeyBinding] =
        [
            row(.variables, [.enter], .choose, "the next one; after the last, go on", hint: "next"),
            row(.variables, [Key(.up), Key(.tab, .shift), .control("p")], .moveUp, "the one before"),
            row(.variables, [Key(.down), Key(.tab), .control("n")], .moveDown, "the next one"),
        ] + editing(in: .variables)

    private static let savedSearch: [KeyBinding] =
        [
            row(.savedSearch, [.enter], .choose, "keep the search and go to the list", hint: "to the list"),
            row(.savedSearch, [Key(.up), .control("p")], .moveUp, "up in the list"),
            row(.savedSearch, [Key(.down), .control("n")], .moveDown, "down in the list"),
            row(.savedSearch, [Key(.pageUp)], .movePageUp, "a page up"),
            row(.savedSearch, [Key(.pageDown)], .movePageDown, "a page down"),
        ] + editing(in: .savedSearch)

    private static let runList: [KeyBinding] = [
        row(.runList, [.character("y")], .confirm, "send them", hint: "send"),
        row(
            .runList,
            [.character(" "), .character("x")],
            .leaveOut,
            "leave this one out",
            hint: "leave out"
        ),
        row(.runList, [.enter], .choose, "nothing: it says which key sends"),
        row(.runList, [.character("n"), .character("q")], .refuse, "back, without sending", hint: ""),
    ]
}
