/// A terminal: what the interface loop needs of one. The real one is ncurses; tests have one in memory.
@MainActor
package protocol TerminalDriver: AnyObject {
    /// The size at this moment, in cells.
    var size: Size { get }

    /// Everything that comes from the terminal, in order; ends when the terminal is gone.
    var events: AsyncStream<TerminalEvent> { get }

    /// Puts a frame on the screen; only what differs from the last one is sent.
    func draw(_ frame: Frame)

    /// Does what a frame cannot express.
    func perform(_ request: TerminalRequest)
}

/// What the interface may ask of a terminal beside drawing.
package enum TerminalRequest: Equatable, Sendable {
    /// Gives the terminal back and stops the program (job control); goes on with `TerminalEvent.resumed`.
    case suspend
    /// Forgets what is on the screen, so that the next frame is sent whole.
    case repaint
    /// Rings the bell.
    case bell
    /// Sets the window's title; sanitised by the driver.
    case title(String)
    /// Shows how far the work is where the window or the taskbar can; nothing elsewhere.
    case progress(TerminalProgress)
    /// Tells the user something who looks at another window, as the terminal can: at the least with its bell.
    case notice(title: String, text: String)
    /// Asks the terminal to put text on the clipboard (OSC 52); it does not answer.
    case clipboard(String)
    /// Asks the terminal to report the mouse, or leaves it to the terminal.
    case mouse(Bool)
}

/// Why a terminal cannot be used.
package enum TerminalError: Error, Equatable, Sendable {
    /// Standard input or output is no terminal.
    case notATerminal
    /// The terminfo database has no such terminal (the value of `TERM`), or it cannot show a screen.
    case unknownTerminal(String)
}
