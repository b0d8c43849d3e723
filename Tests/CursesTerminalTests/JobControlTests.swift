import Terminal
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Suspending, resuming and lending the terminal.
@Suite(.timeLimit(.minutes(1)))
struct JobControlTests {
    /// A shell with job control that runs the probe.
    private func startUnderShell() async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            "/bin/bash",
            ["--norc", "--noprofile", "-i"],
            environment: PseudoTerminal.environment(["PS1": "shell> "])
        )
        try await terminal.waitFor(text: "shell>")
        try await terminal.type(PseudoTerminal.product("TerminalProbe") + "\n")
        try await terminal.waitFor("the first frame") { $0.isAlternate && $0.contains("size 80x24") }
        return terminal
    }

    @Test func `a suspended program gives the terminal to the shell and takes it back`() async throws {
        let terminal = try await startUnderShell()
        try await terminal.type("a")
        try await terminal.waitFor(text: "key a")
        try await terminal.press(.function(5))
        let stopped = try await terminal.waitFor("the shell") { !$0.isAlternate && $0.contains("Stopped") }
        #expect(!stopped.modes.contains(1004))
        #expect(stopped.isCursorVisible)
        terminal.resize(to: Size(columns: 60, rows: 20))
        try await terminal.type("fg\n")
        let screen = try await terminal.waitFor(text: "resumed")
        #expect(screen.isAlternate)
        #expect(screen.modes.isSuperset(of: [2004, 1004]))
        try await terminal.waitFor("the new size") { $0.contains("size 60x20") && $0.contains("key a") }
        try await terminal.type("b")
        try await terminal.waitFor(text: "key b")
        try await terminal.press(.character("q"), .control)
        try await terminal.waitFor("the shell") { !$0.isAlternate && $0.contains("goodbye") }
    }

    @Test func `a stop that comes as a signal works alike, again and again`() async throws {
        let terminal = try await startUnderShell()
        for count in 1...3 {
            let probe = try #require(terminal.foregroundGroup)
            kill(-probe, SIGTSTP)
            try await terminal.waitFor("the shell") { !$0.isAlternate }
            try await terminal.waitFor("the prompt") { _ in terminal.foregroundGroup == terminal.process }
            try await terminal.type("fg\n")
            try await terminal.waitFor("the probe") { screen in
                screen.isAlternate && screen.lines.filter { $0 == "resumed" }.count == count
            }
        }
    }

    @Test func `a program continued after a hard stop takes the screen back`() async throws {
        let terminal = try await startUnderShell()
        kill(try #require(terminal.foregroundGroup), SIGSTOP)
        try await terminal.waitFor("the prompt") { _ in terminal.foregroundGroup == terminal.process }
        try await terminal.type("fg\n")
        try await terminal.waitFor("the probe") { $0.isAlternate && $0.contains("resumed") }
        try await terminal.type("c")
        try await terminal.waitFor(text: "key c")
    }

    @Test func `a child gets the terminal in its usual modes, and the screen comes back`() async throws {
        let terminal = try await startProbe()
        try await terminal.press(.function(7))
        let lent = try await terminal.waitFor("the child") { !$0.isAlternate && $0.contains("outside") }
        #expect(!lent.modes.contains(2004))
        try await terminal.type("hello child\n")
        let screen = try await terminal.waitFor(text: "read hello child")
        #expect(screen.isAlternate)
        #expect(screen.modes.isSuperset(of: [2004, 1004]))
    }

    @Test func `an interrupt of the child is no interrupt of the program`() async throws {
        let terminal = try await startProbe()
        try await terminal.press(.function(7))
        try await terminal.waitFor("the child") { !$0.isAlternate && $0.contains("outside") }
        terminal.signal(SIGINT)
        try await terminal.type("still here\n")
        try await terminal.waitFor(text: "read still here")
    }
}
