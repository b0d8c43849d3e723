package import Generations
package import Logging

package import struct Foundation.Date

/// Everything that the client has to know from outside.
package struct HuggingFaceConfiguration: Sendable {
    /// The direct endpoint, for requests that name none; nil when none is set.
    package var endpoint: Endpoint?
    /// For the endpoint that is set.
    package var token: FoundToken?
    /// Where Hugging Face's router is.
    package var router: String
    /// Where the Hub is.
    package var hub: String
    /// For the Hub and the router.
    package var hubToken: FoundToken?
    /// Keys of one's own for providers, which are then asked themselves and paid by their own accounts.
    package var providerKeys: [InferenceProvider: FoundToken]
    /// Providers that are elsewhere than their makers say: for tests and the demo.
    package var providerBases: [InferenceProvider: String]
    /// Where the Hub's answers about models outlast the program.
    package var mappings: MappingShelf
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
    package var now: @Sendable () -> Date
    /// Makes images smaller that are too large to be sent; nil where nothing can.
    package var scale: ImageScaler?
    package var logger: Logger

    package init(
        endpoint: Endpoint? = nil,
        token: FoundToken? = nil,
        router: String = ProviderRoute.router,
        hub: String = HubModels.hub,
        hubToken: FoundToken? = nil,
        providerKeys: [InferenceProvider: FoundToken] = [:],
        providerBases: [InferenceProvider: String] = [:],
        mappings: MappingShelf = .none,
        tokenPlaces: [String] = [],
        billTo: String? = nil,
        scaleUpTimeout: Int? = nil,
        limits: Limits = Limits(),
        environment: [String: String] = [:],
        insecureHTTP: Bool = false,
        userAgent: String,
        makeTraceID: @Sendable @escaping () -> String,
        now: @Sendable @escaping () -> Date = { Date() },
        scale: ImageScaler? = nil,
        logger: Logger
    ) {
        self.endpoint = endpoint
        self.token = token
        self.router = router
        self.hub = hub
        self.hubToken = hubToken
        self.providerKeys = providerKeys
        self.providerBases = providerBases
        self.mappings = mappings
        self.tokenPlaces = tokenPlaces
        self.billTo = billTo
        self.scaleUpTimeout = scaleUpTimeout
        self.limits = limits
        self.environment = environment
        self.insecureHTTP = insecureHTTP
        self.userAgent = userAgent
        self.makeTraceID = makeTraceID
        self.now = now
        self.scale = scale
        self.logger = logger
    }

    /// The token, if it may be sent to an endpoint: to the one that the user has set and to nobody else. Anyone can
    /// rent an address at Hugging Face, so a dedicated endpoint is a stranger like any other host.
    func token(for endpoint: Endpoint) -> FoundToken? {
        endpoint.origin == self.endpoint?.origin ? token : nil
    }

    /// The key of one's own for a provider. A Hugging Face token is none: no provider accepts it, and none shall
    /// see it.
    func key(for provider: InferenceProvider) -> FoundToken? {
        providerKeys[provider].flatMap { $0.token.isHuggingFace ? nil : $0 }
    }

    /// Where a token was looked for, when there is none.
    var reasonForNoToken: String {
        let places = tokenPlaces.joined(separator: ", ")
        return places.isEmpty ? "" : "looked in \(places)"
    }
}
