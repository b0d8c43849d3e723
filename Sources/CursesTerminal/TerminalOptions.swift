/// What the user's settings and environment say about the terminal. The driver itself reads only `TERM`
/// (through ncurses) and the locale.
package struct TerminalOptions: Equatable, Sendable {
    /// Draw no colours at all (`NO_COLOR`).
    package var noColor: Bool
    /// Draw nothing but ASCII; what is none becomes a question mark.
    package var ascii: Bool
    /// The terminal shows 24-bit colours (`COLORTERM` says `truecolor` or `24bit`).
    package var trueColor: Bool
    /// Milliseconds until a lone Esc counts as the key (`ESCDELAY`).
    package var escapeDelay: Int
    /// Report presses and wheel turns of the mouse; the terminal's own selection then needs Shift.
    package var mouse: Bool
    /// The terminal gives its title back from a stack (XTWINOPS 22 and 23).
    package var title: Bool
    /// The terminal takes progress reports (OSC 9;4).
    package var progress: Bool
    /// How the terminal tells its user something.
    package var notice: NoticeKind
    /// The program runs in tmux, which must be asked to let notices through.
    package var isInTmux: Bool
    /// The file that standard error goes to while the screen is up, if it is a terminal; an unnamed one when
    /// nil.
    package var errorLog: String?

    package init(
        noColor: Bool = false,
        ascii: Bool = false,
        trueColor: Bool = false,
        escapeDelay: Int = 25,
        mouse: Bool = false,
        title: Bool = true,
        progress: Bool = false,
        notice: NoticeKind = .bell,
        isInTmux: Bool = false,
        errorLog: String? = nil
    ) {
        self.noColor = noColor
        self.ascii = ascii
        self.trueColor = trueColor
        self.escapeDelay = escapeDelay
        self.mouse = mouse
        self.title = title
        self.progress = progress
        self.notice = notice
        self.isInTmux = isInTmux
        self.errorLog = errorLog
    }
}
