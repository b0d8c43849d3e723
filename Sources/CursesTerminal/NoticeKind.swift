import Terminal

/// How a terminal is asked to tell its user something.
package enum NoticeKind: String, Equatable, Sendable, CaseIterable {
    case none
    case bell
    /// iTerm2's: one text.
    case osc9
    /// urxvt's, which WezTerm, foot and Ghostty took over: a title and a text.
    case osc777
    /// kitty's.
    case osc99

    /// The bytes for a notice; nil when there are none, and for the bell, which is curses's.
    package func bytes(title: String, text: String) -> String? {
        // A semicolon would end the title.
        let title = Sanitizing.line(title, limit: 80).replacing(";", with: ",")
        let text = Sanitizing.line(text, limit: 200)
        switch self {
        case .none, .bell: return nil
        // The title before it, so that the text is never taken for a progress report ("4;…").
        case .osc9: return "\u{1b}]9;\(title): \(text)\u{7}"
        case .osc777: return "\u{1b}]777;notify;\(title);\(text)\u{7}"
        case .osc99:
            return "\u{1b}]99;i=rushes:d=0:p=title;\(title)\u{1b}\\"
                + "\u{1b}]99;i=rushes:d=1:p=body;\(text)\u{1b}\\"
        }
    }

    /// The same for the terminal that tmux runs in (tmux(1), `allow-passthrough`).
    package static func throughTmux(_ bytes: String) -> String {
        "\u{1b}Ptmux;" + bytes.replacing("\u{1b}", with: "\u{1b}\u{1b}") + "\u{1b}\\"
    }
}
