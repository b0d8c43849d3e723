/// Why a generation failed, in words that are kept: shown on the screen, printed, stored, served.
package struct GenerationFailure: Error, Hashable, Sendable {
    package var code: FailureCode
    /// One sentence: what happened, to what.
    package var message: String
    /// What to try next; empty when there is nothing.
    package var hint: String
    /// The HTTP status, when there was an answer.
    package var status: Int?
    /// The server's own name of the exchange.
    package var requestID: String?

    package init(
        code: FailureCode,
        message: String,
        hint: String = "",
        status: Int? = nil,
        requestID: String? = nil
    ) {
        self.code = code
        self.message = message
        self.hint = hint
        self.status = status
        self.requestID = requestID
    }
}

/// The kinds of failure. Their names are part of the JSON: they only ever get added.
package enum FailureCode: String, Hashable, Sendable, CaseIterable {
    case invalidRequest = "invalid_request"
    case missingToken = "missing_token"
    case invalidToken = "invalid_token"
    case accessDenied = "access_denied"
    case modelNotFound = "model_not_found"
    case unsupported
    case paymentRequired = "payment_required"
    case providerNotBillable = "provider_not_billable"
    case rateLimited = "rate_limited"
    case modelLoading = "model_loading"
    case providerFailed = "provider_failed"
    case contentRefused = "content_refused"
    case unreadableResponse = "unreadable_response"
    case notAVideo = "not_a_video"
    case notAnImage = "not_an_image"
    case unreachable
    case timedOut = "timed_out"
    case endpointGone = "endpoint_gone"
    /// The provider does not have a job that it had accepted.
    case jobLost = "job_lost"
    /// The provider has made the video and does not have it any more.
    case resultExpired = "result_expired"
    case diskFull = "disk_full"
    case cannotWrite = "cannot_write"
    case interruptedSubmit = "interrupted_submit"
}
