import Generations
import NIOHTTP1

import struct Foundation.Date

/// Turns a status, its headers and its body into the error that it means. Pure.
struct ErrorMapping: Sendable {
    /// The host that answered.
    var host: String
    /// The token that was sent, to name its source and to take it out of messages.
    var token: FoundToken?
    /// Why no token was sent, in words.
    var noToken: String = ""
    var purpose = Purpose.submit
    /// Whether the one that answers is a direct endpoint and no provider.
    var isEndpoint = false
    /// The moment of the answer, for dates in `Retry-After`.
    var now: Date

    /// What was asked.
    enum Purpose: Hashable, Sendable {
        /// For a video.
        case submit
        /// For a job that the provider has accepted.
        case job
        /// For a finished video.
        case download
    }

    /// The error that an answer without 2xx means.
    func error(status: Int, headers: HTTPHeaders, body bytes: [UInt8]) -> InferenceError {
        let body = ErrorBody(bytes, contentType: headers.first(name: "content-type"))
        var message = body.message
        if message.isEmpty { message = headers.first(name: "x-error-message") ?? "" }
        let answer = Answer(
            status: status,
            headers: headers,
            body: body,
            text: (message + " " + body.codes.joined(separator: " ")),
            detail: detail(status: status, headers: headers, message: message)
        )
        return switch purpose {
        case .submit: submitError(answer)
        case .job: jobError(answer)
        case .download: downloadError(answer)
        }
    }

    /// What is known of an answer, sanitised.
    func detail(status: Int?, headers: HTTPHeaders, message: String) -> ErrorDetail {
        ErrorDetail(
            status: status,
            message: Redaction.message(message, token: token?.token),
            requestID: Self.requestID(headers),
            host: host
        )
    }

    /// The server's own name of the exchange (huggingface_hub `utils/_http.py` has this order).
    static func requestID(_ headers: HTTPHeaders) -> String? {
        let names = ["x-request-id", "x-amzn-trace-id", "x-amz-cf-id"]
        guard let id = names.lazy.compactMap({ headers.first(name: $0) }).first(where: { !$0.isEmpty }) else {
            return nil
        }
        return Redaction.message(id, longest: 120)
    }

    /// An answer, taken apart.
    private struct Answer {
        var status: Int
        var headers: HTTPHeaders
        var body: ErrorBody
        /// Message and codes, for telling kinds apart.
        var text: String
        var detail: ErrorDetail

        func says(_ words: String...) -> Bool {
            let text = text.lowercased()
            return words.contains { text.contains($0) }
        }
    }

    private func submitError(_ answer: Answer) -> InferenceError {
        let detail = answer.detail
        if isEndpoint, let error = paused(answer) { return error }
        switch answer.status {
        case 300..<400:
            let isOpen = purpose == .submit && Redirection.leavesOpen(answer.status)
            return Redirection.refused(detail, mayBeAccepted: isOpen)
        case 400, 406, 413, 415, 422, 451: return refusal(answer)
        case 401: return unauthorized(detail)
        case 402: return payment(answer)
        case 403: return forbidden(answer)
        case 404: return isUnsupported(answer) ? .unsupported(detail) : .modelNotFound(detail)
        case 405: return .unsupported(detail)
        case 408, 504, 524: return .timedOut(detail, .gateway)
        case 410:
            return answer.says("deprecated", "by provider") ? .unsupported(detail) : .endpointGone(detail)
        case 429: return .rateLimited(detail, rateLimitWait(answer))
        case 503: return unavailable(answer)
        case 402..<500 where ![409, 425, 499].contains(answer.status): return .invalidRequest(detail)
        default: return failed(answer)
        }
    }

    /// Their side failed. A provider says so itself, in JSON; what a gateway on the way says, it says without knowing
    /// whether the provider has taken the request.
    private func failed(_ answer: Answer) -> InferenceError {
        let isGateway = [502, 503].contains(answer.status) || !(400..<520).contains(answer.status)
        var detail = answer.detail
        detail.mayBeAccepted =
            purpose == .submit && !isEndpoint && (isGateway || !answer.body.isJSON || isOfTheWay(answer))
        return .providerFailed(detail)
    }

    /// Whether a 5xx in JSON says nothing but that, or speaks of a connection: so does the router when its own question
    /// to the provider failed. A provider has a code for it, or a reason.
    private func isOfTheWay(_ answer: Answer) -> Bool {
        guard answer.status >= 500, answer.body.codes.isEmpty else { return false }
        let text = answer.body.message.lowercased()
        let words = text.split { !$0.isLetter }.joined(separator: " ")
        return words.isEmpty || Self.wayBeginnings.contains { words.hasPrefix($0) }
            || Self.wayWords.contains { text.contains($0) }
    }

    private static let wayBeginnings = ["internal error", "internal server error", "server error"]
    private static let wayWords = [
        "connection", "econn", "fetch failed", "gateway", "socket", "timed out", "timeout", "upstream",
    ]

    /// The address of a finished video that is refused or forgotten will not come back.
    private func downloadError(_ answer: Answer) -> InferenceError {
        switch answer.status {
        case 408, 504, 524: .timedOut(answer.detail, .gateway)
        case 429: .rateLimited(answer.detail, rateLimitWait(answer))
        case 503: .tooBusy(answer.detail, retryAfter(answer))
        case 300..<500: .endpointGone(answer.detail)
        default: .providerFailed(answer.detail)
        }
    }

    /// A job that was accepted is there or is gone; nothing is said of the model any more.
    private func jobError(_ answer: Answer) -> InferenceError {
        switch answer.status {
        case 404, 410:
            return .endpointGone(answer.detail)
        case 503: return .tooBusy(answer.detail, retryAfter(answer))
        default: return submitError(answer)
        }
    }

    /// An Inference Endpoint that its owner has paused; unlike one that sleeps it does not wake.
    private func paused(_ answer: Answer) -> InferenceError? {
        guard [400, 409, 503].contains(answer.status),
            answer.says("invalid state", "is paused", "endpoint paused")
        else { return nil }
        var detail = answer.detail
        detail.message =
            "The endpoint \(host) is paused and does not wake by itself: resume it at "
            + "https://endpoints.huggingface.co."
        detail.isSentence = true
        return .endpointGone(detail)
    }

    private func refusal(_ answer: Answer) -> InferenceError {
        if answer.status == 451 || isContentRefusal(answer) { return .contentRefused(answer.detail) }
        return isUnsupported(answer) ? .unsupported(answer.detail) : .invalidRequest(answer.detail)
    }

    private func isUnsupported(_ answer: Answer) -> Bool {
        answer.says("not supported by provider", "not supported by any provider", "model_not_supported")
    }

    private func isContentRefusal(_ answer: Answer) -> Bool {
        Self.isContentRefusal(answer.text)
    }

    /// Whether a provider's words, or its codes, say that the content is why it made no video.
    static func isContentRefusal(_ text: String) -> Bool {
        let text = text.lowercased()
        return contentWords.contains { text.contains($0) }
    }

    private static let contentWords = [
        "content_policy", "content policy", "content checker", "content_filter", "content moderation",
        "content violates", "nsfw", "policy violation", "safety checker", "safety filter", "safety system",
        "flagged", "moderation", "violates policy",
    ]

    private func unauthorized(_ detail: ErrorDetail) -> InferenceError {
        if let token { return .invalidToken(detail, source: token.source) }
        return missingToken(detail)
    }

    private func forbidden(_ answer: Answer) -> InferenceError {
        if isContentRefusal(answer) { return .contentRefused(answer.detail) }
        var detail = answer.detail
        if answer.headers.first(name: "x-error-code")?.lowercased() == "gatedrepo",
            !detail.message.lowercased().contains("gated")
        {
            detail.message =
                "The model is gated: its terms have to be accepted on its page. \(detail.message)"
        }
        guard let token else { return missingToken(detail) }
        return .accessDenied(detail, source: token.source)
    }

    private func missingToken(_ detail: ErrorDetail) -> InferenceError {
        var detail = detail
        let words = [noToken, detail.message].filter { !$0.isEmpty }
        detail.message = Redaction.message(words.joined(separator: "; "))
        return .missingToken(detail)
    }

    private func payment(_ answer: Answer) -> InferenceError {
        answer.says("pay-as-you", "is not enabled for provider")
            ? .providerNotBillable(answer.detail) : .paymentRequired(answer.detail)
    }

    // MARK: Waits

    /// `RateLimit` with nothing left, then `Retry-After`, as huggingface_hub `utils/_http.py` has it.
    private func rateLimitWait(_ answer: Answer) -> WaitSource? {
        if let header = RateLimitHeader(answer.headers), header.remaining == 0 { return header.source }
        return retryAfter(answer)
    }

    private func retryAfter(_ answer: Answer) -> WaitSource? {
        RetryAfter.seconds(answer.headers.first(name: "retry-after"), now: now).map(WaitSource.retryAfter)
    }

    /// 503 has three meanings: the model is loading, the endpoint is being started, too busy. Of a provider, one that
    /// says none of them may come from a gateway that has sent the request on.
    private func unavailable(_ answer: Answer) -> InferenceError {
        if answer.body.hasEstimatedTime || answer.says("loading") {
            return .modelLoading(answer.detail, estimate: answer.body.estimatedTime)
        }
        let wait = retryAfter(answer)
        if isBusy(answer) { return .tooBusy(answer.detail, wait) }
        let isDedicated = Endpoint.isDedicated(host)
        guard isEndpoint || isDedicated else {
            // A page with a time to come back may be a gateway's as well.
            return wait == nil || !answer.body.isJSON ? failed(answer) : .tooBusy(answer.detail, wait)
        }
        return isDedicated || saysOnlyUnavailable(answer)
            ? .endpointWaking(answer.detail, wait) : .tooBusy(answer.detail, wait)
    }

    private func isBusy(_ answer: Answer) -> Bool {
        answer.says("busy", "overload", "queue", "capacity", "too many", "runner")
    }

    /// The proxy before a scaled-down endpoint says nothing more than the status line.
    private func saysOnlyUnavailable(_ answer: Answer) -> Bool {
        let words = answer.detail.message.lowercased().split { !$0.isLetter }
        return [["service", "unavailable"], ["service", "temporarily", "unavailable"]].contains(
            words.map(String.init)
        )
    }
}
