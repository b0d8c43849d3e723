import Dispatch
import Synchronization

/// Runs calls that may block for long, such as `fsync`, on threads of its own: those of Swift's tasks are as few as the
/// machine has cores, and a disk does many calls in the time of one.
enum FileQueue {
    private struct Work {
        var waiting: [@Sendable () -> Void] = []
        /// The threads that have nothing to do.
        var free = Array(threads.indices)
    }

    /// Each is one thread while it has something to do. A call that never comes back, as on a network disk that is gone,
    /// costs one of them.
    private static let threads = (1...8).map { DispatchQueue(label: "rushes.files.\($0)") }
    private static let work = Mutex(Work())

    /// Has a closure that blocks run, behind those that came before it.
    static func start(_ body: @escaping @Sendable () -> Void) {
        let thread = work.withLock { work in
            work.waiting.append(body)
            return work.free.popLast()
        }
        if let thread { threads[thread].async { takeTurns(thread) } }
    }

    private static func takeTurns(_ thread: Int) {
        while let body = next(thread) { body() }
    }

    private static func next(_ thread: Int) -> (@Sendable () -> Void)? {
        work.withLock { work in
            guard work.waiting.isEmpty else { return work.waiting.removeFirst() }
            work.free.append(thread)
            return nil
        }
    }

    /// The answer of a closure that blocks.
    static func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            start {
                do throws(Failure) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
