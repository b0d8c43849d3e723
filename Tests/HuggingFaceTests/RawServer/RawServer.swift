import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Simulator
import Synchronization
import Testing

/// A server that sends exactly the bytes that a test wants, faults included. Loopback, any free port.
final class RawServer: Sendable {
    let port: Int
    let isTLS: Bool
    /// Whether the last connection took more bytes, and how many it took.
    let pressure: Pressure
    private let received = Mutex<[String]>([])

    fileprivate init(port: Int, isTLS: Bool, pressure: Pressure) {
        self.port = port
        self.isTLS = isTLS
        self.pressure = pressure
    }

    var address: String { "\(isTLS ? "https" : "http")://127.0.0.1:\(port)" }

    /// The requests so far, heads and bodies.
    var requests: [String] { received.withLock { $0 } }

    fileprivate func note(_ request: String) {
        received.withLock { $0.append(request) }
    }
}

/// One connection to the server.
struct RawConnection {
    fileprivate let server: RawServer
    fileprivate var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    fileprivate let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// Waits for a whole request and notes it.
    @discardableResult
    mutating func request() async throws -> String {
        var text = ""
        while !Self.isWhole(text) {
            guard let bytes = try await inbound.next(isolation: #isolation) else { break }
            text += String(buffer: bytes)
        }
        server.note(text)
        return text
    }

    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
        server.pressure.wrote(bytes.count)
    }

    /// A whole answer.
    func answer(_ status: String, headers: [String] = [], body: [UInt8] = []) async throws {
        let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + headers
        try await send(head.joined(separator: "\r\n") + "\r\n\r\n")
        if !body.isEmpty { try await send(body) }
    }

    func answer(_ status: String, headers: [String] = [], _ body: String) async throws {
        try await answer(status, headers: headers, body: Array(body.utf8))
    }

    /// Says that nothing more will be written.
    func finished() {
        server.pressure.done()
    }

    /// Waits until the client hangs up.
    mutating func untilClosed() async throws {
        while try await inbound.next(isolation: #isolation) != nil {}
    }

    private static func isWhole(_ text: String) -> Bool {
        guard let end = text.range(of: "\r\n\r\n") else { return false }
        guard let header = text.firstMatch(of: /(?i)content-length: *([0-9]+)/) else { return true }
        return text[end.upperBound...].utf8.count >= Int(header.1) ?? 0
    }
}

/// How far a server could write ahead of its reader.
final class Pressure: Sendable {
    private struct State {
        var written = 0
        var isWritable = true
        var isDone = false
        var waiters: [CheckedContinuation<Int, Never>] = []
    }

    private let state = Mutex(State())

    func wrote(_ count: Int) { state.withLock { $0.written += count } }

    func done() { change { $0.isDone = true } }

    func turned(writable: Bool) { change { $0.isWritable = writable } }

    /// Waits until the server cannot write more; how much it has written.
    func whenFull() async -> Int {
        await withCheckedContinuation { continuation in
            change { $0.waiters.append(continuation) }
        }
    }

    private func change(_ body: (inout sending State) -> Void) {
        let (ready, written) = state.withLock { state -> ([CheckedContinuation<Int, Never>], Int) in
            body(&state)
            guard !state.isWritable || state.isDone else { return ([], 0) }
            defer { state.waiters = [] }
            return (state.waiters, state.written)
        }
        for continuation in ready { continuation.resume(returning: written) }
    }
}

private final class PressureHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    let pressure: Pressure

    init(_ pressure: Pressure) { self.pressure = pressure }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pressure.turned(writable: context.channel.isWritable)
        context.fireChannelWritabilityChanged()
    }
}

/// Runs a test against a server whose connections all follow one script.
func withRawServer(
    certificate: TestCertificate? = nil,
    _ script: @Sendable @escaping (inout RawConnection) async throws -> Void,
    test: (RawServer) async throws -> Void
) async throws {
    let pressure = Pressure()
    let tls = try certificate.map { try $0.context() }
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .bind(host: "127.0.0.1", port: 0) { channel in
            channel.eventLoop.makeCompletedFuture {
                if let tls {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                }
                try channel.pipeline.syncOperations.addHandler(PressureHandler(pressure))
                return try AcceptedConnection<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
    let port = try #require(listener.channel.localAddress?.port)
    let server = RawServer(port: port, isTLS: certificate != nil, pressure: pressure)
    let serving = Task {
        try await listener.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await accepted in connections {
                    group.addTask {
                        // What a connection ends with is the test's matter, seen from the client's side.
                        try? await accepted.channel.executeThenClose { inbound, outbound in
                            var connection = RawConnection(
                                server: server,
                                inbound: inbound.makeAsyncIterator(),
                                outbound: outbound
                            )
                            try await script(&connection)
                        }
                    }
                }
            }
        }
    }
    defer { serving.cancel() }
    try await test(server)
}
