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

    /// What can be asked, for somebody who has typed nothing yet.
    static let fields = "words \"a phrase\" -not model: is:fav tag: seed: after: len: status: parent:"

    /// The parts of the history that Ctrl-R goes through.
    static func scopes(_ state: AppState) -> [HistoryScope] {
        let folder = state.setup.folder.isEmpty ? [] : [HistoryScope.folder(state.setup.folder)]
        var scopes = [HistoryScope.all, .today] + folder + [.favorites, .failed]
        if case .family = state.history.scope {
            scopes.append(state.history.scope)
        } else if let selected = state.history.selected, selected.deletedAt == nil {
            scopes.append(.family(selected.family))
        }
        return scopes + [.trash]
    }

    static func title(_ scope: HistoryScope) -> String {
        switch scope {
        case .all: "all"
        case .today: "today"
        case .folder: "this folder"
        case .favorites: "favourites"
        case .failed: "failed"
        case .family(let id): "family of \(id)"
        case .trash: "trash"
        }
    }

    static func title(_ order: HistoryOrder) -> String {
        switch order {
        case .newest: "newest first"
        case .oldest: "oldest first"
        case .longestRun: "longest run first"
        case .longestWait: "longest wait first"
        case .model: "by model"
        }
    }

    /// What stands below the search field: what was not understood, or what can be asked.
    static func searchHint(_ history: HistoryState) -> (text: String, isProblem: Bool)? {
        if let problem = history.search.problem { return (Sanitizing.line(problem, limit: 200), true) }
        return history.isTyping && history.query.isEmpty ? (fields, false) : nil
    }

    /// How many match, as far as it is known.
    static func matches(_ history: HistoryState) -> String {
        history.count.map { $0 == "1" ? "1 match" : $0 + " matches" } ?? ""
    }

    /// What an empty list says, and how to see more.
    static func nothingFound(_ state: AppState) -> String {
        let history = state.history
        if let next = history.next { return "Nothing matches down to \(next). Looking at older ones." }
        let all = "\(state.key(.back, in: .history)) shows everything again."
        switch (history.query.isEmpty, history.scope) {
        case (true, .trash):
            return "The trash is empty. d puts what is selected here; u brings it back, and D deletes it for "
                + "good, with its file. \(all)"
        case (true, let scope): return "Nothing is in “\(title(scope))” yet. \(all)"
        case (false, .all): return "Nothing matches. Fewer words find more; \(all)"
        case (false, let scope):
            let next = state.key(.searchHistory, in: .history)
            return "Nothing matches in “\(title(scope))”. \(next) looks elsewhere; \(all)"
        }
    }
}
