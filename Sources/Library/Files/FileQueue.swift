import Dispatch

/// Runs calls that may block for long, such as `fsync`, away from the threads of Swift's tasks.
enum FileQueue {
    private static let queue = DispatchQueue(label: "rushes.files", attributes: .concurrent)

    /// The answer of a closure that blocks.
    static func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.async {
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
