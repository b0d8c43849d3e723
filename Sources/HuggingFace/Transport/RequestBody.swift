import Synchronization

/// How far a request has left us. What has not started cannot have been accepted by anybody.
final class Sending: Sendable {
    enum Stage: Hashable, Sendable {
        /// There is no connection that took a byte of the body.
        case notStarted
        case started
        /// The whole request has been handed to the connection.
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

/// A request's body that tells when a connection takes it.
///
/// It goes whole, and never as a stream: AsyncHTTPClient drops what a server that hangs up had still sent when the
/// stream's end, which is told on another thread, has not been seen yet. (Only what is over 4 MiB goes in pieces.)
struct RequestBody: RandomAccessCollection, Sendable {
    /// AsyncHTTPClient sends no more than this at once, in bytes.
    private static let longestPiece = 4 << 20

    let bytes: [UInt8]
    let sending: Sending

    var startIndex: Int { bytes.startIndex }
    var endIndex: Int { bytes.endIndex }

    subscript(index: Int) -> UInt8 { bytes[index] }

    /// How the connection asks for the bytes; until then nothing has been sent.
    func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        sending.start()
        // What goes in pieces is asked for once a piece, and its end is not told.
        defer { if bytes.count <= Self.longestPiece { sending.finish() } }
        return try bytes.withContiguousStorageIfAvailable(body)
    }
}
