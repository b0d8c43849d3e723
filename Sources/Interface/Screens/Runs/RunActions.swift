import Generations
import Terminal

/// The keys that stand on the line of the selected run: those that would do something now.
enum RunActions {
    /// `[r] now  [h] hold  [x] cancel`, as much as fits.
    static func text(_ run: Run, _ state: AppState, _ theme: Theme, width: Int) -> StyledText {
        var text = StyledText()
        for (action, word) in words(run) where state.availability(of: action, in: .runs).isAvailable {
            guard let key = state.keymap.label(of: action, in: [.runs]) else { continue }
            var longer = text
            if !longer.spans.isEmpty { longer.append("  ") }
            longer.append("[\(key)]", theme.key)
            longer.append(" \(word)", theme.dim)
            guard longer.columns <= width else { break }
            text = longer
        }
        return text
    }

    private static func words(_ run: Run) -> [(UserAction, String)] {
        let ended = run.generation.state.isFinal
        let isMeant = ProviderHint.isMeant(run.generation)
        return (isMeant ? [(.chooseProvider, "another provider")] : []) + [
            (.retryNow, "now"), (.toggleHold, heldWord(run)),
            (.cancelRun, ended ? "put away" : "cancel"), (.editRun, "edit"), (.moveRunDown, "later"),
            (.moveRunUp, "sooner"), (.showLog, "log"),
        ]
    }

    private static func heldWord(_ run: Run) -> String {
        if case .held(.job) = run.generation.state { return "ask again" }
        return run.isHeld ? "let go on" : "hold"
    }
}
