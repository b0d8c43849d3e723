import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct ServerLifeTests {
    @Test func `only loopback can reach it`() async throws {
        try await withSimulator { simulator in
            // A server bound to every address would answer at the second loopback address as well.
            let outside = try System.enumerateDevices().compactMap(\.address)
                .filter { $0.protocol == .inet }.compactMap(\.ipAddress).filter { $0 != "127.0.0.1" }
            for host in outside + ["127.0.0.2"] {
                await #expect(throws: (any Error).self, "\(host)") {
                    _ = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                        .connectTimeout(.seconds(2))
                        .connect(host: host, port: simulator.port).get()
                }
            }
        }
    }

    @Test func `a service group stops it, even with a client that waits`() async throws {
        let (ready, announcement) = AsyncStream.makeStream(of: RunningSimulator.self)
        let server = SimulatorServer(configuration: SimulatorConfiguration()) { announcement.yield($0) }
        let group = ServiceGroup(
            services: [server],
            logger: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() }
        )
        async let running: Void = group.run()
        var announcements = ready.makeAsyncIterator()
        let simulator = try #require(await announcements.next())
        async let answer = RawClient.exchange(simulator.port, sending: RawRequest.call("#silent").bytes)
        _ = try await simulator.waitForRequests(1)
        await group.triggerGracefulShutdown()
        try await running
        #expect(try await answer.isEmpty)
    }

    @Test func `a connection that nobody serves is hung up on when its listener stops`() async throws {
        let client = try await clientOfAListenerThatStopped()
        try await client.closeFuture.get()
    }

    /// A client that was accepted by a listener that has stopped and is gone.
    private func clientOfAListenerThatStopped() async throws -> any Channel {
        let (accepted, accept) = AsyncStream<Void>.makeStream()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    defer { accept.finish() }
                    return try AcceptedConnection<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: #require(listener.channel.localAddress?.port)).get()
        for await _ in accepted {}
        try await listener.executeThenClose { _ in }
        return client
    }

    @Test func `a port that is taken is an error`() async throws {
        try await withSimulator { simulator in
            await #expect(throws: (any Error).self) {
                try await withSimulator(SimulatorConfiguration(port: simulator.port)) { _ in }
            }
        }
    }

    @Test func `an error of the body comes out, and the server is gone`() async throws {
        struct Failure: Error {}
        await #expect(throws: Failure.self) { try await withSimulator { _ in throw Failure() } }
    }
}
