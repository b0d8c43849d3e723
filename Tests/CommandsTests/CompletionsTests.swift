import ArgumentParser
import Foundation
import Generations
import Library
import Testing

@testable import Commands

@Suite struct CompletionsTests {
    private func source(_ stage: Stage, _ words: [String] = [], _ extra: [String: String] = [:]) async throws
        -> CompletionSource
    {
        try FileManager.default.createDirectory(atPath: stage.path("work"), withIntermediateDirectories: true)
        let process = ProcessFacts(
            environment: stage.environment.merging(extra) { _, new in new },
            workingFolder: stage.path("work"),
            timeZone: .gmt
        )
        return try unwrap(await CompletionSource(process, words: words), "a source")
    }

    @Test func `generations are offered with their prompts, as far as a command can use them`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        for number in 1...12 { try await stage.add("prompt \(number)", to: library) }
        try await stage.add("a queue", state: .queued, to: library)
        try await stage.add("a hold", state: .held(.user), to: library)
        _ = try await library.delete(GenerationID(3), at: Stage.date)
        let source = try await source(stage)
        #expect(source.generations(.history, "").map(\.word).prefix(3) == ["14", "13", "12"])
        #expect(source.generations(.history, "1").map(\.word) == ["14", "13", "12", "11", "10", "1"])
        #expect(source.generations(.history, "12").first?.about == "prompt 12")
        #expect(source.generations(.unfinished, "").map(\.about) == ["(held) a hold", "(queued) a queue"])
        #expect(source.generations(.held, "").map(\.word) == ["14"])
        #expect(source.generations(.trash, "").map(\.word) == ["3"])
        #expect(source.generations(.history, "x'; --").isEmpty)
    }

    @Test func `saved prompts and models are offered`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        try await library.save(SavedPrompt(name: "fox", prompt: "a fox", updatedAt: Stage.date))
        try await stage.add("x", to: library)
        try await library.setStarred(try unwrap(ModelID("star/model"), "a model"), true)
        let source = try await source(stage, [], ["RUSHES_MODEL": "set/model"])
        #expect(source.prompts() == [Completions.Offer(word: "fox", about: "a fox")])
        #expect(source.models().map(\.word) == ["star/model", "owner/model", "set/model"])
    }

    @Test func `the library that the line names is looked into, and none is made`() async throws {
        let stage = try Stage()
        let nothing = try await source(stage)
        #expect(nothing.generations(.history, "").isEmpty)
        #expect(nothing.prompts().isEmpty)
        #expect(nothing.models().map(\.word) == ["Wan-AI/Wan2.2-TI2V-5B"])
        #expect(!FileManager.default.fileExists(atPath: stage.path("home")))
        let library = try LibraryDatabase.open(folder: stage.path("other")) {
            Moment(uptime: .zero, date: Stage.date)
        }
        try await library.save(SavedPrompt(name: "other", prompt: "x", updatedAt: Stage.date))
        for words in [["--library", stage.path("other")], ["--library=" + stage.path("other")]] {
            #expect(try await source(stage, words).prompts().map(\.word) == ["other"])
        }
        try stage.write("no database", to: "bad/library.sqlite")
        #expect(try await source(stage, ["--library", stage.path("bad")]).prompts().isEmpty)
        #expect(try await source(stage, ["--demo"]).prompts().isEmpty)
    }

    @Test func `what others have written is harmless in every shell`() {
        let offers = [
            Completions.Offer(word: "a:b", about: "x:\u{1B}[31m y\n$(reboot)"),
            Completions.Offer(word: "$(touch x)`y` 'z'"), Completions.Offer(word: "a\nb"),
            Completions.Offer(word: "esc\u{1B}"), Completions.Offer(word: "狐狸"),
        ]
        #expect(
            Completions.lines(offers, for: .bash)
                == ["a\\:b", "\\$\\(touch\\ x\\)\\`y\\`\\ \\'z\\'", "狐狸"]
        )
        let zsh = Completions.lines(offers, for: .zsh)
        #expect(zsh[0].hasPrefix("a\\:b:x:"))
        let fish = Completions.lines(offers, for: .fish)
        #expect(fish[0].hasPrefix("a:b\tx:"))
        for line in zsh + fish { #expect(!line.unicodeScalars.contains { $0.value < 32 && $0 != "\t" }) }
        #expect(zsh.count == 3 && fish.count == 3)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `the scripts ask for what they offer`(shell: String) throws {
        let error = #expect(throws: (any Error).self) {
            _ = try RootCommand.parseAsRoot(["--generate-completion-script", shell])
        }
        let script = error.map { RootCommand.fullMessage(for: $0) } ?? ""
        for command in [
            "show", "rerun", "cancel", "hold", "release", "delete", "undelete", "favorite", "tag", "resume",
        ] {
            #expect(script.contains("---completion \(command) -- positional@0"), "\(command)")
        }
        for call in ["prompts run -- positional@0", "generate -- --model", "prompts save -- --model"] {
            #expect(script.contains("---completion \(call)"), "\(call)")
        }
    }
}
