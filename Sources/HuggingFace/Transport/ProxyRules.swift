/// Which proxy a request goes through, by the variables that every tool reads (curl's manual, "Environment").
struct ProxyRules: Sendable {
    /// A proxy's address.
    struct Proxy: Hashable, Sendable {
        var host: String
        var port: Int
        var isSOCKS: Bool
        var user: String?
        var password: String?
    }

    private let environment: [String: String]

    init(environment: [String: String]) {
        self.environment = environment
    }

    /// The proxy for an address, or nil to go there directly. This machine is never reached through a proxy.
    func proxy(scheme: String, host: String, port: Int) -> Proxy? {
        guard !NetworkAddress.isLoopback(host), !isExempt(host: host.lowercased(), port: port) else {
            return nil
        }
        // `HTTP_PROXY` in capitals can be set by a request's `Proxy` header under CGI and is not read (curl).
        let names = scheme == "https" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        return (names + ["all_proxy", "ALL_PROXY"]).lazy
            .compactMap { environment[$0] }
            .first { !$0.isEmpty }
            .flatMap(Self.parse)
    }

    /// `[scheme://][user:password@]host[:port]`; nil for what cannot be understood.
    static func parse(_ text: String) -> Proxy? {
        var rest = Substring(text)
        var scheme = "http"
        if let mark = rest.firstRange(of: "://") {
            scheme = rest[..<mark.lowerBound].lowercased()
            rest = rest[mark.upperBound...]
        }
        rest = rest.prefix { $0 != "/" }
        var credentials: [String] = []
        if let at = rest.lastIndex(of: "@") {
            credentials = rest[..<at].split(separator: ":", maxSplits: 1).map { $0.removingPercentEscapes }
            rest = rest[rest.index(after: at)...]
        }
        guard ["http", "https", "socks5", "socks5h", "socks"].contains(scheme),
            let (host, port) = hostAndPort(rest, standard: scheme.hasPrefix("socks") ? 1_080 : 80)
        else { return nil }
        return Proxy(
            host: host,
            port: port,
            isSOCKS: scheme.hasPrefix("socks"),
            user: credentials.first,
            password: credentials.count > 1 ? credentials[1] : nil
        )
    }

    private static func hostAndPort(_ text: Substring, standard: Int) -> (String, Int)? {
        if text.first == "[", let end = text.firstIndex(of: "]") {
            let port = text[text.index(after: end)...].dropFirst()
            return (String(text[text.index(after: text.startIndex)..<end]), Int(port) ?? standard)
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return (String(host), standard) }
        guard let port = Int(parts[1]), (1...65_535).contains(port) else { return nil }
        return (String(host), port)
    }

    /// `no_proxy`: names, matching themselves and what is below them; `*` matches everything.
    private func isExempt(host: String, port: Int) -> Bool {
        let list =
            [environment["no_proxy"], environment["NO_PROXY"]].compactMap { $0 }.first { !$0.isEmpty } ?? ""
        return list.split { $0 == "," || $0.isWhitespace }.contains { entry in
            var name = entry.lowercased()
            if let colon = name.lastIndex(of: ":"), let only = Int(name[name.index(after: colon)...]),
                !name.dropLast(name.distance(from: colon, to: name.endIndex)).contains(":")
            {
                guard only == port else { return false }
                name = String(name[..<colon])
            }
            if name == "*" { return true }
            let suffix =
                name.hasPrefix("*.") ? String(name.dropFirst()) : name.hasPrefix(".") ? name : "." + name
            return suffix.count > 1 && (host == suffix.dropFirst() || host.hasSuffix(suffix))
        }
    }
}

extension StringProtocol {
    /// The text with `%40` and its like replaced; as it is when they are broken.
    fileprivate var removingPercentEscapes: String {
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
