/// What follows when a finished video cannot be fetched. It is made and paid: it is given up only when its address
/// is dead for good.
extension RetryPolicy {
    func downloadDecision(for error: InferenceError, in situation: Situation) -> Decision {
        switch error {
        case .endpointGone(let detail) where (400..<500).contains(detail.status ?? 0):
            return .fail(error.failure())
        case .rateLimited(_, let source):
            return askAgain(after: error, .rateLimited, source, in: situation)
        case .tooBusy(_, let source), .endpointWaking(_, let source):
            return askAgain(after: error, .backingOff, source, in: situation)
        case .unreachable(_, .insecure):
            return .hold(.job(error.failure()))
        case .unreachable, .connectionLost, .timedOut, .providerFailed, .modelLoading:
            return askAgain(after: error, .backingOff, nil, in: situation)
        case .notAVideo, .notAnImage:
            // A page of a network that wants a login first, or a broken copy.
            guard situation.attempt < maxAttempts + situation.extraAttempts else { break }
            return askAgain(after: error, .backingOff, nil, in: situation)
        case .endpointGone, .unsupported, .invalidParameter, .invalidRequest, .missingToken, .invalidToken,
            .accessDenied, .modelNotFound, .paymentRequired, .providerNotBillable, .contentRefused,
            .unreadableResponse:
            break
        }
        return .hold(.job(error.failure(afterAttempts: situation.attempt)))
    }
}
