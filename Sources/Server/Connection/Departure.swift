import NIOCore

/// Notices that a client has gone.
enum Departure {
    /// Returns when the connection is closed, or the task is cancelled.
    static func wait(for channel: any Channel) async {
        let (closed, closing) = AsyncStream.makeStream(of: Never.self)
        channel.closeFuture.whenComplete { _ in closing.finish() }
        for await _ in closed {}
    }
}
