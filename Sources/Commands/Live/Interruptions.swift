import Dispatch
import Foundation

extension Interruption {
    /// The signals that reach the process from now on. Each is told once; the second of its kind has its usual
    /// effect again, so that Ctrl-C twice always ends the program.
    static func live() -> AsyncStream<Interruption> {
        let (stream, continuation) = AsyncStream.makeStream(of: Interruption.self)
        let watches = [
            watch(SIGINT) { continuation.yield(.interrupt) },
            watch(SIGTERM) { continuation.yield(.terminate) },
        ]
        continuation.onTermination = { _ in watches.forEach { $0.end() } }
        return stream
    }

    private static func watch(_ number: Int32, then tell: @escaping @Sendable () -> Void) -> SignalWatch {
        // The source is told of signals that are ignored as well; without this the default would end the process.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        let watch = SignalWatch(source: source, number: number)
        source.setEventHandler {
            watch.end()
            tell()
        }
        source.activate()
        return watch
    }
}

/// One signal that is waited for.
///
/// Unchecked, since `DispatchSourceSignal` is not marked: nothing but `cancel` is called after it was activated,
/// and that may be called from anywhere, any number of times.
private struct SignalWatch: @unchecked Sendable {
    let source: any DispatchSourceSignal
    let number: Int32

    /// Gives the signal its usual effect back.
    func end() {
        guard !source.isCancelled else { return }
        source.cancel()
        signal(number, SIG_DFL)
    }
}
