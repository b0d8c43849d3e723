import Terminal
import TestSupport
import Testing

/// The terminal may be any size at any moment.
@Suite(.timeLimit(.minutes(2)))
struct ResizeTests {
    @Test func `a run goes on through every size, and its clock ticks`() async throws {
        let home = try Home()
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(home)
        try await terminal.send(prompt: "a lake #loading:0 #slow")
        try await terminal.see("RUN ")
        for (columns, rows) in [(120, 36), (80, 24), (40, 12), (20, 4), (40, 12), (100, 30)] {
            terminal.resize(to: Size(columns: columns, rows: rows))
            try await Self.expectTicking(terminal)
            #expect(terminal.screen.unknownSequences == [])
        }
        terminal.resize(to: Size(columns: 1, rows: 1))
        terminal.resize(to: Size(columns: 130, rows: 30))
        try await Self.expectTicking(terminal)
        try await terminal.press(.character("q"), .control)
        try await terminal.see("Quit?")
        try await terminal.type("y")
        #expect(try await terminal.waitForExit(within: longWait) == .code(0))
        terminal.expectRestored(modes: modes)
    }

    @Test func `a terminal that was tiny for a moment shows everything again`() async throws {
        let home = try Home()
        let terminal = try await openScreen(home)
        let parts = [
            "1 Prompt", "Say what should be seen", "2 Runs", "Nothing runs.", "3 History", "Enter send",
        ]
        try await terminal.until("the first screen") { parts.allSatisfy($0.contains) }
        for _ in 0..<5 {
            terminal.resize(to: Size(columns: 1, rows: 1))
            terminal.resize(to: Size(columns: 100, rows: 30))
            try await terminal.until("the whole screen") { parts.allSatisfy($0.contains) }
        }
    }

    /// Waits until a clock of the screen has been seen to change.
    private static func expectTicking(_ terminal: PseudoTerminal) async throws {
        let first = clock(try await terminal.until("a clock") { clock($0) != nil })
        try await terminal.until("the clock to tick") { clock($0) != nil && clock($0) != first }
    }

    /// The clock of the run, as `0:00:07` or `0:07`.
    private static func clock(_ screen: VirtualScreen) -> String? {
        screen.lines.lazy.compactMap { $0.firstMatch(of: /RUN +#1 (\d+:\d\d(?::\d\d)?)/) }.first
            .map { String($0.output.1) }
    }
}
