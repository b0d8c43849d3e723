/// A wait before the next attempt: why, until when, and who said so.
package struct Wait: Hashable, Sendable {
    package var reason: WaitReason
    package var source: WaitSource
    /// When the wait began.
    package var since: Moment
    /// When it ends; the calendar's time is shown to people, the uptime is waited for.
    package var until: Moment
    /// The attempt that the wait leads to, counted from 1.
    package var attempt: Int
    /// The most attempts that are made; 0 when a job is asked for until its own time is over.
    package var maxAttempts: Int
    /// What the server guessed before, oldest first, in seconds.
    package var formerEstimates: [Double]
    /// What the server said, sanitised; empty when it said nothing.
    package var message: String

    package init(
        reason: WaitReason,
        source: WaitSource,
        since: Moment,
        until: Moment,
        attempt: Int,
        maxAttempts: Int,
        formerEstimates: [Double] = [],
        message: String = ""
    ) {
        self.reason = reason
        self.source = source
        self.since = since
        self.until = until
        self.attempt = attempt
        self.maxAttempts = maxAttempts
        self.formerEstimates = formerEstimates
        self.message = message
    }

    /// The time left at a moment; never below zero.
    package func remaining(at now: Moment) -> Duration {
        max(.zero, until.uptime - now.uptime)
    }
}

extension Generation {
    /// What is waited for: before another attempt, or for a limit that others have met.
    package var wait: Wait? {
        if case .waiting(let wait) = state { return wait }
        return heldBack
    }
}

/// Why the next attempt has to wait.
package enum WaitReason: String, Hashable, Sendable, CaseIterable {
    case modelLoading = "model_loading"
    case rateLimited = "rate_limited"
    case endpointWaking = "endpoint_waking"
    case backingOff = "backing_off"
    /// The disk or a quota is full.
    case noRoom = "no_room"
    /// The place for the video cannot be written: permission, read-only, vanished.
    case cannotSave = "cannot_save"
}

/// Who set the length of a wait.
package enum WaitSource: Hashable, Sendable {
    /// The server's `estimated_time`, in seconds: a guess.
    case estimatedTime(Double)
    /// The `RateLimit` header with nothing left: the bucket's name, and the seconds to its reset.
    case rateLimit(bucket: String, limit: Int?, reset: Double)
    /// The `Retry-After` header, in seconds from the answer.
    case retryAfter(Double)
    /// Our own back-off; the server said nothing that can be used.
    case backoff
}
