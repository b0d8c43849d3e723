import Generations
import Terminal

/// What the mouse has done so far.
struct MouseState: Equatable, Sendable {
    /// Two presses on one place within this time are a double one.
    static let doubleTime = Duration.milliseconds(400)

    /// Whether the terminal is asked to report it; off, the terminal's own selection works.
    var isOn = true
    /// The border that was pressed and not let go of yet.
    var divider: PaneDivider?
    /// The last press, to know a double one.
    var lastPress: Press?

    struct Press: Equatable, Sendable {
        var position: Point
        var uptime: Duration
    }
}

/// A border between panes that can be moved.
enum PaneDivider: Equatable, Sendable {
    /// Between the two columns.
    case columns
    /// Below the prompt; below the runs where they stand above the history; between history and detail.
    case belowPrompt, belowRuns, belowHistory
}

/// Where the user has moved the borders to; nil where they are as they were.
package struct PaneDividers: Equatable, Sendable {
    /// The left column's share of the width, in thousandths: it fits when the window changes.
    var columns: Int?
    /// The prompt's rows, as a share of the height in thousandths.
    var prompt: Int?
    var runs: Int?
    var history: Int?
}

extension PaneDividers {
    private static var names: [(String, WritableKeyPath<PaneDividers, Int?>)] {
        [("columns", \.columns), ("prompt", \.prompt), ("runs", \.runs), ("history", \.history)]
    }

    /// As it is remembered: `columns=550 prompt=300`.
    package var text: String {
        Self.names.compactMap { name, path in self[keyPath: path].map { "\(name)=\($0)" } }
            .joined(separator: " ")
    }

    /// Reads what was remembered; what makes no sense is left out.
    package init(text: String) {
        for word in text.split(separator: " ") {
            let parts = word.split(separator: "=")
            guard parts.count == 2, let share = Int(parts[1]), (1..<1_000).contains(share),
                let path = Self.names.first(where: { $0.0 == parts[0] })?.1
            else { continue }
            self[keyPath: path] = share
        }
    }
}

/// How much of the screen the focused pane takes.
enum PaneSize: Int, Equatable, Sendable {
    case normal, half, full
}
