import Terminal
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The terminal is given back, however the program ends.
@Suite(.timeLimit(.minutes(1)))
struct RestoreTests {
    /// The settings of a terminal that nobody has touched.
    private static func freshModes() async throws -> [UInt32] {
        let terminal = try PseudoTerminal("/bin/sh", ["-c", "echo here; read line"])
        try await terminal.waitFor(text: "here")
        return terminal.deviceModes
    }

    @Test func `the screen is taken with its modes and given back at the end`() async throws {
        let modes = try await Self.freshModes()
        let terminal = try await startProbe()
        let screen = terminal.screen
        #expect(screen.modes.isSuperset(of: [1049, 2004, 1004]))
        #expect(screen.unknownSequences == [])
        #expect(terminal.deviceModes != modes)
        try await terminal.press(.character("q"), .control)
        #expect(try await terminal.waitForExit() == .code(0))
        expectRestored(terminal, modes: modes)
        #expect(terminal.screen.contains("goodbye"))
    }

    @Test func `an error that is thrown leaves the terminal as it was`() async throws {
        let modes = try await Self.freshModes()
        let terminal = try await startProbe()
        try await terminal.press(.function(8))
        try await terminal.waitFor("the title") { !$0.title.isEmpty }
        try await terminal.press(.function(6))
        #expect(try await terminal.waitForExit() == .code(3))
        expectRestored(terminal, modes: modes)
        #expect(terminal.screen.contains("failed"))
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func `a signal that asks to end is obeyed, and stays the reason`(_ number: Int32) async throws {
        let modes = try await Self.freshModes()
        let terminal = try await startProbe()
        terminal.signal(number)
        #expect(try await terminal.waitForExit() == .signal(number))
        expectRestored(terminal, modes: modes)
    }

    @Test(arguments: [(1, SIGILL), (2, SIGSEGV), (3, SIGABRT), (4, SIGILL)])
    func `a crash leaves the screen and keeps its reason`(_ key: Int, _ number: Int32) async throws {
        #if arch(arm64)
            let number = number == SIGILL ? SIGTRAP : number
        #endif
        let modes = try await Self.freshModes()
        let terminal = try await startProbe()
        try await terminal.press(.function(key))
        #expect(try await terminal.waitForExit() == .signal(number))
        expectRestored(terminal, modes: modes)
    }

    @Test func `the message of a crash is shown after the screen is left`() async throws {
        let terminal = try await startProbe()
        try await terminal.press(.function(12))
        try await terminal.press(.function(1))
        _ = try await terminal.waitForExit()
        let output = String(decoding: terminal.output, as: UTF8.self)
        let left = try #require(output.ranges(of: "\u{1b}[?1049l").last)
        let shown = output[left.upperBound...]
        #expect(shown.contains("probe stops here"))
        #expect(shown.contains("to standard error"))
    }

    @Test func `standard error stays off the screen`() async throws {
        let terminal = try await startProbe()
        try await terminal.press(.function(12))
        try await terminal.type("x")
        let screen = try await terminal.waitFor(text: "key x")
        #expect(!screen.contains("to standard error"))
    }

    @Test(arguments: ["nonesuch", "dumb"])
    func `a terminal that is unknown or too simple is refused untouched`(_ term: String) async throws {
        let modes = try await Self.freshModes()
        let terminal = try PseudoTerminal(
            PseudoTerminal.product("TerminalProbe"),
            environment: PseudoTerminal.environment(term: term)
        )
        #expect(try await terminal.waitForExit() == .code(2))
        #expect(terminal.screen.contains(term))
        expectRestored(terminal, modes: modes)
    }

    @Test func `what is no terminal is refused`() async throws {
        let terminal = try PseudoTerminal(
            "/bin/sh",
            ["-c", "\(PseudoTerminal.product("TerminalProbe")) < /dev/null"]
        )
        #expect(try await terminal.waitForExit() == .code(2))
        #expect(terminal.screen.contains("notATerminal"))
    }
}
