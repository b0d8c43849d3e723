/// The words for errors. They are written once, here, so that the screen, the command line, the server and the
/// log say the same thing in the same way.
extension InferenceError {
    /// What happened, to what, and what to try: one sentence each, sanitised, without secrets.
    package func failure() -> GenerationFailure {
        let words = self.words
        return GenerationFailure(
            code: code,
            message: Self.sentence(words.message),
            hint: words.hint,
            status: detail.status,
            requestID: detail.requestID
        )
    }

    /// The same after the last of several attempts.
    package func failure(afterAttempts attempts: Int) -> GenerationFailure {
        var failure = failure()
        if attempts > 1 { failure.message += " Gave up after \(attempts) attempts." }
        return failure
    }

    /// What is said of a submit whose answer was never seen.
    package func interruptedSubmit() -> GenerationFailure {
        let words = self.words
        return GenerationFailure(
            code: .interruptedSubmit,
            message:
                "\(Self.sentence(words.message)) The request had been sent, so the video may have been made and billed.",
            hint: "Look at the provider's page first; releasing it sends the request again.",
            status: detail.status,
            requestID: detail.requestID
        )
    }

    /// The name of the kind in JSON.
    package var code: FailureCode {
        switch self {
        case .invalidParameter, .invalidRequest: .invalidRequest
        case .unsupported: .unsupported
        case .missingToken: .missingToken
        case .invalidToken: .invalidToken
        case .accessDenied: .accessDenied
        case .modelNotFound: .modelNotFound
        case .paymentRequired: .paymentRequired
        case .providerNotBillable: .providerNotBillable
        case .rateLimited: .rateLimited
        case .modelLoading, .endpointWaking: .modelLoading
        case .tooBusy, .providerFailed: .providerFailed
        case .timedOut: .timedOut
        case .contentRefused: .contentRefused
        case .unreadableResponse: .unreadableResponse
        case .notAVideo: .notAVideo
        case .notAnImage: .notAnImage
        case .unreachable, .connectionLost: .unreachable
        case .endpointGone: .endpointGone
        }
    }

    struct Words {
        var message: String
        var hint: String

        init(_ message: String, hint: String = "") {
            self.message = message
            self.hint = hint
        }
    }

    /// The words of the kind, under what is known better: a sentence of our own, and who else could do it.
    private var words: Words {
        var words = kindWords
        if detail.isSentence { words.message = detail.message }
        if let hint = otherProviders { words.hint = hint }
        return words
    }

    /// Names the other providers, where one of them may do what this one does not.
    private var otherProviders: String? {
        guard let last = detail.others.last else { return nil }
        switch self {
        case .unsupported, .modelNotFound, .providerNotBillable, .endpointGone, .providerFailed, .tooBusy:
            break
        default: return nil
        }
        let first = detail.others.dropLast().joined(separator: ", ")
        return "Choose another provider: \(first.isEmpty ? last : "\(first) or \(last)")."
    }

    private var kindWords: Words {
        switch self {
        case .invalidParameter(let problem):
            Words(problem.message, hint: "Nothing was sent.")
        case .invalidRequest(let detail):
            Words("\(maker(detail)) refuses the request\(said(detail)).", hint: requestHint(detail))
        case .unsupported(let detail):
            Words(
                "\(maker(detail)) cannot do this\(said(detail)).",
                hint: detail.provider == nil
                    ? "Choose another model or endpoint."
                    : "Choose another model: no other provider serves this one."
            )
        case .missingToken(let detail):
            Words(
                "No Hugging Face token was found\(said(detail)).",
                hint: detail.usesOwnKey
                    ? "Set it again, or run it again through Hugging Face."
                    : "Make one at \(Self.tokenPage) and set HF_TOKEN."
            )
        case .invalidToken(let detail, let source):
            Words(
                "\(server(detail)) does not accept the token from \(source)\(said(detail)).",
                hint: detail.usesOwnKey
                    ? "Make a new key on the provider's page, or run it through Hugging Face."
                    : "Make a new one at https://huggingface.co/settings/tokens."
            )
        case .accessDenied(let detail, let source):
            Words(
                "The token from \(source) may not do this at \(server(detail))\(said(detail)).",
                hint: accessHint(detail)
            )
        case .modelNotFound(let detail):
            Words("\(maker(detail)) has no such model\(said(detail)).", hint: "Check the name: owner/name.")
        case .paymentRequired, .providerNotBillable, .rateLimited, .modelLoading, .endpointWaking, .tooBusy:
            waitingWords
        case .timedOut(let detail, let what):
            timedOutWords(detail, what)
        case .providerFailed(let detail):
            Words(
                "\(maker(detail)) failed\(status(detail))\(said(detail)).",
                hint: "Run it again; if it fails again, give its provider the request id."
            )
        case .contentRefused(let detail):
            Words("\(maker(detail)) refuses the content\(said(detail)).", hint: "Say it in other words.")
        case .unreadableResponse(let detail):
            Words(
                "\(maker(detail)) answered what cannot be read\(said(detail)).",
                hint: detail.provider == nil
                    ? "Check that the address is a video endpoint."
                    : "Look at the provider's page: the video may have been made and billed."
            )
        case .notAVideo(let detail, let what):
            wrongMediaWords(detail, what, wanted: "video")
        case .notAnImage(let detail, let what):
            wrongMediaWords(detail, what, wanted: "image")
        case .unreachable(let detail, let why):
            unreachableWords(detail, why)
        case .connectionLost(let detail):
            Words("The connection to \(server(detail)) broke before the answer came\(said(detail)).")
        case .endpointGone(let detail):
            Words(
                "\(maker(detail)) cannot be used for this\(said(detail)).",
                hint: detail.provider == nil ? "Choose another model or endpoint." : "Run it again."
            )
        }
    }

    private func requestHint(_ detail: ErrorDetail) -> String {
        if detail.status == 413 { return "Use a smaller image or a shorter prompt." }
        return detail.message.isEmpty ? "Check the parameters." : "Change what it names."
    }

    private func accessHint(_ detail: ErrorDetail) -> String {
        let message = detail.message.lowercased()
        if ["gated", "terms", "restricted"].contains(where: message.contains) {
            return "Accept the model's terms on its page, with the account that the token belongs to."
        }
        if detail.usesOwnKey { return "Look at the rights of the key on the provider's page." }
        return "Give the token the right to call Inference Providers: \(Self.tokenPage)"
    }

    private var waitingWords: Words {
        switch self {
        case .paymentRequired(let detail):
            Words(
                "The credits\(detail.usesOwnKey ? " at \(maker(detail))" : "") are used up\(said(detail)).",
                hint: detail.usesOwnKey
                    ? "Buy credits on the provider's page, or run it through Hugging Face."
                    : "Buy credits at https://huggingface.co/settings/billing, or bill an organisation."
            )
        case .providerNotBillable(let detail):
            Words(
                "\(detail.provider ?? "This provider") cannot be billed through Hugging Face\(said(detail)).",
                hint: "Choose another model: no other provider serves this one."
            )
        case .rateLimited(let detail, _):
            Words("\(maker(detail)) limits the rate\(said(detail)).", hint: "Try again later.")
        case .modelLoading(let detail, _):
            Words("The model at \(maker(detail)) is still loading\(said(detail)).", hint: "Try again later.")
        case .endpointWaking(let detail, _):
            Words(
                "The endpoint \(server(detail)) is not awake\(said(detail)).",
                hint: "Try again later; a paused endpoint has to be resumed on its page."
            )
        default:
            Words("\(maker(detail)) is too busy\(said(detail)).", hint: "Try again later.")
        }
    }

    private func timedOutWords(_ detail: ErrorDetail, _ what: TimedOut) -> Words {
        switch what {
        case .connecting(let limit):
            Words("\(server(detail)) could not be reached within \(text(limit)).", hint: "Check the network.")
        case .silent(let limit):
            Words("\(server(detail)) sent nothing for \(text(limit)).", hint: "Run it again later.")
        case .whole(let limit):
            Words("\(server(detail)) did not finish within \(text(limit)).", hint: "Allow more time.")
        case .gateway:
            Words(
                "A gateway at \(server(detail)) gave up waiting for the answer\(status(detail)).",
                hint: "Ask for a shorter or smaller video, or use an endpoint of your own."
            )
        }
    }

    private func unreachableWords(_ detail: ErrorDetail, _ why: Unreachable) -> Words {
        let name = server(detail)
        let network = "Check the address and the network."
        return switch why {
        case .unknownHost: Words("There is no host \(name), or no network to find it.", hint: network)
        case .refused: Words("\(name) refuses the connection.", hint: network)
        case .insecure(let problem):
            Words(
                "The connection to \(name) is not secure: \(problem).",
                hint: "Check the clock and the address; a CA of your own goes into SSL_CERT_FILE."
            )
        case .proxy(let problem):
            Words(
                "The proxy did not connect to \(name): \(problem).",
                hint: "Check HTTPS_PROXY and NO_PROXY."
            )
        case .other(let problem): Words("\(name) cannot be reached: \(problem).", hint: network)
        }
    }

    func server(_ detail: ErrorDetail) -> String {
        detail.host ?? "the server"
    }

    /// Who makes the video: the provider behind the router, else the server itself.
    private func maker(_ detail: ErrorDetail) -> String {
        detail.provider ?? server(detail)
    }

    /// Where a token is made that may call providers (hub-docs, `inference-providers/index.md`).
    private static let tokenPage =
        "https://huggingface.co/settings/tokens/new?ownUserPermissions=inference.serverless.write"
        + "&tokenType=fineGrained"

    /// A sentence with a capital, unless it begins with a host's name.
    private static func sentence(_ text: String) -> String {
        text.hasPrefix("the ") ? "T" + text.dropFirst() : text
    }

    private func status(_ detail: ErrorDetail) -> String {
        detail.status.map { " (\($0))" } ?? ""
    }

    /// The server's own words behind a colon, without their full stop.
    func said(_ detail: ErrorDetail) -> String {
        var message = detail.message
        while let last = message.last, last == "." || last.isWhitespace { message.removeLast() }
        return message.isEmpty ? "" : ": \(message)"
    }

    private func text(_ duration: Duration) -> String {
        let seconds = Int(duration.seconds.rounded())
        return seconds >= 120 ? "\(seconds / 60) minutes" : "\(seconds) s"
    }
}
