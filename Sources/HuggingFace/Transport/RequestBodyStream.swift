import NIOCore
import Synchronization

/// How far a request has left us. What has not started cannot have been accepted by anybody.
final class Sending: Sendable {
    enum Stage: Hashable, Sendable {
        /// There is no connection that took a byte of the body.
        case notStarted
        case started
        /// The connection took the whole request.
        case finished
    }

    private let state = Mutex(Stage.notStarted)
    private let (signals, signal) = AsyncStream<Void>.makeStream()

    var stage: Stage { state.withLock { $0 } }

    func start() {
        state.withLock { if $0 == .notStarted { $0 = .started } }
    }

    func finish() {
        state.withLock { $0 = .finished }
        signal.finish()
    }

    /// The exchange is over: nobody needs to wait for the request any more.
    func stop() {
        signal.finish()
    }

    /// Returns when the request has been sent whole, or never will be; which of both it is.
    func wasSent() async -> Bool {
        for await _ in signals {}
        return stage == .finished
    }
}

/// A request's body in pieces, each taken when the connection has room for it.
struct RequestBodyStream: AsyncSequence, Sendable {
    let bytes: ByteBuffer
    let sending: Sending

    func makeAsyncIterator() -> Iterator {
        Iterator(rest: bytes, sending: sending)
    }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ByteBuffer
        let sending: Sending

        mutating func next() async -> ByteBuffer? {
            sending.start()
            let count = Swift.min(rest.readableBytes, 65_536)
            if count > 0, let piece = rest.readSlice(length: count) { return piece }
            sending.finish()
            return nil
        }
    }
}
