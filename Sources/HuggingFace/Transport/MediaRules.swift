/// What may be fetched of the addresses that an answer names: https, and nothing in private networks, unless
/// the server that was asked is in such a network itself.
struct MediaRules: Sendable {
    /// Who was asked.
    private let host: String
    private let origin: String

    init(endpoint: Endpoint) {
        host = endpoint.host
        origin = endpoint.origin
    }

    /// The rules for what a router or a provider at a base names; a base that is none allows nothing special.
    init(base: String) {
        let parts = try? URLParts(base)
        host = parts?.host ?? "huggingface.co"
        origin = parts?.origin ?? ""
    }

    /// Whether a name may lead into a private network.
    var allowsPrivate: Bool { NetworkAddress.isPrivate(host) }

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

    /// Plain http is fetched where the server that was asked speaks it as well.
    private func allowsHTTP(_ named: String) -> Bool {
        if NetworkAddress.isLoopback(host) { return NetworkAddress.isLoopback(named) }
        return origin.hasPrefix("http://") && host == named
    }
}
