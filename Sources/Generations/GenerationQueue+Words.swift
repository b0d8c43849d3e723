/// What the queue needs to know of its words.
extension GenerationState {
    /// Whether a generation in this state is one of those that run at once.
    var takesPlace: Bool {
        if case .waiting = self { return true }
        return isActive
    }
}

extension InferenceError {
    var isLoading: Bool {
        switch self {
        case .modelLoading, .endpointWaking: true
        default: false
        }
    }
}

extension HoldReason {
    /// The reason in words.
    package var text: String {
        switch self {
        case .user: "by the user"
        case .interruptedSubmit(let failure), .job(let failure): failure.message
        case .longWait(let wait):
            "the server asks for a wait of \(Int(wait.length.seconds.rounded())) s, longer than is waited silently"
        }
    }
}

extension Wait {
    /// The whole length of the wait.
    package var length: Duration { until.uptime - since.uptime }
}

extension GenerationFailure {
    /// What is said when the program ended while a request was under way.
    package static let programEnded = GenerationFailure(
        code: .interruptedSubmit,
        message:
            "The program ended while the request was under way; the video may have been made and billed.",
        hint: "Look at the provider's page first; releasing it sends the request again."
    )
}
