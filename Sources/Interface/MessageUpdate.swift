import Generations
import Terminal

/// How long what is said stays: an answer until the next key, news of runs at least their own time.
///
/// Nothing that was said in one place is still there in another.
enum MessageUpdate {
    /// Lets an action happen, and takes away what was said before it and no longer holds.
    static func around(
        _ state: inout AppState,
        _ action: AppAction,
        _ body: (inout AppState) -> [AppEffect]
    ) -> [AppEffect] {
        let (old, place) = (state.message, Place(state))
        let isKey = isKey(action)
        if isKey { state.message = nil }
        let effects = body(&state)
        if place != Place(state) {
            if state.message == old { state.message = nil }
        } else if isKey, state.message == nil, let old, old.newsUntil.map({ $0 > state.now.uptime }) == true {
            state.message = old
        }
        return effects
    }

    /// What has the keys.
    private struct Place: Equatable {
        var pane: Pane
        var overlays: Int
        var context: KeyContext?

        init(_ state: AppState) {
            (pane, overlays, context) = (state.focus, state.overlays.count, state.contexts.first)
        }
    }

    /// Whether the user did it, rather than that it came about.
    private static func isKey(_ action: AppAction) -> Bool {
        switch action {
        case .terminal(.key), .terminal(.paste), .user, .text: true
        case .terminal(.mouse(let mouse)): mouse.kind != .released
        default: false
        }
    }
}
