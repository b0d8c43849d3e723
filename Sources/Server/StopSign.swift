import Synchronization

/// Says to whoever waits that the server is being ended.
package final class StopSign: Sendable {
    private struct State {
        var isRaised = false
        var waiting: [Int: AsyncStream<Never>.Continuation] = [:]
        var last = 0
    }

    private let state = Mutex(State())

    package init() {}

    var isRaised: Bool { state.withLock { $0.isRaised } }

    /// Ends new work, and every wait for work that is not done.
    package func raise() {
        let waiting = state.withLock { state in
            state.isRaised = true
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.finish() }
    }

    /// Returns when it is raised, or the task is cancelled.
    func wait() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        let number = state.withLock { state -> Int? in
            guard !state.isRaised else { return nil }
            state.last += 1
            state.waiting[state.last] = continuation
            return state.last
        }
        guard let number else { return }
        for await _ in stream {}
        state.withLock { $0.waiting[number] = nil }
    }
}
