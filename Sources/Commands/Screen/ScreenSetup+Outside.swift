import CursesTerminal
import Interface
import Terminal

/// What the screen tells the terminal around it.
extension ScreenSetup {
    var features: TerminalFeatures { TerminalFeatures(environment: dependencies.environment) }

    var outsideSupport: OutsideSupport {
        let options = terminalOptions
        return OutsideSupport(
            title: options.title,
            progress: options.progress,
            notices: options.notice != .none
        )
    }

    /// The kind of notices that the user wants, or that the terminal is known to take.
    var noticeKind: NoticeKind {
        dependencies.settings[.notify].flatMap { NoticeKind(rawValue: $0.lowercased()) } ?? features.notice
    }

    /// Prints the path of a saved video, as a link where the terminal is known to take one.
    func tell(_ path: String) {
        guard dependencies.console.output.isTerminal, features.links else {
            return dependencies.console.print(path)
        }
        let text = Sanitizing.line(path, limit: 4_096)
        dependencies.console.output.write(TerminalLink.text(text, to: Strings.fileLink(path)) + "\n")
    }
}
