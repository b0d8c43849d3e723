import Generations
import Terminal

/// Starts and ends the short loop in the details.
enum PlayUpdate {
    /// Plays the loop of a generation, or ends it.
    static func toggle(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        if state.play != nil {
            state.play = nil
            return []
        }
        guard let video = generation.video else { return [] }
        let isBeside = ScreenLayout(state).kind == .wide && state.paneSize != .full
        let effects =
            isBeside
            ? DetailUpdate.follow(&state, generation)
            : DetailUpdate.open(&state, generation, from: state.focus)
        let layout = ScreenLayout(state)
        let key = PictureKey.loop(video, within: layout.content(of: layout.detail).size)
        state.play = PlayState(wish: PictureWish(.loop, generation.id, video, key))
        if case .pictures = state.stills[key] { begin(&state) }
        return effects
    }

    /// Ends the loop when something happens that is not the key which ends it anyway.
    static func interrupt(_ state: inout AppState, _ event: TerminalEvent) {
        guard state.play != nil else { return }
        switch event {
        case .key(let key) where state.keymap.match([key], in: state.contexts) == .action(.playHere): break
        case .mouse(let mouse) where mouse.kind == .released: break
        case .focusGained: break
        default: state.play = nil
        }
    }

    /// Pictures have come; if they are the loop's, it begins.
    static func arrived(_ state: inout AppState, _ request: PictureRequest, _ entry: StillsState.Entry) {
        guard let play = state.play, play.startedAt == nil, play.wish.key == request.key else { return }
        switch entry {
        case .pictures: begin(&state)
        case .problem(let sentence):
            state.play = nil
            state.say(sentence, .warning)
        }
    }

    /// Ends the loop when the details show something else.
    static func follow(_ state: inout AppState) {
        guard let play = state.play, play.wish.id != state.detail.id || !state.overlays.isEmpty else {
            return
        }
        state.play = nil
    }

    private static func begin(_ state: inout AppState) {
        state.play?.startedAt = state.now.uptime
        state.say("The first two seconds of \(state.play?.wish.id.description ?? ""), again and again.")
    }
}
