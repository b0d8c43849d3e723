import Generations
import Terminal

/// What a row of the history says.
enum HistoryWords {
    /// Prompts for somebody who has made nothing yet.
    static let examples = [
        "a paper boat drifts down a rain gutter at dusk",
        "steam over a bowl of ramen, macro, slow push in",
        "a lighthouse in a storm, drone shot, waves breaking",
    ]

    /// The state in one short word; ends are quiet, exceptions are not.
    static func word(_ state: GenerationState) -> String {
        switch state {
        case .succeeded: "ok"
        case .failed: "FAIL"
        case .cancelled: "stop"
        case .downloading: "saving"
        case .waiting: "waits"
        case .submitting: "sends"
        case .running: "runs"
        case .queued: "queued"
        case .held: "held"
        }
    }

    /// How long the video is, when that is known.
    static func length(_ generation: Generation) -> String {
        let seconds = generation.video?.facts.duration ?? generation.request.parameters.seconds
        return seconds.map { "\(Strings.tenths($0))s" } ?? ""
    }

    /// The prompt; for a failure, first why.
    static func text(_ generation: Generation) -> String {
        let prompt = Sanitizing.line(generation.request.prompt, limit: 400)
        guard case .failed(let failure) = generation.state else { return prompt }
        return "\(reason(failure)): \(prompt)"
    }

    /// The kind of a failure in a few words: `402 payment required`.
    static func reason(_ failure: GenerationFailure) -> String {
        let words = failure.code.rawValue.split(separator: "_").joined(separator: " ")
        return failure.status.map { "\($0) \(words)" } ?? words
    }
}
