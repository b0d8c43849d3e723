import Foundation
import Generations
import Library
import Testing

@testable import Commands

/// What others have written: a terminal shows it and obeys nothing of it.
@Suite struct HostileTextTests {
    /// A title, a colour, a cleared screen in eight bits, and a line that is turned around.
    private static let hostile =
        "fox \u{1B}]0;evil\u{7}\u{1B}[31m\u{9B}2J\u{202E}rtl\u{2066}\u{0}\u{8}\r\nnext\u{61C}\u{7F}\u{85}\u{2028}end"

    /// The scalars that would steer a terminal.
    private func steering(_ text: String) -> [String] {
        text.unicodeScalars.filter { scalar in
            // Columns of lists are told apart by tabs.
            guard scalar != "\n", scalar != "\t" else { return false }
            let isBidi = [0x61C, 0x200E, 0x200F].contains(scalar.value)
            return isBidi || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
                || scalar.properties.generalCategory == .control
        }
        .map { String($0.value, radix: 16) }
    }

    @Test(arguments: [
        ["history"], ["history", "--json"], ["show", "1"], ["show", "1", "--json"], ["show", "1", "--log"],
        ["prompts", "list"], ["prompts", "show", "fox"], ["prompts", "show", "fox", "--json"],
        ["models", "--starred"], ["models", "--json"], ["show", hostile], ["prompts", "show", hostile],
        ["rerun", "1", "--dry-run"], ["doctor"], ["doctor", "--json"],
    ])
    func `a terminal is steered by none of it`(_ arguments: [String]) async throws {
        let stage = try Stage()
        let library = try stage.library()
        let failure = GenerationFailure(code: .providerFailed, message: Self.hostile, hint: Self.hostile)
        let added = try await stage.add(Self.hostile, state: .failed(failure), to: library)
        let exchange = Exchange(
            date: Stage.date,
            attempt: 1,
            method: "POST",
            address: Self.hostile,
            status: 500,
            seconds: 1,
            bytes: 3,
            request: Self.hostile,
            answer: Self.hostile,
            failure: Self.hostile
        )
        try await library.record(exchange, of: added.id)
        let prompt = SavedPrompt(
            name: "fox",
            prompt: Self.hostile,
            model: nil,
            parameters: VideoParameters(),
            updatedAt: Stage.date
        )
        try await library.save(prompt)
        let listing = ModelListing(
            model: try #require(ModelID("owner/model")),
            task: Self.hostile,
            license: Self.hostile
        )
        let hub = FakeHub(pages: [ModelPage(models: [listing])])
        _ = try await stage.run(["models", "star", "owner/model"])
        let environment = ["RUSHES_ENDPOINT": "https://video.example/\(Self.hostile)", "TERM": Self.hostile]
        let status = try await stage.run(arguments, environment, isTerminal: true) { $0.hub = hub }
        let text = stage.output.text + stage.error.text
        #expect(!text.isEmpty, "\(status)")
        #expect(steering(text) == [], "\(text)")
    }
}
