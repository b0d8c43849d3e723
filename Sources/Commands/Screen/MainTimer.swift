import Dispatch
import Synchronization

/// Waits on the main queue, which draws as well, so that a second on a clock wakes no other thread.
enum MainTimer {
    /// Returns after a while, or throws `CancellationError`.
    @MainActor
    static func sleep(for duration: Duration) async throws {
        let wait = Wait()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait.begin($0, duration) }
        } onCancel: {
            wait.end(.failure(CancellationError()))
        }
    }

    /// One wait; whoever ends it first decides how.
    private final class Wait: Sendable {
        private enum State {
            case new
            case waiting(CheckedContinuation<Void, any Error>, Timer)
            case ended(Result<Void, any Error>)
        }

        private let state = Mutex(State.new)

        func begin(_ continuation: CheckedContinuation<Void, any Error>, _ duration: Duration) {
            let timer = Timer(after: duration) { [weak self] in self?.end(.success(())) }
            let early: Result<Void, any Error>? = state.withLock { state in
                if case .ended(let result) = state { return result }
                state = .waiting(continuation, timer)
                return nil
            }
            guard let early else { return }
            timer.cancel()
            continuation.resume(with: early)
        }

        func end(_ result: Result<Void, any Error>) {
            let former = state.withLock { state in
                defer { if case .ended = state {} else { state = .ended(result) } }
                return state
            }
            guard case .waiting(let continuation, let timer) = former else { return }
            timer.cancel()
            continuation.resume(with: result)
        }
    }

    /// Unchecked, since `DispatchSourceTimer` is not marked: nothing but `cancel` is called after it was activated,
    /// which any thread may do.
    private struct Timer: @unchecked Sendable {
        private let source: any DispatchSourceTimer

        init(after duration: Duration, _ ring: @escaping @Sendable () -> Void) {
            source = DispatchSource.makeTimerSource(queue: .main)
            let (seconds, attoseconds) = duration.components
            let nanoseconds =
                Int(min(max(0, seconds), 86_400)) * 1_000_000_000 + Int(max(0, attoseconds) / 1_000_000_000)
            source.schedule(deadline: .now() + .nanoseconds(nanoseconds), leeway: .milliseconds(5))
            source.setEventHandler(handler: ring)
            source.activate()
        }

        func cancel() { source.cancel() }
    }
}
