import Generations
import Terminal

/// Asks for the pictures that the screen wants to show, once it has wanted them for a while.
enum StillsUpdate {
    /// Compares what the screen wants with what is at hand; to be called after every change.
    static func follow(_ state: inout AppState) -> [AppEffect] {
        guard case .shown = state.setup.pictures else { return [] }
        var wanted: [PicturePlace: StillsState.Wanted] = [:]
        for wish in wishes(state) {
            guard state.stills[wish.key] == nil else {
                state.stills.touch(wish.key)
                continue
            }
            if let old = state.stills.wanted[wish.place], old.wish == wish {
                wanted[wish.place] = old
            } else {
                let rest = wish.place == .loop ? .zero : StillsState.rest
                wanted[wish.place] = StillsState.Wanted(wish: wish, due: state.now.uptime + rest)
            }
        }
        if wanted != state.stills.wanted { state.stills.wanted = wanted }
        return ask(&state)
    }

    /// Pictures have come, or the sentence why not.
    static func arrived(_ state: inout AppState, _ request: PictureRequest, _ entry: StillsState.Entry) {
        state.stills.keep(entry, for: request.key)
        PlayUpdate.arrived(&state, request, entry)
    }

    /// Everything that is on the screen and has pictures.
    private static func wishes(_ state: AppState) -> [PictureWish] {
        guard state.overlays.isEmpty else { return CompareStills.wishes(state) }
        return [DetailView.wish(state), state.play?.wish].compactMap { $0 }
    }

    private static func ask(_ state: inout AppState) -> [AppEffect] {
        var effects: [AppEffect] = []
        for place in PicturePlace.allCases {
            guard let wanted = state.stills.wanted[place], wanted.number == nil else { continue }
            guard wanted.due <= state.now.uptime else { continue }
            let number = state.nextNumber()
            state.stills.wanted[place]?.number = number
            let wish = wanted.wish
            effects.append(
                .loadPictures(
                    PictureRequest(
                        number: number,
                        place: place,
                        id: wish.id,
                        facts: wish.facts,
                        key: wish.key
                    )
                )
            )
        }
        return effects
    }
}
