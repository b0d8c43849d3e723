/// Why an exchange with a server did not give a video. Cancellation is no error and not among them.
package indirect enum InferenceError: Error, Hashable, Sendable {
    /// The request breaks a rule that we know; nothing was sent.
    case invalidParameter(ParameterProblem)
    /// The server refuses the request: 400, 413, 422.
    case invalidRequest(ErrorDetail)
    /// Provider or endpoint does not serve the model or its task.
    case unsupported(ErrorDetail)
    /// A token is needed and none was found; the places that were looked at.
    case missingToken(ErrorDetail)
    /// 401; the place that the token came from.
    case invalidToken(ErrorDetail, source: String)
    /// 403, or a gated model; the place that the token came from.
    case accessDenied(ErrorDetail, source: String)
    case modelNotFound(ErrorDetail)
    /// 402: the balance is empty.
    case paymentRequired(ErrorDetail)
    /// 402: this provider cannot be billed this way.
    case providerNotBillable(ErrorDetail)
    /// 429, with the wait that the server named, if it did.
    case rateLimited(ErrorDetail, WaitSource?)
    /// 503 that says that the model is loading, with the server's guess in seconds, if it is a usable one.
    case modelLoading(ErrorDetail, estimate: Double?)
    /// 503 of an Inference Endpoint that is being started, with `Retry-After` if it was sent.
    case endpointWaking(ErrorDetail, WaitSource?)
    /// 503 that says neither: too busy. Nothing was accepted.
    case tooBusy(ErrorDetail, WaitSource?)
    /// No complete answer in time.
    case timedOut(ErrorDetail, TimedOut)
    /// 5xx: their side.
    case providerFailed(ErrorDetail)
    /// The prompt or the image breaks the provider's content rules.
    case contentRefused(ErrorDetail)
    /// An answer that nobody can read.
    case unreadableResponse(ErrorDetail)
    /// An answer that is no video, or not a whole one.
    case notAVideo(ErrorDetail, NotAVideo)
    /// The same of a keyframe: no image, or not a whole one.
    case notAnImage(ErrorDetail, NotAVideo)
    /// No connection: nothing was sent.
    case unreachable(ErrorDetail, Unreachable)
    /// The connection broke after the request was sent; the answer was never seen.
    case connectionLost(ErrorDetail)
    /// The address is dead for good (410), or redirects where we do not follow.
    case endpointGone(ErrorDetail)

    package enum TimedOut: Hashable, Sendable {
        /// No connection in time: nothing was sent.
        case connecting(Duration)
        /// No byte came for so long.
        case silent(Duration)
        /// The whole exchange took longer than it may.
        case whole(Duration)
        /// 504: a gateway gave up.
        case gateway
    }

    package enum NotAVideo: Hashable, Sendable {
        case empty
        /// JSON under 200; its message is in the detail.
        case json
        case html
        case text
        /// A picture, such as `PNG`; of a keyframe a picture of a kind that models do not take.
        case image(String)
        /// A video where an image should be.
        case video
        /// Something else; its first bytes in hexadecimal.
        case unknown(String)
        /// Fewer bytes than announced, or a broken chunk.
        case truncated(bytes: Int64, expected: Int64?)
        /// An MP4 whose boxes do not fit; what is wrong.
        case damaged(String)
    }

    package enum Unreachable: Hashable, Sendable {
        case unknownHost
        case refused
        /// The certificate or the handshake; what is wrong.
        case insecure(String)
        case proxy(String)
        case other(String)
    }
}
