extension InferenceError {
    /// What is known beside the kind. What is set on an invalid parameter is dropped: it has no place for it.
    package var detail: ErrorDetail {
        get {
            switch self {
            case .invalidParameter(let problem): ErrorDetail(message: problem.message)
            case .invalidRequest(let detail), .unsupported(let detail), .missingToken(let detail),
                .invalidToken(let detail, _), .accessDenied(let detail, _), .modelNotFound(let detail),
                .paymentRequired(let detail), .providerNotBillable(let detail), .rateLimited(let detail, _),
                .modelLoading(let detail, _), .endpointWaking(let detail, _), .tooBusy(let detail, _),
                .timedOut(let detail, _), .providerFailed(let detail), .contentRefused(let detail),
                .unreadableResponse(let detail), .notAVideo(let detail, _), .notAnImage(let detail, _),
                .unreachable(let detail, _), .connectionLost(let detail), .endpointGone(let detail):
                detail
            }
        }
        set { self = with(newValue) }
    }

    private func with(_ detail: ErrorDetail) -> InferenceError {
        switch self {
        case .invalidParameter: self
        case .invalidRequest: .invalidRequest(detail)
        case .unsupported: .unsupported(detail)
        case .missingToken: .missingToken(detail)
        case .invalidToken(_, let source): .invalidToken(detail, source: source)
        case .accessDenied(_, let source): .accessDenied(detail, source: source)
        case .modelNotFound: .modelNotFound(detail)
        case .paymentRequired: .paymentRequired(detail)
        case .providerNotBillable: .providerNotBillable(detail)
        case .rateLimited(_, let wait): .rateLimited(detail, wait)
        case .modelLoading(_, let estimate): .modelLoading(detail, estimate: estimate)
        case .endpointWaking(_, let wait): .endpointWaking(detail, wait)
        case .tooBusy(_, let wait): .tooBusy(detail, wait)
        case .timedOut(_, let limit): .timedOut(detail, limit)
        case .providerFailed: .providerFailed(detail)
        case .contentRefused: .contentRefused(detail)
        case .unreadableResponse: .unreadableResponse(detail)
        case .notAVideo(_, let what): .notAVideo(detail, what)
        case .notAnImage(_, let what): .notAnImage(detail, what)
        case .unreachable(_, let why): .unreachable(detail, why)
        case .connectionLost: .connectionLost(detail)
        case .endpointGone: .endpointGone(detail)
        }
    }
}
