import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The network clients, one for each way to the net: directly or through a proxy, with or without private
/// addresses.
final class HTTPClients: Sendable {
    struct Route: Hashable, Sendable {
        var proxy: ProxyRules.Proxy?
        /// Whether a name may lead to an address in a private network.
        var allowsPrivate: Bool
    }

    private let limits: Limits
    private let environment: [String: String]
    private let clients = Mutex<[Route: HTTPClient]>([:])

    init(limits: Limits, environment: [String: String]) {
        self.limits = limits
        self.environment = environment
    }

    /// The client for a route; made when it is needed first.
    func client(for route: Route) -> HTTPClient {
        clients.withLock { clients in
            if let client = clients[route] { return client }
            let client = HTTPClient(
                eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
                configuration: configuration(for: route)
            )
            clients[route] = client
            return client
        }
    }

    /// Closes all connections.
    func shutdown() async {
        let all = clients.withLock { clients in
            defer { clients = [:] }
            return Array(clients.values)
        }
        // The only error is that a client was shut down before.
        for client in all { try? await client.shutdown() }
    }

    private func configuration(for route: Route) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.tlsConfiguration = tls
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(
            connect: TimeAmount(limits.connect),
            read: nil,
            write: TimeAmount(limits.silence)
        )
        configuration.proxy = route.proxy.map(Self.proxy)
        configuration.decompression = .disabled
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        // How many are asked at once is the queue's decision.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4_096
        // A connection that rested may be dead, and a request lost on it would look as if it had been
        // accepted.
        configuration.maximumUsesPerConnection = 1
        if !route.allowsPrivate, route.proxy == nil {
            configuration.http1_1ConnectionDebugInitializer = Self.refusePrivateAddress
        }
        return configuration
    }

    /// Checks where a name has led to, before anything is sent there.
    private static func refusePrivateAddress(_ channel: any Channel) -> EventLoopFuture<Void> {
        guard let address = channel.remoteAddress?.ipAddress, !NetworkAddress.isPrivate(address) else {
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(PrivateAddressRefused())
        }
        return channel.eventLoop.makeSucceededVoidFuture()
    }

    private var tls: TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        let names = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_DIR"]
        if let path = names.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) {
            tls.trustRoots = .file(path)
        }
        return tls
    }

    private static func proxy(_ proxy: ProxyRules.Proxy) -> HTTPClient.Configuration.Proxy {
        if proxy.isSOCKS { return .socksServer(host: proxy.host, port: proxy.port) }
        guard let user = proxy.user else { return .server(host: proxy.host, port: proxy.port) }
        return .server(
            host: proxy.host,
            port: proxy.port,
            authorization: .basic(username: user, password: proxy.password ?? "")
        )
    }
}
