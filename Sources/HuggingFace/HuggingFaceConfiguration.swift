package import Logging

/// Everything that the client has to know from outside.
package struct HuggingFaceConfiguration: Sendable {
    /// The direct endpoint, for requests that name none; nil when none is set.
    package var endpoint: Endpoint?
    package var token: FoundToken?
    /// Where a token was looked for, for the error that says that there is none.
    package var tokenPlaces: [String]
    package var billTo: String?
    /// How long an Inference Endpoint's proxy shall hold a request while the endpoint starts, in seconds.
    package var scaleUpTimeout: Int?
    package var limits: Limits
    /// The variables that name proxies and trusted certificates.
    package var environment: [String: String]
    /// Whether an endpoint that a request names may be plain http elsewhere than on this machine.
    package var insecureHTTP: Bool
    package var userAgent: String
    /// Gives each exchange its own name (`X-Amzn-Trace-Id`).
    package var makeTraceID: @Sendable () -> String
    package var logger: Logger

    package init(
        endpoint: Endpoint? = nil,
        token: FoundToken? = nil,
        tokenPlaces: [String] = [],
        billTo: String? = nil,
        scaleUpTimeout: Int? = nil,
        limits: Limits = Limits(),
        environment: [String: String] = [:],
        insecureHTTP: Bool = false,
        userAgent: String,
        makeTraceID: @Sendable @escaping () -> String,
        logger: Logger
    ) {
        self.endpoint = endpoint
        self.token = token
        self.tokenPlaces = tokenPlaces
        self.billTo = billTo
        self.scaleUpTimeout = scaleUpTimeout
        self.limits = limits
        self.environment = environment
        self.insecureHTTP = insecureHTTP
        self.userAgent = userAgent
        self.makeTraceID = makeTraceID
        self.logger = logger
    }

    /// The token, if it may be sent to an endpoint: to the one that the user has set and to nobody else. Anyone can
    /// rent an address at Hugging Face, so a dedicated endpoint is a stranger like any other host.
    func token(for endpoint: Endpoint) -> FoundToken? {
        endpoint.origin == self.endpoint?.origin ? token : nil
    }
}
