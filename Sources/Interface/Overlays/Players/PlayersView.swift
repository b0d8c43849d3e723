import Terminal

/// The small list of players.
enum PlayersView {
    /// The rows of the list, the chosen one marked.
    static func lines(_ players: PlayersState, _ theme: Theme) -> [StyledText] {
        players.choices.enumerated().map { index, choice in
            let isChosen = index == players.index
            let name = Sanitizing.line(title(choice), limit: 60)
            return StyledText(
                isChosen ? "> \(name)" : "  \(name)",
                isChosen ? theme.focusedTitle : theme.text
            )
        }
    }

    private static func title(_ choice: PlayerChoice) -> String {
        switch choice {
        case .program(let name): name
        case .folder: "show its folder"
        case .link: "copy a link to it"
        }
    }
}
