import Foundation
import Synchronization
import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The user's two streams: results on the one, everything else on the other.
struct Console: Sendable {
    /// Where bytes go.
    struct Sink: Sendable {
        var write: @Sendable (String) -> Void
        var isTerminal: Bool
        /// Whether everything has been taken so far.
        var isWhole: @Sendable () -> Bool = { true }
        /// Whether the reader has left, as `head` does when it has what it wants.
        var isLeft: @Sendable () -> Bool = { false }
        /// The width of the terminal now; meaningless when it is none.
        var columns: @Sendable () -> Int = { 80 }
    }

    var output: Sink
    var error: Sink

    /// A line of a result. On a terminal it is made harmless; a pipe gets it unchanged.
    func print(_ text: String) {
        output.write((output.isTerminal ? Sanitizing.lines(text) : text) + "\n")
    }

    /// A line beside the result.
    func note(_ text: String) {
        error.write((error.isTerminal ? Sanitizing.lines(text) : text) + "\n")
    }

    /// Says why a command failed: one sentence, and what to try.
    func report(_ failure: CommandFailure) {
        note("rushes: " + failure.message)
        if !failure.hint.isEmpty { note("  " + failure.hint) }
    }
}

extension Console {
    /// The process's own streams.
    static var live: Console {
        Console(output: sink(STDOUT_FILENO), error: sink(STDERR_FILENO))
    }

    private static func sink(_ descriptor: Int32) -> Sink {
        let state = WriteState()
        return Sink(
            write: { text in
                guard !writeAll(text, to: descriptor) else { return }
                if errno == EPIPE { state.isLeft.store(true, ordering: .relaxed) }
                state.isWhole.store(false, ordering: .relaxed)
            },
            isTerminal: isatty(descriptor) == 1,
            isWhole: { state.isWhole.load(ordering: .relaxed) },
            isLeft: { state.isLeft.load(ordering: .relaxed) },
            columns: {
                var size = winsize()
                let answered = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
                return answered && size.ws_col > 0 ? Int(size.ws_col) : 80
            }
        )
    }

    /// Writes everything, or as much as the other side takes; answers whether that was all.
    private static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno != EINTR { return false }
            start += max(0, written)
        }
        return true
    }
}

/// Whether a stream has taken everything, and whether anybody still reads it.
private final class WriteState: Sendable {
    let isWhole = Atomic(true)
    let isLeft = Atomic(false)
}
