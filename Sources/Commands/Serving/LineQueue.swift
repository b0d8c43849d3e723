import Foundation
import Synchronization

/// Writes lines on a thread of its own, in their order: a terminal that is stopped, or a pipe that nobody reads, holds up
/// nobody else. What is too much meanwhile is left out, and that is said.
final class LineQueue: Sendable {
    private struct State {
        var lines: [String] = []
        var leftOut = 0
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let news = DispatchSemaphore(value: 0)
    private let written: AsyncStream<Never>

    /// So many lines wait at most.
    private static let most = 1_000

    init(_ write: @escaping @Sendable (String) -> Void) {
        let (written, end) = AsyncStream.makeStream(of: Never.self)
        self.written = written
        Thread.detachNewThread { [self] in
            while let lines = next() {
                for line in lines { write(line) }
            }
            end.finish()
        }
    }

    func add(_ line: String) {
        state.withLock { state in
            guard !state.hasEnded else { return }
            if state.lines.count < Self.most {
                state.lines.append(line)
            } else {
                state.leftOut += 1
            }
        }
        news.signal()
    }

    /// Takes no more lines, and waits a moment for those that are there to be written.
    func end() async {
        state.withLock { $0.hasEnded = true }
        news.signal()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in self.written {} }
            group.addTask { try? await Task.sleep(for: .milliseconds(500)) }
            await group.next()
            group.cancelAll()
        }
    }

    /// The lines that have come; nil after the last ones.
    private func next() -> [String]? {
        news.wait()
        return state.withLock { state in
            var lines = state.lines
            if state.leftOut > 0 { lines.append("… \(state.leftOut) lines were left out here.") }
            if lines.isEmpty, state.hasEnded { return nil }
            (state.lines, state.leftOut) = ([], 0)
            // Once more around, for the end.
            if state.hasEnded { news.signal() }
            return lines
        }
    }
}
