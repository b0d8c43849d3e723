import Foundation
import TestSupport
import Testing

/// Plain mode as a screen reader meets it: lines in, sentences out.
@Suite(.timeLimit(.minutes(2)))
struct PlainTests {
    private let home: Home
    private let simulator: SimulatorProcess

    init() async throws {
        home = try Home()
        simulator = try await SimulatorProcess(home)
    }

    private func plain(_ lines: String...) throws -> Command {
        try Command(
            home,
            ["--plain"],
            environment: [
                "RUSHES_ENDPOINT": simulator.address, "HF_TOKEN": "hf_EndToEndTestsTokenThatNobodyHas",
            ],
            input: lines.map { $0 + "\n" }.joined()
        )
    }

    @Test func `a prompt becomes a video, with one sentence for each change, and the program ends with it`()
        async throws
    {
        let command = try plain("a fox in snow #busy:1 #quick --seed 7", "/parameters")
        #expect(try await command.end() == 0, "\(command.errors)")
        let lines = command.output.split(separator: "\n").map(String.init)
        for sentence in [
            "Take 1 is being sent.", "Take 1 is being sent, try 2.", "Take 1 runs at the server.",
            "Take 1 is being saved.",
        ] {
            #expect(lines.contains(sentence), "\(lines)")
        }
        #expect(lines.contains { $0.hasPrefix("Take 1 waits: the server did not take it") })
        let path = try #require(home.videos.first)
        #expect(lines.last?.hasPrefix("Take 1 is done after ") == true)
        #expect(lines.last?.hasSuffix(": " + path) == true)
        #expect(!command.output.contains("\u{1B}"))
    }

    @Test func `what was made is found, and run again only after a yes`() async throws {
        let first = try plain("a fox #quick --seed 7")
        #expect(try await first.end() == 0, "\(first.errors)")
        let second = try plain("/history fox", "/again", "no", "/show 1", "/again 1", "yes")
        #expect(try await second.end() == 0, "\(second.errors)")
        #expect(second.output.contains("Take 1, done"))
        #expect(second.output.contains("Run take 1 again with seed 7?"))
        #expect(home.videos.count == 2)
    }
}
