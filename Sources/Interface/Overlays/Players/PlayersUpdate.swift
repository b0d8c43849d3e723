import Generations

/// What happens in the small list of players.
enum PlayersUpdate {
    /// Asks what there is, for a generation with a video or a keyframe.
    static func open(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        guard let video = generation.seen else { return [] }
        return [.listPlayers(generation.id, path: video.path)]
    }

    /// The answer has come; it is shown unless the user is somewhere else by now.
    static func listed(_ state: inout AppState, _ id: GenerationID, path: String, _ choices: [PlayerChoice]) {
        guard state.overlays.isEmpty, state.history.selection == id || state.detail.id == id else { return }
        state.overlays.append(.players(PlayersState(id: id, path: path, choices: choices)))
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ players: PlayersState, _ action: UserAction) -> [AppEffect]?
    {
        var players = players
        let last = max(0, players.choices.count - 1)
        switch action {
        case .moveUp: players.index = max(0, players.index - 1)
        case .moveDown: players.index = min(last, players.index + 1)
        case .moveTop: players.index = 0
        case .moveBottom: players.index = last
        case .back, .stop:
            state.overlays.removeLast()
            return []
        case .choose:
            state.overlays.removeLast()
            guard players.choices.indices.contains(players.index) else { return [] }
            return [.openVideoWith(players.id, path: players.path, players.choices[players.index])]
        default: return nil
        }
        state.replaceOverlay(.players(players))
        return []
    }
}
