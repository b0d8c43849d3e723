/// Where a provider's job stands.
package indirect enum JobStatus: Hashable, Sendable {
    /// Waits for its turn.
    case queued(JobProgress)
    case running(JobProgress)
    /// Over; what came of it is told by one more exchange.
    case resultReady
    case finished(JobResult)
    /// Over without a video. Asking again does not help.
    case failed(InferenceError)
    case cancelled

    /// Whether there is nothing yet to fetch, and no end.
    package var isPending: Bool {
        switch self {
        case .queued, .running: true
        case .resultReady, .finished, .failed, .cancelled: false
        }
    }
}

/// What a provider tells of a job that is not over.
package struct JobProgress: Hashable, Sendable {
    /// The jobs that are ahead in the provider's queue.
    package var position: Int?
    /// From 0 to 1.
    package var fraction: Double?
    /// The provider's guess of the time left, in seconds.
    package var remaining: Double?
    /// The last lines of the job's log, oldest first, sanitised.
    package var log: [String]

    package init(
        position: Int? = nil,
        fraction: Double? = nil,
        remaining: Double? = nil,
        log: [String] = []
    ) {
        self.position = position
        self.fraction = fraction
        self.remaining = remaining
        self.log = log
    }
}

/// What a finished job has made.
package struct JobResult: Hashable, Sendable {
    package enum Media: Hashable, Sendable {
        /// To be fetched without the token; as secret as the video.
        case address(String)
        case bytes([UInt8])
    }

    package var media: Media
    package var cost: JobCost?
    /// The seed that the provider says it took.
    package var seed: Int64?
    /// Whether the provider's filter marked the video; it may be black.
    package var isFlagged: Bool

    package init(
        media: Media,
        cost: JobCost? = nil,
        seed: Int64? = nil,
        isFlagged: Bool = false
    ) {
        self.media = media
        self.cost = cost
        self.seed = seed
        self.isFlagged = isFlagged
    }
}

/// What a job has cost, in the provider's own measure.
package enum JobCost: Hashable, Sendable {
    case dollars(Double)
    case units(Double)
}

/// What came of asking a provider to cancel a job.
package enum JobCancellation: Hashable, Sendable {
    /// It will not run on.
    case cancelled
    /// The provider was told; the job may still end and be billed.
    case requested
    /// It was over before.
    case alreadyOver
    /// The provider does not know the job any more.
    case gone
    /// The provider did not do it.
    case refused(InferenceError)
}
