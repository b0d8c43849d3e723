import ArgumentParser
import Testing

@testable import Commands

struct ScreenStartTests {
    @Test(arguments: [[], ["--demo"]])
    func `arguments that need no parser mean what the parser makes of them`(words: [String]) throws {
        let parsed = try #require(try RootCommand.parseAsRoot(words) as? TUICommand)
        let known = try #require(TUICommand(known: words))
        #expect(known.shared.demo == parsed.shared.demo)
        #expect(known.shared.insecureHTTP == parsed.shared.insecureHTTP)
        #expect(known.shared.config == parsed.shared.config)
        #expect(known.shared.library == parsed.shared.library)
        #expect(known.screen.plain == parsed.screen.plain)
        #expect(known.screen.ascii == parsed.screen.ascii)
        #expect(known.screen.noColor == parsed.screen.noColor)
        #expect(known.screen.noMouse == parsed.screen.noMouse)
        #expect(known.words == parsed.words)
    }

    @Test(arguments: [["--help"], ["--plain"], ["history"], ["--demo", "--ascii"], [""]])
    func `everything else is left to the parser`(words: [String]) {
        let isKnown = TUICommand(known: words) != nil
        #expect(!isKnown)
    }

    @Test func `a wait on the main queue ends by itself`() async throws {
        try await MainTimer.sleep(for: .milliseconds(1))
        try await MainTimer.sleep(for: .seconds(-1))
    }

    @Test func `a wait that is called off ends at once`() async {
        let wait = Task { try await MainTimer.sleep(for: .seconds(3_600)) }
        wait.cancel()
        let result = await wait.result
        #expect(throws: CancellationError.self) { try result.get() }
    }
}
