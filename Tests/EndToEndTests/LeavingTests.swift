import Terminal
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The terminal is the same after every way to leave the screen as it was before it.
@Suite(.timeLimit(.minutes(2)))
struct LeavingTests {
    @Test func `interrupting twice by key leaves as quitting does`() async throws {
        let home = try Home()
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(home)
        try await terminal.see("Nothing runs.")
        try await terminal.press(.character("c"), .control)
        try await terminal.see("Ctrl-C again quits")
        try await terminal.press(.character("c"), .control)
        #expect(try await terminal.waitForExit(within: longWait) == .code(0))
        terminal.expectRestored(modes: modes)
    }

    @Test(arguments: [SIGQUIT, SIGSEGV, SIGABRT, SIGBUS])
    func `a signal that ends it, or a crash, gives the terminal back and stays the reason`(
        _ number: Int32
    ) async throws {
        let home = try Home()
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(home)
        try await terminal.send(prompt: "a mill #loading:0 #slow")
        try await terminal.see("RUN ")
        terminal.signal(number)
        #expect(try await terminal.waitForExit(within: longWait) == .signal(number))
        terminal.expectRestored(modes: modes)
        #expect(!terminal.screen.isAlternate)
    }

    @Test func `a stop gives the shell its terminal, and going on takes it back, again and again`()
        async throws
    {
        let home = try Home()
        let terminal = try PseudoTerminal(
            "/bin/bash",
            ["--norc", "--noprofile", "-i"],
            environment: home.environment(["PS1": "shell> "]),
            size: Size(columns: 100, rows: 30),
            folder: home.workingFolder
        )
        try await terminal.see("shell>")
        try await terminal.type("stty -a > before; \(rushesProgram) --demo\n")
        try await terminal.see("Nothing runs.")
        try await terminal.type("a draft")
        try await terminal.see("a draft")
        for _ in 1...3 {
            try await terminal.press(.character("z"), .control)
            let stopped = try await terminal.until("the shell") { !$0.isAlternate && $0.contains("Stopped") }
            #expect(stopped.modes.subtracting([2004]) == [25, 7])
            try await terminal.type("clear; fg\n")
            try await terminal.until("the screen") { $0.isAlternate && $0.contains("a draft") }
        }
        try await terminal.press(.character("q"), .control)
        try await terminal.until("the shell") { !$0.isAlternate }
        try await terminal.type("clear; stty -a | cmp - before; echo \"differs $?\"\n")
        let end = try await terminal.see("differs 0")
        #expect(end.modes.subtracting([2004]) == [25, 7])
        #expect(end.title.isEmpty)
    }

    @Test func `a terminal that goes away ends the program, and the draft is kept`() async throws {
        let home = try Home()
        do {
            let terminal = try await openScreen(home)
            try await terminal.type("a draft that stays")
            try await terminal.see("a draft that stays")
            terminal.signal(SIGHUP)
            #expect(try await terminal.waitForExit(within: longWait) == .signal(SIGHUP))
        }
        let next = try await openScreen(home)
        try await next.see("a draft that stays")
    }
}
