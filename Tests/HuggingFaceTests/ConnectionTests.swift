import AsyncHTTPClient
import Foundation
import Generations
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import HuggingFace

/// Connections that fail, stall or lie. "Nothing was sent" is said only where it is true.
@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    @Test func `an unknown host`() async throws {
        let error = await Exchange(endpoint: "https://nosuchhost.invalid").failure()
        guard case .unreachable(let detail, .unknownHost) = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(detail.host == "nosuchhost.invalid")
    }

    @Test func `a port where nobody listens`() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(channel.localAddress?.port)
        try await channel.close()
        let error = await Exchange(endpoint: "http://127.0.0.1:\(port)").failure()
        guard case .unreachable(_, .refused) = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
    }

    @Test func `a certificate that nobody vouches for, and one that SSL_CERT_FILE does`() async throws {
        let certificate = try TestCertificate()
        defer { certificate.remove() }
        try await withRawServer(certificate: certificate) { connection in
            try await connection.request()
            try await connection.answer("200 OK", body: tinyVideo)
        } test: { server in
            var exchange = Exchange(endpoint: server.address)
            let error = await exchange.failure()
            guard case .unreachable(_, .insecure(let reason)) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(reason == "the certificate is not trusted")
            #expect(server.requests.isEmpty)
            exchange.environment = ["SSL_CERT_FILE": certificate.certificatePath]
            check(try await exchange.submit(), .video(requestID: nil))
            exchange.environment = ["SSL_CERT_FILE": "/nowhere/ca.pem"]
            guard case .unreachable(_, .insecure) = await exchange.failure() else {
                return #expect(Bool(false))
            }
        }
    }

    @Test func `TLS to a port that speaks none`() async throws {
        try await withRawServer { connection in
            try await connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
            try await connection.untilClosed()
        } test: { server in
            let error = await Exchange(endpoint: "https://127.0.0.1:\(server.port)").failure()
            guard case .unreachable(_, .insecure) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
        }
    }

    @Test func `a handshake that never ends is a connection that never came`() async throws {
        try await withRawServer { connection in
            try await connection.untilClosed()
        } test: { server in
            var exchange = Exchange(endpoint: "https://127.0.0.1:\(server.port)")
            exchange.limits.connect = .milliseconds(200)
            let error = await exchange.failure()
            guard case .timedOut(_, .connecting(.milliseconds(200))) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
        }
    }

    @Test func `a connection that breaks after the request may have been accepted`() async throws {
        try await withRawServer { connection in
            try await connection.request()
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            guard case .connectionLost(let detail) = await exchange.failure() else {
                return #expect(Bool(false))
            }
            #expect(detail.host == "127.0.0.1")
            #expect(exchange.reports.all == [.sent])
            #expect(server.requests.count == 1)
        }
    }

    @Test func `half a head is a lost connection, and no HTTP is unreadable`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\nContent-Le")
        } test: { server in
            guard case .connectionLost = await Exchange(endpoint: server.address).failure() else {
                return #expect(Bool(false))
            }
        }
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("SSH-2.0-OpenSSH_9.2\r\n\r\n")
        } test: { server in
            guard case .unreadableResponse = await Exchange(endpoint: server.address).failure() else {
                return #expect(Bool(false))
            }
        }
    }

    @Test func `a silent server runs into the limit for an answer`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.untilClosed()
        } test: { server in
            var exchange = Exchange(endpoint: server.address)
            exchange.limits.answer = .milliseconds(300)
            let detail = ErrorDetail(host: "127.0.0.1")
            #expect(await exchange.failure() == .timedOut(detail, .silent(.milliseconds(300))))
            #expect(exchange.reports.all == [.sent])
        }
    }

    @Test func `a body that stops runs into the limit for silence`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            // In one piece, so that only the silence behind it counts, however slow the machine is.
            let head = "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
            try await connection.send(Array(head.utf8) + tinyVideo)
            try await connection.untilClosed()
        } test: { server in
            var exchange = Exchange(endpoint: server.address)
            exchange.limits.silence = .seconds(1)
            let detail = ErrorDetail(host: "127.0.0.1")
            #expect(await exchange.failure() == .timedOut(detail, .silent(.seconds(1))))
            #expect(exchange.sink.bytes == tinyVideo)
        }
    }

    @Test func `a dripping server is ended by the whole limit`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n")
            try await connection.send(tinyVideo)
            while true {
                try await connection.send([1])
                await Task.yield()
            }
        } test: { server in
            var exchange = Exchange(endpoint: server.address)
            exchange.limits.whole = .milliseconds(500)
            let detail = ErrorDetail(host: "127.0.0.1")
            #expect(await exchange.failure() == .timedOut(detail, .whole(.milliseconds(500))))
        }
    }

    @Test func `cancelling is cancelling and nothing else`() async throws {
        let (arrived, arrive) = AsyncStream<Void>.makeStream()
        try await withRawServer { connection in
            try await connection.request()
            arrive.finish()
            try await connection.untilClosed()
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            let submit = Task { try await exchange.submit() }
            for await _ in arrived {}
            submit.cancel()
            await #expect(throws: CancellationError.self) { try await submit.value }
        }
    }

    @Test func `the proxy is asked for a tunnel and never sees the token`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("403 Forbidden")
        } test: { server in
            var exchange = Exchange(endpoint: "https://video.example.com")
            exchange.environment = ["https_proxy": "http://user:pass@127.0.0.1:\(server.port)"]
            let error = await exchange.failure()
            guard case .unreachable(_, .proxy) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("CONNECT video.example.com:443 HTTP/1.1"))
            #expect(request.lowercased().contains("proxy-authorization: basic dxnlcjpwyxnz"))
            #expect(!request.contains(testToken))
        }
    }

    @Test func `a proxy that is not there is named as the proxy`() async throws {
        var exchange = Exchange(endpoint: "https://video.example.com")
        exchange.environment = ["https_proxy": "http://nosuchproxy.invalid:3128"]
        guard case .unreachable(_, .proxy(let reason)) = await exchange.failure() else {
            return #expect(Bool(false))
        }
        #expect(reason.contains("nosuchproxy.invalid:3128"))
    }

    @Test func `a name that leads into a private network is refused before anything is sent`() async throws {
        let transport = HTTPClients(limits: Limits(), environment: [:])
        try await withRawServer { connection in
            try await connection.request()
        } test: { server in
            let client = transport.client(for: .init(proxy: nil, allowsPrivate: false))
            await #expect(throws: PrivateAddressRefused.self) {
                _ = try await client.execute(.init(url: server.address), deadline: .distantFuture)
            }
            #expect(server.requests.filter { !$0.isEmpty } == [])
        }
        await transport.shutdown()
    }
}
