import Terminal
import TestSupport
import Testing

/// What the user can do about a run while it waits or works: each is seen on the screen at once and written down.
@Suite(.timeLimit(.minutes(2)))
struct ControlTests {
    @Test func `retry now ends a countdown at once`() async throws {
        let home = try Home()
        let terminal = try await openScreen(home)
        try await terminal.send(prompt: "a pond #coldstart:1 #quick")
        try await terminal.until("a countdown") { _ in terminal.secondsLeft != nil }
        let left = try #require(terminal.secondsLeft)
        let pressed = ContinuousClock.now
        try await terminal.press(.character("2"), .alt)
        try await terminal.type("r")
        try await terminal.until("the next attempt") { $0.contains("RUN ") || $0.contains("SAVE ") }
        #expect(ContinuousClock.now - pressed < .seconds(left))
        try await terminal.see("Saved 0001-")
        let told = try #require(try await history(home).first)
        #expect(told.status == "succeeded")
        #expect(told.attempts == 2)
    }

    @Test func `what is held stays held until it is let go on`() async throws {
        let home = try Home()
        let terminal = try await openScreen(home)
        try await terminal.send(prompt: "a pond #coldstart:1 #quick")
        try await terminal.see("again in")
        try await terminal.press(.character("2"), .alt)
        try await terminal.type("h")
        try await terminal.see("HELD")
        #expect(try await history(home).map(\.status) == ["held"])
        #expect(!terminal.screen.contains("again in"))
        try await terminal.type("h")
        try await terminal.see("Saved 0001-")
        #expect(try await history(home).map(\.status) == ["succeeded"])
    }

    @Test func `a run is cancelled after a yes, and not without one`() async throws {
        let home = try Home()
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(home)
        try await terminal.send(prompt: "a pond #loading:0 #slow")
        try await terminal.see("RUN ")
        try await terminal.press(.character("2"), .alt)
        try await terminal.type("x")
        try await terminal.see("Cancel #1?")
        try await terminal.type("n")
        try await terminal.until("the question to go") { !$0.contains("Cancel #1?") }
        #expect(terminal.screen.contains("RUN "))
        #expect(try await history(home).map(\.status) == ["running"])
        try await terminal.type("x")
        try await terminal.see("Cancel #1?")
        try await terminal.type("y")
        try await terminal.see("#1: fal-ai")
        #expect(try await history(home).map(\.status) == ["cancelled"])
        try await terminal.quit(modes: modes)
        #expect(home.videos.isEmpty)
        #expect(!home.files.contains { $0.hasSuffix(".part") })
    }

    @Test func `quitting in mid-run asks first, and the next start sends nothing by itself`() async throws {
        let home = try Home()
        let simulator = try await SimulatorProcess(home)
        let environment = ["RUSHES_ENDPOINT": simulator.address, "HF_TOKEN": "hf_end_to_end"]
        let terminal = try await openScreen(home, [], environment: environment)
        try await terminal.send(prompt: "a pond #loading:0 #slow")
        try await terminal.see("RUN ")
        try await terminal.press(.character("q"), .control)
        try await terminal.see("Quit?")
        try await terminal.type("y")
        #expect(try await terminal.waitForExit(within: longWait) == .code(0))
        #expect(try await history(home, demo: false).map(\.status) == ["held"])
        let next = try await openScreen(home, [], environment: environment)
        try await next.see("HELD")
        #expect(try await history(home, demo: false).map(\.attempts) == [1])
    }
}
