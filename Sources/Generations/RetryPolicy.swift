/// Decides what follows a failed exchange: another attempt after a wait, a hold, or the end.
///
/// A pure value: the same arguments always give the same decision.
package struct RetryPolicy: Hashable, Sendable {
    /// The most attempts to get a generation accepted.
    package var maxAttempts: Int
    /// The longest wait that a server may set; above it the generation is held and says so.
    package var longestWait: Duration
    /// How long a model may take to load, or an endpoint to wake, in all.
    package var loadingLimit: Duration
    /// How long a provider's job is asked for; above it the generation is held and says so. The longest that a
    /// provider is known to work on one is half an hour, after any time in its queue.
    package var jobLimit: Duration
    /// The user's own limit for one wait (`--max-wait`); above it the generation fails.
    package var maxWait: Duration?
    /// The user's limit for the whole generation (`--timeout`).
    package var timeout: Duration?

    package init(
        maxAttempts: Int = 8,
        longestWait: Duration = .seconds(15 * 60),
        loadingLimit: Duration = .seconds(20 * 60),
        jobLimit: Duration = .seconds(2 * 60 * 60),
        maxWait: Duration? = nil,
        timeout: Duration? = nil
    ) {
        self.maxAttempts = max(1, maxAttempts)
        self.longestWait = longestWait
        self.loadingLimit = loadingLimit
        self.jobLimit = jobLimit
        self.maxWait = maxWait
        self.timeout = timeout
    }

    /// What is known when an exchange has failed.
    package struct Situation: Hashable, Sendable {
        /// The exchange that failed.
        package var step: GenerationStep
        /// Attempts made at this step, the failed one included.
        package var attempt: Int
        /// Attempts that the user asked for by hand; they come on top of the policy's.
        package var extraAttempts: Int
        /// Whether the head of a good answer had come in before it failed.
        package var answerSeen: Bool
        /// When the model was first said to be loading, or the endpoint to be waking.
        package var loadingSince: Moment?
        /// The server's guesses so far, oldest first, in seconds.
        package var formerEstimates: [Double]
        /// Since when a job is asked for.
        package var asking: Moment?
        /// How often in a row the job was not found.
        package var misses: Int
        /// A number from 0 up to 1, drawn anew for each failure: spreads our own back-off.
        package var jitter: Double
        package var now: Moment

        package init(
            step: GenerationStep = .submit,
            attempt: Int,
            extraAttempts: Int = 0,
            answerSeen: Bool = false,
            loadingSince: Moment? = nil,
            formerEstimates: [Double] = [],
            asking: Moment? = nil,
            misses: Int = 0,
            jitter: Double = 0,
            now: Moment
        ) {
            self.step = step
            self.attempt = attempt
            self.extraAttempts = extraAttempts
            self.answerSeen = answerSeen
            self.loadingSince = loadingSince
            self.formerEstimates = formerEstimates
            self.asking = asking
            self.misses = misses
            self.jitter = jitter
            self.now = now
        }
    }

    package enum Decision: Hashable, Sendable {
        case wait(Wait)
        case hold(HoldReason)
        case fail(GenerationFailure)
    }

    /// What follows an error.
    package func decision(for error: InferenceError, in situation: Situation) -> Decision {
        if situation.step.job != nil { return jobDecision(for: error, in: situation) }
        if situation.step.isDownload { return downloadDecision(for: error, in: situation) }
        switch outlook(of: error, in: situation) {
        case .none:
            return .fail(error.failure())
        case .unseen:
            return .hold(.interruptedSubmit(error.interruptedSubmit()))
        case .again(let reason, let source):
            return again(
                after: error,
                reason: reason,
                source: source,
                allowed: maxAttempts + situation.extraAttempts,
                in: situation
            )
        }
    }

    private enum Outlook {
        case none
        /// The work may have been done and billed, and nobody saw the answer.
        case unseen
        case again(WaitReason, WaitSource?)
    }

    private func outlook(of error: InferenceError, in situation: Situation) -> Outlook {
        switch error {
        case .rateLimited(_, let source):
            return .again(.rateLimited, source)
        case .modelLoading(_, let estimate):
            let usable = estimate.flatMap(Self.usable)
            return .again(.modelLoading, usable.map { .estimatedTime($0) })
        case .endpointWaking(_, let source):
            return .again(.endpointWaking, source)
        case .tooBusy(_, let source):
            return .again(.backingOff, source)
        case .unreachable(_, .insecure):
            return .none
        case .unreachable, .timedOut(_, .connecting):
            return .again(.backingOff, nil)
        case .timedOut, .connectionLost:
            return afterSilence(in: situation)
        case .providerFailed, .unreadableResponse:
            if error.leavesSubmitOpen, !situation.step.isRepeatable { return .unseen }
            return situation.step.isRepeatable && error.isTheirSide ? .again(.backingOff, nil) : .none
        case .notAVideo(_, .truncated), .notAnImage(_, .truncated):
            return situation.step.isRepeatable ? .again(.backingOff, nil) : .none
        case .invalidParameter, .invalidRequest, .unsupported, .missingToken, .invalidToken, .accessDenied,
            .modelNotFound, .paymentRequired, .providerNotBillable, .contentRefused,
            .notAVideo, .notAnImage, .endpointGone:
            return .none
        }
    }

    private func afterSilence(in situation: Situation) -> Outlook {
        if situation.step.isRepeatable { return .again(.backingOff, nil) }
        return situation.answerSeen ? .none : .unseen
    }

    /// Another attempt after a wait.
    ///
    /// - Parameter allowed: the most attempts; nil for any number.
    func again(
        after error: InferenceError,
        reason: WaitReason,
        source: WaitSource?,
        allowed: Int?,
        in situation: Situation
    ) -> Decision {
        if let allowed, situation.attempt >= allowed {
            return .fail(error.failure(afterAttempts: situation.attempt))
        }
        let own = floor(for: reason, attempt: situation.attempt, jitter: situation.jitter)
        var length = own
        var shown = WaitSource.backoff
        if let source, let seconds = source.seconds, seconds.isFinite {
            let asked = Duration.seconds(min(max(seconds, 0), Self.longestNumber) + source.margin)
            if asked >= own || reason == .rateLimited, seconds > 0 { shown = source }
            length = max(own, asked)
        }
        if reason.isLoading {
            let begun = situation.loadingSince ?? situation.now
            let left = loadingLimit - (situation.now.uptime - begun.uptime)
            guard left > .zero else { return .fail(error.failure(afterAttempts: situation.attempt)) }
            if length <= longestWait { length = min(length, left) }
        }
        if let maxWait, length > maxWait { return .fail(error.failure(afterAttempts: situation.attempt)) }
        let wait = Wait(
            reason: reason,
            source: shown,
            since: situation.now,
            until: situation.now.advanced(by: length),
            attempt: situation.attempt + 1,
            maxAttempts: allowed ?? 0,
            formerEstimates: situation.formerEstimates,
            message: error.detail.message
        )
        return length > longestWait ? .hold(.longWait(wait)) : .wait(wait)
    }

    /// Our own back-off: 1, 2, 4, 8, 16, 30 s, up to a quarter more by jitter. A model that is still loading
    /// after three attempts gets longer ones, so that eight attempts span about ten minutes.
    private func floor(for reason: WaitReason, attempt: Int, jitter: Double) -> Duration {
        let step = min(max(attempt, 1), 8)
        let doubled = Double(1 << (step - 1))
        let base = reason.isLoading && step > 3 ? min(5 * doubled, 240) : min(doubled, 30)
        return .seconds(base * (1 + 0.25 * min(max(jitter, 0), 1)))
    }

    /// Numbers above this (thirty years) are cut to it; a `Duration` of any number would trap.
    private static let longestNumber = 1e9

    /// A guess that makes sense: a number above zero, and within a day.
    private static func usable(_ estimate: Double) -> Double? {
        estimate.isFinite && estimate > 0 && estimate <= 86_400 ? estimate : nil
    }
}

extension WaitReason {
    /// Whether the wait counts against the time that a model may take to load.
    package var isLoading: Bool { self == .modelLoading || self == .endpointWaking }
}

extension WaitSource {
    /// The server's number of seconds; nil for our own back-off.
    package var seconds: Double? {
        switch self {
        case .estimatedTime(let seconds), .rateLimit(_, _, let seconds), .retryAfter(let seconds): seconds
        case .backoff: nil
        }
    }

    /// What is waited on top, so that the next attempt does not come just too early: a second for a window that
    /// resets (huggingface_hub `utils/_http.py`), nothing for the rest.
    var margin: Double {
        switch self {
        case .rateLimit: 1
        case .estimatedTime, .retryAfter, .backoff: 0
        }
    }
}
