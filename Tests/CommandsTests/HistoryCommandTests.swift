import Foundation
import Generations
import Library
import Testing

@testable import Commands

@Suite struct HistoryCommandTests {
    @Test func `into a pipe each generation is one line, newest first`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        try await stage.add("a red\tfox\nin snow \u{1B}[31m", to: library)
        try await stage.add("a lighthouse", state: .cancelled, seed: 8, to: library)
        #expect(try await stage.run(["history"]) == .done)
        #expect(
            stage.output.lines == [
                "2\t2026-11-22T14:16:03Z\tcancelled\t4.0s\t8\ta lighthouse",
                "1\t2026-11-22T14:16:03Z\tsucceeded\t4.0s\t7\ta red fox in snow \u{1B}[31m",
            ]
        )
    }

    @Test func `on a terminal it is a table that fits and obeys nothing`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        try await stage.add("\u{1B}[31m狐狸 " + String(repeating: "fox ", count: 40), to: library)
        #expect(try await stage.run(["history"], isTerminal: true) == .done)
        #expect(stage.output.lines.count == 2)
        #expect(stage.output.lines[0].hasPrefix("ID  TIME              STATUS     LENGTH  SEED  PROMPT"))
        #expect(stage.output.lines[1].hasPrefix("1   2026-11-22 14:16  succeeded  4.0s    7     狐狸 fox"))
        #expect(stage.output.lines[1].hasSuffix("…"))
        #expect(!stage.output.text.contains("\u{1B}"))
    }

    @Test func `it is narrowed by words, state, favorites, tag, model and age`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        for prompt in ["red fox", "grey fox", "lighthouse"] { try await stage.add(prompt, to: library) }
        try await stage.add("blue fox", state: .cancelled, to: library)
        _ = try await library.setFavorite(GenerationID(2), true)
        _ = try await library.setTags(GenerationID(1), adding: ["best"])
        for (arguments, ids) in [
            (["fox"], "4 2 1"), (["fox", "--limit", "2"], "4 2"), (["--before", "3"], "2 1"),
            (["--status", "cancelled"], "4"), (["--favorites"], "2"), (["--tag", "best"], "1"),
            (["--model", "other/model"], ""),
            (["--status", "failed", "--status", "succeeded", "fox"], "2 1"),
        ] {
            let fresh = try Stage()
            let folder = stage.path("home/.local/share/rushes")
            _ = try await fresh.run(["history"] + arguments, ["RUSHES_LIBRARY": folder])
            let found = fresh.output.lines.compactMap { $0.split(separator: "\t").first.map(String.init) }
            #expect(found.joined(separator: " ") == ids, "\(arguments)")
        }
    }

    @Test func `as JSON it is one object a line`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        try await stage.add("a fox", to: library)
        try await stage.add("a lighthouse", to: library)
        #expect(try await stage.run(["history", "--json"]) == .done)
        #expect(stage.output.lines.map { $0.prefix(9) } == [#"{"id": 2,"#, #"{"id": 1,"#])
    }

    @Test func `show tells everything about one`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        var generation = try await stage.add("a fox", state: .queued, to: library)
        generation.state = .failed(GenerationFailure(code: .unreachable, message: "No host.", hint: "Look."))
        let line = TimelineEntry(
            date: Stage.date,
            kind: .waiting,
            attempt: 1,
            text: "backing_off",
            seconds: 4
        )
        try await library.record(generation, timeline: [line])
        #expect(try await stage.run(["show", "#1"]) == .done)
        for text in [
            "Status        failed: No host.", "Prompt        a fox",
            "Parameters    seed=7 num_frames=48 fps=12",
            "Hint          Look.", "  2026-11-22 14:16  waiting (4s) backing_off",
        ] {
            #expect(stage.output.text.contains(text + "\n"), "\(text)")
        }
        let json = try Stage()
        _ = try await json.run(
            ["show", generation.uuid.uuidString, "--json"],
            ["RUSHES_LIBRARY": stage.path("home/.local/share/rushes")]
        )
        #expect(
            json.output.text.contains(#""timeline": [{"date": "2026-11-22T14:16:03Z", "kind": "waiting""#)
        )
    }

    @Test(arguments: [
        "show 9", "rerun 9", "tag 9 +x", "favorite 9", "delete 9", "cancel 9", "history --before 9",
    ])
    func `an id that nobody knows ends with 66`(line: String) async throws {
        let stage = try Stage()
        #expect(try await stage.run(line.split(separator: " ").map(String.init)) == .notFound)
        #expect(stage.error.lines.first == "rushes: There is no generation #9 in this library.")
        #expect(stage.output.text.isEmpty)
    }
}
