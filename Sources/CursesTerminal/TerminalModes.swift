import Foundation
import Terminal

/// The modes that curses knows nothing of, as bytes for the terminal.
enum TerminalModes {
    /// Bracketed paste (2004) and focus reports (1004).
    static let enter = "\u{1b}[?2004h\u{1b}[?1004h"
    static let leave = "\u{1b}[?2004l\u{1b}[?1004l"

    /// Synchronized output (2026): the terminal shows what lies between as one change.
    static let beginUpdate = "\u{1b}[?2026h"
    static let endUpdate = "\u{1b}[?2026l"

    /// The title's stack of xterm, so that the title is given back too.
    static let saveTitle = "\u{1b}[22;2t"
    static let restoreTitle = "\u{1b}[23;2t"

    /// The cursor's shape (DECSCUSR), steady; nil for what the user's terminal has.
    static func cursor(_ shape: CursorShape?) -> String {
        switch shape {
        case .block: "\u{1b}[2 q"
        case .underline: "\u{1b}[4 q"
        case .bar: "\u{1b}[6 q"
        case nil: "\u{1b}[0 q"
        }
    }

    /// Everything that curses and we may have set, undone without asking what was; for crashes.
    static let crashLeave =
        endUpdate + leave
        + "\u{1b}[?1006;1000;1002;1003l\u{1b}[0m\u{1b}[0 q\u{1b}[?25h\u{1b}[?1l\u{1b}>\u{1b}[?1049l\r"

    /// The same for a terminal that knows no such modes.
    static let plainCrashLeave = "\r\n"

    static func title(_ text: String) -> String {
        "\u{1b}]2;\(Sanitizing.line(text, limit: 200))\u{7}"
    }

    /// How far the work is (ConEmu's OSC 9;4).
    static func progress(_ progress: TerminalProgress) -> String {
        switch progress {
        case .none: "\u{1b}]9;4;0;0\u{7}"
        case .unknown: "\u{1b}]9;4;3;0\u{7}"
        case .percent(let part): "\u{1b}]9;4;1;\(part)\u{7}"
        }
    }

    /// Asks for a text on the clipboard (xterm's OSC 52).
    static func clipboard(_ text: String) -> String {
        "\u{1b}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}"
    }
}
