package import Generations

import struct Foundation.URL

/// The address of a server that answers the direct shape: an Inference Endpoint, an own server, the demo.
package struct Endpoint: Hashable, Sendable {
    /// As the user gave it, without spaces around.
    package let text: String
    /// The host, without port.
    package let host: String
    /// Scheme, host and port: what the token belongs to.
    let origin: String

    private let template: String

    /// Takes an address by the rules for `RUSHES_ENDPOINT`: `{model}` in it is replaced; without it and
    /// without a path, `/models/{model}` is added; an address with a path or a query is used as it is. A
    /// dedicated Inference Endpoint serves one model at its root (hf-endpoints-documentation), so nothing is
    /// added there.
    ///
    /// - Parameter insecureHTTP: whether plain `http` may leave this machine.
    package init(_ text: String, insecureHTTP: Bool = false) throws(EndpointProblem) {
        let text = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        // A model may stand in the path and never choose the host.
        guard !URLParts.authority(of: text).contains("{") else {
            throw .noAddress(Redaction.address(text))
        }
        let parts = try URLParts(Self.filled(text, with: "owner/name"), shown: text)
        guard parts.scheme == "https" || parts.scheme == "http" else { throw .wrongScheme(parts.shown) }
        guard parts.scheme == "https" || NetworkAddress.isLoopback(parts.host) || insecureHTTP else {
            throw .plainHTTP(parts.shown)
        }
        self.text = text
        host = parts.host
        origin = parts.origin
        let hasPath = !parts.path.isEmpty && parts.path != "/"
        let isWhole = hasPath || parts.hasQuery || text.contains("{model}") || Self.isDedicated(parts.host)
        template = isWhole ? text : text.drop(suffix: "/") + "/models/{model}"
    }

    /// Where a request for a model goes.
    package func url(for model: ModelID) -> String {
        Self.filled(template, with: model.rawValue)
    }

    /// Whether the endpoint is on this machine.
    package var isLoopback: Bool { NetworkAddress.isLoopback(host) }

    /// Whether the endpoint is on this machine or in a private network.
    package var isPrivate: Bool { NetworkAddress.isPrivate(host) }

    /// Whether a host belongs to Hugging Face's dedicated Inference Endpoints.
    static func isDedicated(_ host: String) -> Bool {
        host.lowercased().hasSuffix(".endpoints.huggingface.cloud")
    }

    private static func filled(_ template: String, with model: String) -> String {
        var rest = Substring(template)
        var result = ""
        while let range = rest.firstRange(of: "{model}") {
            result += rest[..<range.lowerBound] + model
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}

/// Why an address cannot be an endpoint.
package enum EndpointProblem: Error, Hashable, Sendable {
    case empty
    case noAddress(String)
    case wrongScheme(String)
    /// `http` to another machine.
    case plainHTTP(String)
    /// A user name or a password is in it.
    case credentials(String)

    /// One sentence: what is wrong and what would be right.
    package var sentence: String {
        switch self {
        case .empty:
            "The endpoint is empty: give an address such as https://name.endpoints.huggingface.cloud."
        case .noAddress(let text):
            "The endpoint \(text) is no web address: give one such as "
                + "https://name.endpoints.huggingface.cloud."
        case .wrongScheme(let text):
            "The endpoint \(text) does not begin with https://."
        case .plainHTTP(let text):
            "The endpoint \(text) is plain http, which shows the token to the network: use https, or allow "
                + "it with --insecure-http."
        case .credentials(let text):
            "The endpoint \(text) holds a user name or a password: take it out; the token goes into HF_TOKEN."
        }
    }
}

/// The parts of an absolute web address that decide where it goes.
struct URLParts {
    let scheme: String
    let host: String
    let port: Int
    let path: String
    let hasQuery: Bool
    /// The address without secrets: no user, no query.
    let shown: String

    var origin: String { "\(scheme)://\(host):\(port)" }

    init(_ text: String, shown original: String? = nil) throws(EndpointProblem) {
        let shown = Redaction.address(original ?? text)
        guard !text.isEmpty else { throw .empty }
        guard text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) && $0 != "\\" }),
            let url = URL(string: text), let scheme = url.scheme?.lowercased()
        else { throw .noAddress(shown) }
        guard url.user == nil, url.password == nil else { throw .credentials(shown) }
        // An escaped host is one name for some readers and another for others; a zone behind an IPv6 address is none.
        let authority = Self.authority(of: text)
        guard !authority.contains("%") || authority.hasPrefix("[") else { throw .noAddress(shown) }
        guard let host = url.host?.lowercased(), !host.isEmpty else { throw .noAddress(shown) }
        guard url.port.map({ (1...65_535).contains($0) }) ?? true else { throw .noAddress(shown) }
        self.scheme = scheme
        self.host = host
        self.port = url.port ?? (scheme == "http" ? 80 : 443)
        self.path = url.path
        self.hasQuery = url.query != nil
        self.shown = shown
    }

    /// What stands between `//` and the path: the host, with its port and whatever else.
    static func authority(of text: String) -> Substring {
        guard let start = text.firstRange(of: "://")?.upperBound else { return "" }
        return text[start...].prefix { !"/?#".contains($0) }
    }
}

extension StringProtocol {
    /// This text without a suffix, if it ends with it.
    func drop(suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self)
    }
}
