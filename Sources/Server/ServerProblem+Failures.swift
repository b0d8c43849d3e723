package import Generations
import Hummingbird
import Library

/// The table of errors: what each failure of the other parts is over HTTP.
extension ServerProblem {
    /// A generation that failed, or is held because nobody knows what became of it.
    package init(_ failure: GenerationFailure, id: GenerationID?) {
        self.init(
            Self.status(failure.code),
            failure.message,
            suggestion: Self.suggestion(failure, id),
            code: failure.code,
            id: id,
            retryAfter: Self.retryAfter(failure.code)
        )
    }

    /// The status of a failure's kind.
    static func status(_ code: FailureCode) -> Int {
        switch code {
        case .invalidRequest, .unsupported: 400
        case .missingToken, .invalidToken: 401
        case .paymentRequired, .providerNotBillable: 402
        case .accessDenied: 403
        case .modelNotFound: 404
        case .rateLimited: 429
        case .diskFull, .cannotWrite: 500
        case .providerFailed, .contentRefused, .unreadableResponse, .notAVideo, .notAnImage, .unreachable,
            .endpointGone, .jobLost, .resultExpired, .interruptedSubmit:
            502
        case .modelLoading: 503
        case .timedOut: 504
        }
    }

    private static func suggestion(_ failure: GenerationFailure, _ id: GenerationID?) -> String {
        if failure.code == .modelLoading { return coldModel }
        if failure.code == .interruptedSubmit, let id {
            return "`rushes release \(id.rawValue)` on the server's machine looks for it, or sends it again."
        }
        return failure.hint.isEmpty ? "Look at the log of the server, and try again later." : failure.hint
    }

    /// What helps against a model that has to be loaded first.
    package static let coldModel =
        "Wait one to two minutes and try again, or use an Inference Endpoint of your own, which stays loaded."

    private static func retryAfter(_ code: FailureCode) -> Int? {
        switch code {
        case .rateLimited, .modelLoading: 60
        default: nil
        }
    }

    /// A generation that has to wait, for a client that does not.
    package init(_ wait: Wait, remaining: Duration, id: GenerationID) {
        let seconds = max(1, Int(remaining.seconds.rounded(.up)))
        let again = "Try again in \(seconds) s, or leave “wait” out."
        switch wait.reason {
        case .modelLoading, .endpointWaking:
            self.init(503, "The model is still loading.", suggestion: Self.coldModel, code: .modelLoading)
        case .rateLimited:
            self.init(429, "The provider limits the rate.", suggestion: again, code: .rateLimited)
        case .backingOff:
            self.init(503, "The provider is too busy.", suggestion: again, code: .providerFailed)
        case .noRoom:
            self.init(500, "There is no room left for the video.", suggestion: "Make room on the server.")
        case .cannotSave:
            self.init(
                500,
                "The video cannot be saved.",
                suggestion: "Look at the folder of the videos on the server."
            )
        }
        self.id = id
        retryAfter = seconds
    }

    /// Any error; what nobody expected is told by the log and not to the client.
    init(_ error: any Error) {
        switch error {
        case let problem as ServerProblem: self = problem
        case let problem as ParameterProblem: self.init(problem)
        case InferenceError.invalidParameter(let problem): self.init(problem)
        case let error as InferenceError: self.init(error.failure(), id: nil)
        case let failure as GenerationFailure: self.init(failure, id: nil)
        case let error as VideoStoreError: self.init(error.failure(), id: nil)
        case let error as LibraryError: self.init(error)
        case let error as HTTPError: self = .http(error.status.code, error.body)
        case let error as any HTTPResponseError: self = .http(error.status.code, nil)
        case is CancellationError: self = .stopping
        default:
            self.init(
                500,
                "Something unexpected went wrong.",
                suggestion: "The log of the server has the details."
            )
        }
    }

    private init(_ problem: ParameterProblem) {
        let isPrompt = problem.parameter == "prompt"
        self.init(
            400,
            problem.message,
            suggestion: isPrompt
                ? "Describe the video in “prompt”." : "Change “\(problem.parameter)”, or leave it out.",
            showsExample: isPrompt
        )
    }

    private init(_ error: LibraryError) {
        switch error {
        case .noSuchGeneration(let id): self = .unknown(id)
        case .busy:
            self.init(
                503,
                "Another program holds the library.",
                suggestion: "Try again in a moment.",
                retryAfter: 1
            )
        case .diskFull:
            self.init(
                500,
                "There is no room left for the library.",
                suggestion: "Make room on the server.",
                code: .diskFull
            )
        default:
            self.init(
                500,
                "The library cannot be used now.",
                suggestion: "The log of the server has the details.",
                code: .cannotWrite
            )
        }
    }

    private static func http(_ status: Int, _ message: String?) -> ServerProblem {
        switch status {
        case 404: .nowhere
        default:
            ServerProblem(
                status,
                message ?? "The request cannot be understood.",
                suggestion: "GET /openapi.json describes what may be sent."
            )
        }
    }
}

/// What is said by more than one route.
extension ServerProblem {
    /// There is no such route.
    static let nowhere = ServerProblem(
        404,
        "There is nothing at this address.",
        suggestion: "GET /openapi.json describes every route."
    )

    /// The server is being ended.
    static let stopping = ServerProblem(
        503,
        "The server is being stopped.",
        suggestion: "Try again when it has been started again.",
        retryAfter: 5
    )

    /// A page that nobody has named.
    static let uninvited = ServerProblem(
        403,
        "Pages of this origin may not call the server.",
        suggestion: "Start the server with the page's address in CLIENT_URL."
    )

    /// No generation has this number.
    static func unknown(_ id: GenerationID) -> ServerProblem {
        ServerProblem(
            404,
            "There is no generation \(id).",
            suggestion: "GET /api/generations lists them."
        )
    }

    /// What a key has made is in the trash.
    static func deleted(_ id: GenerationID) -> ServerProblem {
        ServerProblem(
            409,
            "This Idempotency-Key has made \(id), which is in the trash.",
            suggestion: "Take a new key for a new video."
        )
    }

    /// A path that is there, asked with a method that it does not take.
    static func wrongMethod(_ allowed: String) -> ServerProblem {
        var problem = ServerProblem(
            405,
            "This address does not take this method.",
            suggestion: "It takes \(allowed)."
        )
        problem.allows = allowed
        return problem
    }

    /// Something in the request that cannot be.
    static func bad(_ message: String, _ suggestion: String) -> ServerProblem {
        ServerProblem(400, message, suggestion: suggestion)
    }
}
