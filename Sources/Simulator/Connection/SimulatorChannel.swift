import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// One connection: requests are decoded by NIO, answers are written as raw bytes, so that they may be wrong.
struct SimulatorChannel: ServerChildChannel {
    let state: SimulatorState
    let host: SimulatedHost
    let pace: Double

    /// The connection as a stream of request parts.
    struct Value: ServerChildChannelValue {
        let connection: AcceptedConnection<HTTPServerRequestPart, Never>

        var channel: any Channel { connection.channel.channel }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            // Hummingbird allows half-closed connections. Here a client that closes its side has left, and
            // the answer under way must end.
            try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: false)
            let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)
            try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(decoder))
            return Value(connection: try AcceptedConnection(wrappingChannelSynchronously: channel))
        }
    }

    func handle(value: Value, logger: Logger) async {
        await cancelWhenGracefulShutdown {
            await withTaskCancellationHandler {
                await serve(value, logger: logger)
            } onCancel: {
                value.channel.close(promise: nil)
            }
        }
    }

    private func serve(_ value: Value, logger: Logger) async {
        do {
            try await value.connection.channel.executeThenClose { inbound in
                var reader = RequestReader(inbound.makeAsyncIterator(), channel: value.channel)
                while let incoming = try await reader.next() {
                    guard try await answer(incoming, on: value.channel) else { return }
                }
            }
        } catch {
            logger.debug("connection ended", metadata: ["reason": "\(error)"])
        }
    }

    /// Answers one request; false when the connection must be closed.
    private func answer(_ incoming: RequestReader.Incoming, on channel: any Channel) async throws -> Bool {
        guard case .request(let request, let keepsAlive) = incoming else {
            try await AnswerWriter(channel: channel, pace: pace).write(.tooLarge(), head: nil, closing: true)
            return false
        }
        let exchange = await state.receive(request, at: host)
        let writer = AnswerWriter(channel: channel, pace: pace)
        let left = await Departure.race(channel) {
            try await writer.write(exchange.step, head: exchange.request, closing: !keepsAlive)
        }
        await state.finished(exchange, clientLeft: left)
        return !left && keepsAlive && exchange.step.keepsConnection
    }
}

extension Scenario.Step {
    /// Whether another request may follow on the same connection.
    var keepsConnection: Bool {
        ending == .whole && framing != .close
    }
}
