import Generations

/// A request in a provider's form, before it is known which way it goes.
struct ProviderRequest: Hashable, Sendable {
    var method: PreparedRequest.Method
    /// Below the provider's base, beginning with a slash.
    var path: String
    /// Without the question mark; empty for none.
    var query = ""
    /// What only the router wants in the query.
    var routedQuery = ""
    var headers: [PreparedRequest.Header] = []
    /// The JSON object to send; nil for none.
    var body: [String: ParameterValue]?
}

/// The way to a provider: base, token and payer. Every address that gets the token is made here, from the
/// base and a path, so that it never goes to a host that an answer named.
package struct ProviderRoute: Sendable {
    /// The router of Hugging Face (huggingface.js `config.ts`).
    package static let router = "https://router.huggingface.co"

    let kind: JobRoute
    /// Without a slash at its end.
    let base: String
    var token: AccessToken?
    private let scheme: AuthorizationScheme
    /// The hosts that belong to the provider.
    private let ownHost: String
    private var billTo: String?
    private var userAgent: String

    /// The way through the router, paid by Hugging Face's account.
    init(
        through router: String = router,
        to adapter: any ProviderAdapter,
        token: AccessToken?,
        billTo: String? = nil,
        userAgent: String
    ) {
        kind = .router
        base = router.drop(suffix: "/") + "/" + adapter.provider.rawValue
        scheme = .bearer
        ownHost = Self.host(adapter.ownBase)
        self.token = token
        self.billTo = billTo
        self.userAgent = userAgent
    }

    /// The way to the provider itself, paid by the account of a key of its own.
    init(to adapter: any ProviderAdapter, at base: String? = nil, key: AccessToken, userAgent: String) {
        kind = .provider
        self.base = (base ?? adapter.ownBase).drop(suffix: "/")
        scheme = adapter.ownScheme
        ownHost = Self.host(adapter.ownBase)
        token = key
        self.userAgent = userAgent
    }

    /// The request as it is sent.
    ///
    /// - Throws: `ParameterProblem` for a payer that no header can carry.
    func prepare(
        _ request: ProviderRequest,
        billTo: String? = nil,
        traceID: String
    ) throws(ParameterProblem) -> PreparedRequest {
        var headers: [PreparedRequest.Header] = [
            .init("Accept", "application/json"), .init("User-Agent", userAgent),
            .init("X-Amzn-Trace-Id", traceID),
        ]
        if request.body != nil { headers.insert(.init("Content-Type", "application/json"), at: 0) }
        if kind == .router, let header = try PreparedRequest.Header.billTo(billTo ?? self.billTo) {
            headers.append(header)
        }
        let queries = [kind == .router ? request.routedQuery : "", request.query].filter { !$0.isEmpty }
        let named = Set(request.headers.map { $0.name.lowercased() })
        return PreparedRequest(
            method: request.method,
            url: base + request.path + (queries.isEmpty ? "" : "?" + queries.joined(separator: "&")),
            headers: headers.filter { !named.contains($0.name.lowercased()) } + request.headers,
            body: request.body.map { .json(.object($0)) } ?? .none,
            token: token,
            scheme: scheme
        )
    }

    /// The path, below the base, of an address that the provider named for a job; nil when it is on a foreign
    /// host or can be no path. The answers name the provider's own host, also through the router.
    func path(of address: String) -> String? {
        guard let parts = try? URLParts(address), ["https", "http"].contains(parts.scheme) else { return nil }
        let isOnBase = (try? URLParts(base)).map { $0.origin == parts.origin } ?? false
        guard isOnBase || Self.isSameSite(parts.host, ownHost) else { return nil }
        var path = Self.rawPath(address)
        if isOnBase, let own = (try? URLParts(base))?.path, own != "/", path.hasPrefix(own + "/") {
            path = path.dropFirst(own.count)
        }
        guard path.hasPrefix("/"), PathText.isPlain(String(path.dropFirst())) else { return nil }
        return String(path)
    }

    private static func host(_ base: String) -> String {
        (try? URLParts(base))?.host ?? ""
    }

    /// Whether two hosts belong to the same owner, such as `queue.fal.run` and `fal.run`. The providers'
    /// domains are all of two labels.
    private static func isSameSite(_ host: String, _ own: String) -> Bool {
        let site = own.split(separator: ".").suffix(2).joined(separator: ".")
        return site.contains(".") && (host == site || host.hasSuffix("." + site))
    }

    /// What stands between host and query, as it is written.
    private static func rawPath(_ address: String) -> Substring {
        guard let scheme = address.firstRange(of: "://") else { return "" }
        let rest = address[scheme.upperBound...].prefix { !"?#".contains($0) }
        return rest.drop { $0 != "/" }
    }
}
