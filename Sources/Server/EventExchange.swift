package import Generations
import Synchronization

/// Hands what happens to a generation to those who wait for it.
package final class EventExchange: Sendable {
    private struct Listener {
        var id: GenerationID
        var continuation: AsyncStream<GenerationEvent>.Continuation
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var last = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Tells of something that has happened.
    package func tell(_ event: GenerationEvent) {
        let found = state.withLock { state in
            state.listeners.values.filter { $0.id == event.generation.id }.map(\.continuation)
        }
        for continuation in found { continuation.yield(event) }
    }

    /// What happens to one generation from now on; of a reader that is slow, the newest is kept.
    func events(of id: GenerationID) -> AsyncStream<GenerationEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: GenerationEvent.self,
            bufferingPolicy: .bufferingNewest(64)
        )
        let number = state.withLock { state in
            state.last += 1
            state.listeners[state.last] = Listener(id: id, continuation: continuation)
            return state.last
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[number] = nil }
        }
        return stream
    }
}
