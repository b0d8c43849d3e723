import Dispatch
import Synchronization

/// Runs calls that may block for long, such as `fsync`, on threads of its own: those of Swift's tasks are as few as the
/// machine has cores, and a disk does many calls in the time of one.
enum FileQueue {
    /// Each of them is one thread while it has something to do.
    private static let queues = (1...8).map { DispatchQueue(label: "rushes.files.\($0)") }
    private static let next = Atomic(0)

    /// Has a closure that blocks run.
    static func start(_ body: @escaping @Sendable () -> Void) {
        let turn = next.wrappingAdd(1, ordering: .relaxed).newValue
        queues[Int(UInt(bitPattern: turn) % UInt(queues.count))].async(execute: body)
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
