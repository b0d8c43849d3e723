/// What the queue needs to know of its words.
extension GenerationState {
    /// Whether something is under way, or follows by itself.
    var isUnderWay: Bool {
        if case .waiting = self { return true }
        return isActive
    }
}

extension Generation {
    /// Whether it is one of those that run at once. One that a server refused because there were too many keeps no
    /// other from its start.
    var takesPlace: Bool {
        if case .waiting(let wait) = state, wait.reason == .rateLimited {
            return openJob != nil || resultAddress != nil
        }
        return state.isUnderWay
    }
}

extension InferenceError {
    var isLoading: Bool {
        switch self {
        case .modelLoading, .endpointWaking: true
        default: false
        }
    }

    /// Whether a submit that ended with it may have been accepted: nobody saw what came of it.
    package var leavesSubmitOpen: Bool {
        switch self {
        case .timedOut(_, .connecting): false
        case .timedOut, .connectionLost: true
        case .providerFailed(let detail), .unreadableResponse(let detail): detail.mayBeAccepted
        default: false
        }
    }

    /// Whether what was asked for is not there: 404, 410.
    package var isOfMissing: Bool {
        switch self {
        case .modelNotFound(let detail), .endpointGone(let detail): [404, 410].contains(detail.status)
        default: false
        }
    }

    /// Whether what should have been a video or an image is none.
    var isOfNoMedia: Bool {
        switch self {
        case .notAVideo, .notAnImage: true
        default: false
        }
    }

    /// Whether the server failed, and not what was asked of it.
    var isTheirSide: Bool {
        if case .providerFailed = self { return true }
        return false
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
