import Generations

/// What a cancel can still stop, and what may be billed all the same: said before and after.
enum CancelWords {
    /// What is said in the question.
    static func before(_ generation: Generation) -> [String] {
        if let provider = told(generation) {
            guard provider.takesCancels else {
                return [
                    "\(provider) has no call that cancels a job: it goes on there,",
                    "and may be billed; what it makes is not fetched.",
                ]
            }
            return [
                "\(provider) is told to cancel its job, and its answer is shown here.",
                "What has begun there may still be billed.",
            ]
        }
        return switch generation.state {
        case .held(.interruptedSubmit):
            ["It had been sent, and its answer was never seen:", "it may have been made, and may be billed."]
        case .queued, .held, .waiting:
            generation.attempts == 0
                ? ["Nothing has been sent yet: it costs nothing."]
                : ["Nothing is under way at the server, and nothing was accepted: it costs nothing."]
        case .submitting:
            ["It is being sent. If the server has it already,", "work that has begun may still be billed."]
        case .running:
            [
                "The server has it. Closing the connection may not stop the work:",
                "what has begun may still be billed.",
            ]
        case .downloading: ["The video has been made and is billed; what has come in is removed."]
        case .succeeded, .failed, .cancelled: ["It has ended."]
        }
    }

    /// What is said when it is done, by the state that it was in.
    static func after(_ before: Generation?) -> String {
        guard let before else { return "" }
        if let provider = told(before) {
            return provider.takesCancels
                ? " \(provider) is told to cancel its job."
                : " \(provider) cannot cancel its job, which goes on there."
        }
        return switch before.state {
        case .held(.interruptedSubmit): " It had been sent, so it may be billed."
        case .queued, .held, .waiting: " Nothing was under way: it costs nothing."
        case .submitting, .running: " The connection is closed; the server may go on, and bill it."
        case .downloading: " The video had been made and is billed."
        case .succeeded, .failed, .cancelled: ""
        }
    }

    /// The provider that has a job which goes on.
    private static func told(_ generation: Generation) -> InferenceProvider? {
        guard !generation.state.isFinal, JobWords.isAskedFor(generation) else { return nil }
        return generation.job?.provider
    }
}
