import Foundation
import Terminal
import TestSupport
import Testing

/// Where there is no terminal, or a strange one, the program says so or works; it never traps.
@Suite(.timeLimit(.minutes(2)))
struct OddTerminalTests {
    @Test(arguments: ["unknown-of-nobody", "", "dumb"])
    func `a terminal that is unknown or cannot show a screen gets a sentence`(_ term: String) async throws {
        let home = try Home()
        let terminal = try PseudoTerminal(
            rushesProgram,
            ["--demo"],
            environment: home.environment(term: term),
            folder: home.workingFolder
        )
        #expect(try await terminal.waitForExit(within: longWait) == .code(64), "\(terminal.screen)")
        #expect(terminal.screen.contains("TERM"))
        #expect(!terminal.screen.isAlternate)
    }

    @Test func `without a terminal the screen refuses with a sentence`() async throws {
        let home = try Home()
        let command = try Command(home, ["--demo"])
        #expect(try await command.end() == 64)
        #expect(command.errors.contains("needs a terminal"))
        #expect(command.output.isEmpty)
        #expect(home.videos.isEmpty)
    }

    @Test(arguments: [(1, 1), (1, 24), (80, 1), (2, 2), (19, 3)])
    func `a terminal of almost no size starts, grows and ends`(_ columns: Int, _ rows: Int) async throws {
        let home = try Home()
        let terminal = try PseudoTerminal(
            rushesProgram,
            ["--demo"],
            environment: home.environment(),
            size: Size(columns: columns, rows: rows),
            folder: home.workingFolder
        )
        try await terminal.until("the alternate screen") { $0.isAlternate }
        terminal.resize(to: Size(columns: 80, rows: 24))
        try await terminal.see("Nothing runs.")
        terminal.resize(to: Size(columns: columns, rows: rows))
        try await terminal.press(.character("q"), .control)
        #expect(try await terminal.waitForExit(within: longWait) == .code(0), "\(terminal.screen)")
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.unknownSequences == [])
    }

    @Test func `without colors, without a locale and in ASCII it works as well`() async throws {
        let home = try Home()
        let terminal = try PseudoTerminal(
            rushesProgram,
            ["--demo", "--ascii", "--no-color"],
            environment: home.environment(["LANG": "C"], term: "vt100"),
            size: Size(columns: 80, rows: 24),
            folder: home.workingFolder
        )
        try await terminal.see("Nothing runs.")
        #expect(terminal.screen.lines.allSatisfy { $0.allSatisfy(\.isASCII) }, "\(terminal.screen)")
        try await terminal.press(.character("q"), .control)
        #expect(try await terminal.waitForExit(within: longWait) == .code(0))
    }

    @Test(arguments: [
        ["\u{1B}]0;evil\u{7}x"], ["history", "--status", "\u{1B}[2J\u{9B}31m\u{202E}"],
        ["generate", "--seed=\u{1B}]0;evil\u{7}", "a fox"], ["cancel", "\u{1B}]0;evil\u{7}"],
    ])
    func `what was given and is refused is told without being obeyed`(_ arguments: [String]) async throws {
        let home = try Home()
        let terminal = try PseudoTerminal(
            rushesProgram,
            arguments,
            environment: home.environment(),
            size: Size(columns: 100, rows: 30),
            folder: home.workingFolder
        )
        #expect(try await terminal.waitForExit(within: longWait) == .code(64))
        let screen = terminal.screen
        #expect(screen.title.isEmpty)
        #expect(screen.unknownSequences == [])
        #expect(screen.contains("rror: "))
        #expect(!"\(screen)".unicodeScalars.contains("\u{202E}"))
    }
}
