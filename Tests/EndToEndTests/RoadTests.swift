import Foundation
import Terminal
import TestSupport
import Testing

/// The road of a first day: prompt, wait, video, history, again.
@Suite(.timeLimit(.minutes(2)))
struct RoadTests {
    @Test func `a prompt becomes a video that is found again and run again`() async throws {
        let home = try Home()
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(home)
        try await terminal.send(prompt: "A paper fox #loading:1 #quick")

        // The countdown falls by itself.
        try await terminal.until("a countdown") { _ in terminal.secondsLeft != nil }
        let first = try #require(terminal.secondsLeft)
        try await terminal.until("the countdown to fall") { _ in
            terminal.secondsLeft.map { $0 < first } ?? false
        }
        try await terminal.see("Saved 0001-")

        // The file is whole and where the history says it is.
        let made = try #require(try await history(home).first)
        #expect(made.status == "succeeded")
        #expect(made.attempts == 2)
        let file = try #require(made.file)
        let bytes = try #require(FileManager.default.contents(atPath: file))
        #expect(bytes.count > 1000)
        #expect(Int64(bytes.count) == made.bytes)
        #expect(bytes.dropFirst(4).prefix(4) == Data("ftyp".utf8))
        #expect(home.videos == [file])

        // Found by words in another order, then run again as it was.
        try await terminal.press(.character("r"), .control)
        try await terminal.type("fox paper")
        try await terminal.see("1 match")
        try await terminal.press(.enter)
        try await terminal.type("R")
        try await terminal.see("Run #1 again")
        try await terminal.type("y")
        try await terminal.see("Saved 0002-")
        let both = try await history(home)
        #expect(both.map(\.id) == [2, 1])
        #expect(both.map(\.parameters.seed) == [made.parameters.seed, made.parameters.seed])
        #expect(made.parameters.seed != nil)

        try await terminal.quit(modes: modes)
        // What was made is told where it can be scrolled to and copied; lines are longer than the screen is wide.
        let scrollback = terminal.screen.lines.joined()
        #expect(both.compactMap(\.file).count == 2)
        for file in both.compactMap(\.file) { #expect(scrollback.contains(file)) }
    }

    @Test func `a search that finds nothing says so, and the history comes back`() async throws {
        let home = try Home()
        let made = try Command(home, ["generate", "--demo", "-q", "a lighthouse #quick"])
        #expect(try await made.end() == 0, "\(made.errors)")
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(home)
        try await terminal.see("a lighthouse #quick")
        try await terminal.press(.character("r"), .control)
        try await terminal.type("zebra")
        try await terminal.until("an empty list") { !$0.contains("a lighthouse #quick") }
        try await terminal.press(.escape)
        try await terminal.see("a lighthouse #quick")
        try await terminal.quit(modes: modes)
    }
}
