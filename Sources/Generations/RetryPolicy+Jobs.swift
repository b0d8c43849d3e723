/// What follows when a provider's job cannot be asked for. The job itself goes on: an exchange that failed says
/// nothing of it, and the work may be paid already.
extension RetryPolicy {
    /// How often in a row a provider has to say that it does not find a job until it is believed: over fifteen
    /// seconds.
    private static let missesBelieved = 5

    func jobDecision(for error: InferenceError, in situation: Situation) -> Decision {
        switch error {
        case .contentRefused:
            return .fail(error.failure())
        case .modelNotFound, .endpointGone:
            // A redirect says nothing of the job. One that was just accepted may not be known everywhere yet.
            guard error.isOfMissing else { return .hold(.job(error.failure())) }
            return situation.misses < Self.missesBelieved
                ? askAgain(after: error, .backingOff, nil, in: situation) : .fail(error.failure())
        case .unsupported, .invalidParameter, .invalidRequest, .missingToken, .invalidToken, .accessDenied,
            .paymentRequired, .providerNotBillable,
            .unreachable(_, .insecure):
            return .hold(.job(error.failure()))
        case .rateLimited(_, let source):
            return askAgain(after: error, .rateLimited, source, in: situation)
        case .tooBusy(_, let source), .endpointWaking(_, let source):
            return askAgain(after: error, .backingOff, source, in: situation)
        case .modelLoading, .timedOut, .providerFailed, .unreadableResponse, .unreachable, .connectionLost:
            return askAgain(after: error, .backingOff, nil, in: situation)
        case .notAVideo, .notAnImage:
            return situation.misses < Self.missesBelieved
                ? askAgain(after: error, .backingOff, nil, in: situation) : .hold(.job(error.failure()))
        }
    }

    /// Waits as for any failure, as often as the job's time allows.
    func askAgain(
        after error: InferenceError,
        _ reason: WaitReason,
        _ source: WaitSource?,
        in situation: Situation
    ) -> Decision {
        let asked = situation.now.uptime - (situation.asking ?? situation.now).uptime
        guard asked < jobLimit else { return .hold(.job(error.failure(afterAttempts: situation.attempt))) }
        let next = again(after: error, reason: reason, source: source, allowed: nil, in: situation)
        guard case .fail(let failure) = next else { return next }
        return .hold(.job(failure))
    }
}
