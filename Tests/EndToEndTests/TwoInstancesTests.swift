import Terminal
import TestSupport
import Testing

/// Two programs may work with one library.
@Suite(.timeLimit(.minutes(2)))
struct TwoInstancesTests {
    @Test func `both save their videos, and each finds those of the other`() async throws {
        let home = try Home()
        let modes = try await PseudoTerminal.freshModes()
        let first = try await openScreen(home)
        let second = try await openScreen(home)
        try await first.see("Nothing runs.")
        try await second.see("Nothing runs.")
        try await first.send(prompt: "a red kite #quick")
        try await second.send(prompt: "a blue kite #quick")
        // Each says also what the other has saved, so both have to show both.
        for terminal in [first, second] {
            try await terminal.until("both videos") { screen in
                screen.contains("Nothing runs.")
                    && ["a red kite", "a blue kite"].allSatisfy { prompt in
                        screen.lines.contains { $0.contains(prompt) && $0.contains(" ok ") }
                    }
            }
        }
        let told = try await history(home)
        #expect(told.map(\.status) == ["succeeded", "succeeded"])
        #expect(Set(told.compactMap(\.file)) == Set(home.videos))
        #expect(home.videos.count == 2)
        try await first.quit(modes: modes)
        try await second.quit(modes: modes)
    }

    @Test func `a second program leaves the runs of the first alone`() async throws {
        let home = try Home()
        let first = try await openScreen(home)
        try await first.send(prompt: "a red kite #loading:0 #slow")
        try await first.see("RUN ")
        let second = try await openScreen(home)
        try await second.see("a red kite")
        #expect(!second.screen.contains("HELD"))
        #expect(!second.screen.contains("Picked up"))
        #expect(try await history(home).map(\.status) == ["running"])
        #expect(try await history(home).map(\.attempts) == [1])
        #expect(first.screen.contains("RUN "))
    }

    @Test func `a run is seen in another program's screen, and cancelled from there and from a command`()
        async throws
    {
        let home = try Home()
        let first = try await openScreen(home)
        try await first.send(prompt: "a red kite #loading:0 #slow")
        try await first.see("RUN ")
        let second = try await openScreen(home)
        try await second.see("RUN ")
        let cancel = try Command(home, ["cancel", "--demo", "1"])
        #expect(try await cancel.end() == 0, "\(cancel.errors)")
        #expect(cancel.errors.contains("#1 is cancelled."))
        try await first.until("its end here") { !$0.contains("RUN ") }
        try await second.until("its end there") { !$0.contains("RUN ") }
        #expect(try await history(home).map(\.status) == ["cancelled"])
    }
}
