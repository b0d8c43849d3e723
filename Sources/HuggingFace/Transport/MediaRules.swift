import struct Foundation.URL

/// What may be fetched of the addresses that an answer names: https, and nothing in private networks, unless
/// the endpoint is in such a network itself.
struct MediaRules: Sendable {
    var endpoint: Endpoint

    /// Whether a name may lead into a private network.
    var allowsPrivate: Bool { endpoint.isPrivate }

    /// Why an address is not fetched; nil when it may be.
    func problem(with parts: URLParts) -> String? {
        guard parts.scheme == "https" || parts.scheme == "http" && allowsHTTP(parts.host) else {
            return "The video is at \(parts.shown), and nothing but https is fetched."
        }
        guard allowsPrivate || !NetworkAddress.isPrivate(parts.host) else {
            return
                "The video is at \(parts.shown), in a private network: nothing is fetched from there."
        }
        return nil
    }

    /// Plain http is fetched where the endpoint speaks it as well.
    private func allowsHTTP(_ host: String) -> Bool {
        if endpoint.isLoopback { return NetworkAddress.isLoopback(host) }
        return endpoint.origin.hasPrefix("http://") && endpoint.host == host
    }
}

/// Where a `Location` header leads.
enum Redirection {
    static func resolve(_ location: String, against url: String) -> String {
        URL(string: location, relativeTo: URL(string: url))?.absoluteURL.absoluteString ?? location
    }
}
