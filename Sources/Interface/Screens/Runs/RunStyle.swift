import Generations
import Terminal

/// The colour that goes with a state's word.
enum RunStyle {
    static func style(_ state: GenerationState, _ theme: Theme) -> Style {
        switch state {
        case .queued: theme.dim
        case .submitting, .running: theme.accent
        case .downloading, .succeeded: theme.good
        case .waiting, .held: theme.warning
        case .failed: theme.bad
        case .cancelled: theme.dim
        }
    }
}
