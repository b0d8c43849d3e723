/// Something that came from the terminal or about it.
package enum TerminalEvent: Equatable, Sendable {
    case key(Key)
    /// A bracketed paste, whole; line ends are line feeds, other control characters are as they came.
    case paste(String)
    case mouse(MouseEvent)
    case resized(Size)
    case focusGained
    case focusLost
    /// The program was stopped and goes on; the screen has been taken back and must be drawn whole.
    case resumed
    /// The system asks the program to end. After this, `leave` and end with that signal.
    case terminationRequested(TerminationSignal)
}

/// The signals that ask a terminal program to end.
package enum TerminationSignal: Int32, Hashable, Sendable {
    case hangup = 1
    case interrupt = 2
    case quit = 3
    case terminate = 15
}

/// A press of a mouse button or a turn of its wheel.
package struct MouseEvent: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case pressed, released, wheelUp, wheelDown
    }

    package var kind: Kind
    package var position: Point

    package init(kind: Kind, position: Point) {
        self.kind = kind
        self.position = position
    }
}
