import Dispatch
import Foundation

/// Whether a host answers.
enum Reachability: Hashable, Sendable {
    case reachable
    /// Why not.
    case unreachable(String)
    /// Why it was not tried.
    case notTried(String)

    var text: String {
        switch self {
        case .reachable: "reachable"
        case .unreachable(let reason): "unreachable: \(reason)"
        case .notTried(let reason): "not tried: \(reason)"
        }
    }

    /// Nil when it was not tried.
    var isReachable: Bool? {
        switch self {
        case .reachable: true
        case .unreachable: false
        case .notTried: nil
        }
    }
}

extension Reachability {
    /// Opens a connection to an address's host and closes it again; sends nothing.
    ///
    /// - Parameter environment: with a proxy set, nothing is tried: the proxy decides.
    static func probe(_ address: String, environment: [String: String]) async -> Reachability {
        let plain = address.replacing("{model}", with: "model")
        guard let parts = URLComponents(string: plain), let host = parts.host, !host.isEmpty else {
            return .notTried("it is no web address")
        }
        let proxies = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        if !HostName.isLoopback(address), proxies.contains(where: { environment[$0]?.isEmpty == false }) {
            return .notTried("a proxy is set")
        }
        let port = parts.port ?? (parts.scheme?.lowercased() == "http" ? 80 : 443)
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        return await withCheckedContinuation { continuation in
            // The system's calls block; they must not hold a thread of the tasks.
            DispatchQueue.global().async { continuation.resume(returning: connect(to: bare, port: port)) }
        }
    }

    private static func connect(to host: String, port: Int) -> Reachability {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let first = list else {
            return .unreachable("there is no such host, or no network to find it")
        }
        defer { freeaddrinfo(first) }
        var result = Reachability.unreachable("no answer")
        for address in sequence(first: first, next: { $0.pointee.ai_next }) {
            result = connect(to: address.pointee)
            if result == .reachable { break }
        }
        return result
    }

    private static func connect(to address: addrinfo) -> Reachability {
        let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0 else { return .unreachable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        #if canImport(Glibc)
            let answer = Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen)
        #else
            let answer = Darwin.connect(descriptor, address.ai_addr, address.ai_addrlen)
        #endif
        if answer == 0 { return .reachable }
        guard errno == EINPROGRESS else { return .unreachable(String(cString: strerror(errno))) }
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&entry, 1, 5_000) == 1 else { return .unreachable("no answer within 5 s") }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        return code == 0 ? .reachable : .unreachable(String(cString: strerror(code)))
    }
}
