import Terminal
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// However the program ends, the terminal is given back, and what was under way is not forgotten.
@Suite(.timeLimit(.minutes(2)))
struct SignalTests {
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `a signal in mid-run restores the terminal and holds the run`(_ number: Int32) async throws {
        let home = try Home()
        let simulator = try await SimulatorProcess(home)
        let environment = ["RUSHES_ENDPOINT": simulator.address, "HF_TOKEN": "hf_end_to_end"]
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(home, [], environment: environment)
        try await terminal.send(prompt: "a river #loading:0 #slow")
        try await terminal.see("RUN ")
        terminal.signal(number)
        #expect(try await terminal.waitForExit(within: longWait) == .signal(number))
        terminal.expectRestored(modes: modes)

        let told = try #require(try await history(home, demo: false).first)
        #expect(told.status == "held")
        #expect(told.error?.code == "interrupted_submit")
        let next = try await openScreen(home, [], environment: environment)
        try await next.see("Picked up what was unfinished: 1 is held for your word.")
        try await next.see("HELD")
        try await next.quit(modes: modes)
        #expect(try await history(home, demo: false).map(\.attempts) == [1])
    }

    @Test func `what was sent before a kill is sent again only after a yes`() async throws {
        let home = try Home()
        let simulator = try await SimulatorProcess(home)
        let environment = ["RUSHES_ENDPOINT": simulator.address, "HF_TOKEN": "hf_end_to_end"]
        let terminal = try await openScreen(home, [], environment: environment)
        try await terminal.send(prompt: "a river #loading:0 #slow")
        try await terminal.see("RUN ")
        terminal.signal(SIGKILL)
        #expect(try await terminal.waitForExit(within: longWait) == .signal(SIGKILL))

        let next = try await openScreen(home, [], environment: environment)
        try await next.see("Picked up what was unfinished: 1 is held for your word.")
        try await next.see("HELD")
        let held = try #require(try await history(home, demo: false).first)
        #expect(held.status == "held")
        #expect(held.attempts == 1)
        try await next.press(.character("2"), .alt)
        try await next.type("h")
        try await next.see("Send #1 again?")
        try await next.type("y")
        try await next.see("RUN ")
        #expect(try await history(home, demo: false).map(\.attempts) == [2])
    }

    @Test func `what waits when the program is killed goes on at the next start`() async throws {
        let home = try Home()
        let terminal = try await openScreen(home)
        try await terminal.send(prompt: "a river #coldstart:1 #quick")
        try await terminal.see("again in")
        terminal.signal(SIGKILL)
        #expect(try await terminal.waitForExit(within: longWait) == .signal(SIGKILL))
        let next = try await openScreen(home)
        try await next.see("Picked up what was unfinished: 1 run goes on.")
        try await next.see("#1 ")
    }
}
