import Terminal

/// Where an input stands in vi's ways.
struct ViState: Equatable, Sendable {
    enum Mode: Equatable, Sendable {
        case insert, normal
        case visual(isLinewise: Bool)
    }

    var mode = Mode.insert
    /// Where the selection began.
    var anchor = 0
    /// What was typed of a command.
    var keys: [Character] = []
    var lastFind: ViFind?
    /// What `.` makes again.
    var lastChange: ViChange?
    /// The change that insert mode goes on with.
    var openChange: ViChange?

    var isVisual: Bool {
        if case .visual = mode { return true }
        return false
    }

    /// What the pane's title calls the mode.
    var title: String {
        switch mode {
        case .insert: "INSERT"
        case .normal: "NORMAL"
        case .visual(let isLinewise): isLinewise ? "VISUAL LINE" : "VISUAL"
        }
    }

    /// The cursor tells the mode too.
    var cursorShape: CursorShape {
        if keys.last == "r" { return .underline }
        return mode == .insert ? .bar : .block
    }
}

/// A command that changed the text, and the keys of insert mode that followed it.
struct ViChange: Equatable, Sendable {
    var command: ViCommand
    var typed: [Key] = []
}
