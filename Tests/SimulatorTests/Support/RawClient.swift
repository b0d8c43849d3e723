import NIOCore
import NIOPosix
import Simulator

/// A client that knows no HTTP: it sends bytes and keeps all that comes back.
struct RawClient {
    /// Sends bytes and reads until the server closes.
    static func exchange(_ port: Int, sending request: [UInt8]) async throws -> [UInt8] {
        try await connected(port) { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: request))
            var received: [UInt8] = []
            for try await buffer in inbound {
                received += buffer.readableBytesView
            }
            return received
        }
    }

    /// Sends bytes, reads until the condition holds for what came, and goes away.
    static func leave(
        _ port: Int,
        sending request: [UInt8],
        once isEnough: @escaping @Sendable ([UInt8]) async throws -> Bool
    ) async throws {
        try await connected(port) { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: request))
            var received: [UInt8] = []
            if try await isEnough(received) { return }
            for try await buffer in inbound {
                received += buffer.readableBytesView
                if try await isEnough(received) { return }
            }
        }
    }

    private static func connected<Value: Sendable>(
        _ port: Int,
        _ work:
            @Sendable (
                NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>
            ) async throws -> Value
    ) async throws -> Value {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose(work)
    }
}
