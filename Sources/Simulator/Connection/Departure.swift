import NIOCore

/// Notices that a client goes away while its answer is still being written.
enum Departure {
    /// Writes, but stops as soon as the connection is gone; true if that came first.
    static func race(
        _ channel: any Channel,
        writing: @escaping @Sendable () async throws -> Void
    ) async -> Bool {
        let (closed, closing) = AsyncStream.makeStream(of: Never.self)
        channel.closeFuture.whenComplete { _ in closing.finish() }
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    try await writing()
                    return false
                } catch {
                    return true
                }
            }
            group.addTask {
                for await _ in closed {}
                return true
            }
            let left = await group.next() ?? true
            group.cancelAll()
            return left
        }
    }
}
