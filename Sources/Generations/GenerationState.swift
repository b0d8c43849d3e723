/// Where a generation stands.
package indirect enum GenerationState: Hashable, Sendable {
    /// Waits for its turn.
    case queued
    /// The request is being sent.
    case submitting
    /// The server has the request and works on it.
    case running
    /// The video is coming in.
    case downloading(DownloadProgress)
    /// Nothing is under way; another attempt follows by itself.
    case waiting(Wait)
    /// Nothing is under way, and nothing follows without the user's word.
    case held(HoldReason)
    case succeeded
    case failed(GenerationFailure)
    case cancelled

    /// Whether the generation has ended.
    package var isFinal: Bool {
        switch self {
        case .succeeded, .failed, .cancelled: true
        default: false
        }
    }

    /// Whether an exchange with a server is under way.
    package var isActive: Bool {
        switch self {
        case .submitting, .running, .downloading: true
        default: false
        }
    }

    /// The state's name in files, JSON and queries; only ever added to.
    package var status: GenerationStatus {
        switch self {
        case .queued: .queued
        case .submitting: .submitting
        case .running: .running
        case .downloading: .downloading
        case .waiting: .waiting
        case .held: .held
        case .succeeded: .succeeded
        case .failed: .failed
        case .cancelled: .cancelled
        }
    }
}

/// The names of the states.
package enum GenerationStatus: String, Hashable, Sendable, CaseIterable {
    case queued, submitting, running, downloading, waiting, held, succeeded, failed, cancelled
}

/// How much of a video has come in.
package struct DownloadProgress: Hashable, Sendable {
    package var bytes: Int64
    /// The whole length when the server said it.
    package var total: Int64?

    package init(bytes: Int64, total: Int64?) {
        self.bytes = bytes
        self.total = total
    }
}

/// Why a generation is held.
package enum HoldReason: Hashable, Sendable {
    /// The user said so.
    case user
    /// The answer to a submit was never seen: the work may have been done and billed.
    case interruptedSubmit(GenerationFailure)
    /// The provider has the work, and nobody can say what became of it; released, it is asked for again.
    case job(GenerationFailure)
    /// The server asked for a wait longer than is slept silently.
    case longWait(Wait)
}
