import CursesTerminal

/// What the terminal takes beyond its description, as far as its environment tells.
///
/// Only terminals that are known to take something get it: others have shown such bytes as text, or a progress
/// report as a notice. Inside tmux the outer terminal is not known: the variables may be those of another one.
struct TerminalFeatures: Hashable, Sendable {
    /// A title that it keeps on a stack and gives back (XTWINOPS 22 and 23).
    var title = false
    /// Progress reports (ConEmu's OSC 9;4).
    var progress = false
    /// Links in text (OSC 8).
    var links = false
    var notice = NoticeKind.bell
    let isInTmux: Bool

    init(environment: [String: String]) {
        func value(_ name: String) -> String { environment[name] ?? "" }
        let term = value("TERM")
        isInTmux = !value("TMUX").isEmpty || term.hasPrefix("tmux")
        if isInTmux {
            title = true
        } else if value("STY").isEmpty, !term.hasPrefix("screen") {
            recognize(term, value)
        }
    }

    private mutating func recognize(_ term: String, _ value: (String) -> String) {
        title = ["xterm", "rxvt", "alacritty", "foot", "wezterm"].contains { term.hasPrefix($0) }
        let version = value("TERM_PROGRAM_VERSION")
        switch value("TERM_PROGRAM") {
        case "ghostty": know(progress: true, .osc777)
        case "WezTerm": know(progress: version >= "20250209", .osc777)
        case "iTerm.app": know(progress: Self.isVersion(version, atLeast: (3, 6)), .osc9)
        default:
            if !value("KITTY_WINDOW_ID").isEmpty || term == "xterm-kitty" {
                // Its version is nowhere to be read, and before 0.47 it shows progress as notices.
                know(progress: false, .osc99)
            } else if term.hasPrefix("foot") {
                know(progress: false, .osc777)
            } else if !value("WT_SESSION").isEmpty || value("ConEmuANSI") == "ON" {
                know(progress: true, .bell)
            } else if let number = Int(value("VTE_VERSION")), number >= 5_000 {
                know(progress: number >= 8_000, .bell)
            }
        }
    }

    private mutating func know(progress: Bool, _ notice: NoticeKind) {
        self.progress = progress
        self.notice = notice
        title = true
        links = true
    }

    private static func isVersion(_ text: String, atLeast least: (Int, Int)) -> Bool {
        let parts = text.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
        guard let first = parts.first else { return false }
        return (first, parts.dropFirst().first ?? 0) >= least
    }
}
