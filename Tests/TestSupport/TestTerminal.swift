package import Terminal

/// A terminal in memory: a test presses its keys and reads its screen.
@MainActor
package final class TestTerminal: TerminalDriver {
    package private(set) var size: Size
    package let events: AsyncStream<TerminalEvent>
    private let sink: AsyncStream<TerminalEvent>.Continuation
    /// Every frame that was drawn, oldest first.
    package private(set) var frames: [Frame] = []
    /// What was asked of the terminal beside drawing.
    package private(set) var requests: [TerminalRequest] = []

    package init(columns: Int, rows: Int) {
        size = Size(columns: columns, rows: rows)
        (events, sink) = AsyncStream.makeStream(of: TerminalEvent.self)
    }

    package func draw(_ frame: Frame) {
        frames.append(frame)
    }

    package func perform(_ request: TerminalRequest) {
        requests.append(request)
    }

    /// Lets something happen at the terminal.
    package func send(_ event: TerminalEvent) {
        sink.yield(event)
    }

    /// Types a text, key by key; a line end is Enter.
    package func type(_ text: String) {
        for character in text {
            send(.key(character == "\n" ? Key(.enter) : .character(character)))
        }
    }

    /// Changes the size, and says so.
    package func resize(columns: Int, rows: Int) {
        size = Size(columns: columns, rows: rows)
        send(.resized(size))
    }

    /// Takes the terminal away.
    package func hangUp() {
        sink.finish()
    }

    /// The last frame as rows of text.
    package var screen: String {
        frames.last?.plainText ?? ""
    }
}
