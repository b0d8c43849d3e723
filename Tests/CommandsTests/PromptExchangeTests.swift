import Foundation
import Generations
import Library
import Testing

@testable import Commands

@Suite struct PromptExchangeTests {
    /// Names, texts and parameters that are hard to write down.
    private static let odd: [SavedPrompt] = {
        let texts = [
            "a fox", "a {color} fox\n\n  in {weather}\t ", "---", "a\n---\nb", "\n leading", "trailing\n\n",
            "#x", "'q'",
            "a\r\nb", "esc \u{1B}[31m", "rtl \u{202E}abc", "name: fox", "👩‍🚀 e\u{301} 狐狸\u{2028}x", "a\u{85}b",
            "\"quoted\" \\ {a|b}", "| > & * ! %",
        ]
        let names = [
            "fox", "Fox: the 2nd", "true", "42", "- a", "a # b", "../../etc", "\"q\" 'r'", "狐狸", "null",
            "[x]", "a,b",
            "é", "x y", "con", "@at",
        ]
        return zip(names, texts).enumerated().map { index, pair in
            var parameters = VideoParameters(
                negativePrompt: index % 2 == 0 ? nil : pair.1,
                numFrames: 81,
                guidanceScale: 5.5,
                seed: Int64(UInt32.max)
            )
            if index % 3 == 0 {
                parameters.extra = [
                    "shift": .number(3.5), "deep": .object(["a": .array([.string("---\n"), .null])]),
                ]
            }
            return SavedPrompt(
                name: pair.0,
                prompt: pair.1,
                model: index % 4 == 0 ? ModelID("owner/model") : nil,
                parameters: parameters,
                updatedAt: Stage.date
            )
        }
    }()

    @Test(arguments: PromptExchange.Format.allCases)
    func `what is written is read as the same`(format: PromptExchange.Format) throws {
        let text = Self.odd.map { PromptExchange.text($0, format) }.joined()
        #expect(!text.contains("\u{1B}"))
        let found = try PromptExchange.read(text.utf8, of: "f", now: .distantPast)
        #expect(found.map(\.prompt) == Self.odd)
        let windows = text.replacing("\n", with: "\r\n")
        #expect(try PromptExchange.read(windows.utf8, of: "f", now: .distantPast).map(\.prompt) == Self.odd)
    }

    @Test func `Markdown is what people would write`() throws {
        var prompt = SavedPrompt(name: "fox", prompt: "a {color} fox\nin snow", updatedAt: Stage.date)
        prompt.model = ModelID("Wan-AI/Wan2.2-TI2V-5B")
        prompt.parameters = VideoParameters(fps: 12, extra: ["shift": .number(3.5)])
        let text = """
            ---
            name: fox
            model: Wan-AI/Wan2.2-TI2V-5B
            fps: 12
            params: {"shift": 3.5}
            updated_at: 2026-11-22T14:16:03Z
            ---
            a {color} fox
            in snow

            """
        #expect(PromptExchange.text(prompt, .markdown) == text)
        let written = "\n---\n# mine\nname:   fox\n\nseed: 7\n---\n\na fox\n\n"
        let read = try PromptExchange.read(written.utf8, of: "f", now: Stage.date)
        #expect(read.map(\.prompt.prompt) == ["a fox"])
        #expect(read.first?.prompt.parameters == VideoParameters(seed: 7))
        #expect(read.first?.prompt.updatedAt == Stage.date)
    }

    @Test(arguments: [
        ("", "f holds no prompt."), ("a fox", "f:1: A prompt begins with a line of three hyphens."),
        ("---\nname: fox\na fox", "f:3: “a fox” is no “key: value”."),
        ("---\nname: fox\n", "f:1: The line of three hyphens that ends the values is missing."),
        ("---\nname: a\nname: b\n---\nx", "f:3: “name” stands there twice."),
        ("---\nname: |\n  x\n---\nx", "f:2: The value of “name” cannot be read: write it as JSON, or bare."),
        ("---\nname: \"fox\n---\nx", "f:2: The value of “name” cannot be read: write it as JSON, or bare."),
        ("---\nname: fox\nmood: dark\n---\nx", "f:3: “mood” is nothing that a saved prompt has."),
        ("---\nname: fox\n---\n", "f:1: “fox” has no prompt."),
        ("---\nseed: 7\n---\nx", "f:1: The prompt has no name, of one line and at most 100 characters."),
        ("---\nname: fox\nseed: x\n---\nx", "f:1: “seed” must be a whole number, and is a text."),
        ("---\nname: fox\nwidth: -1\n---\nx", nil), ("---\nname: fox\nmodel: x\n---\nx", nil),
        ("---\nname: fox\n---\na \u{1B}[31m", "f:4: The line holds the control character U+001B."),
        ("---\nname: fox\nprompt: x\n---\ny", "f:1: The prompt stands there twice: above and below."),
        (
            "---\nname: fox\nupdated_at: now\n---\ny",
            "f:1: “updated_at” is no time such as 2026-11-22T14:16:03Z."
        ),
        ("{\"name\": \"a\", \"prompt\": \"b\"}\n{\"x\": 1}", "f:2: “x” is nothing that a saved prompt has."),
        ("{\"name\": \"a\", \"prompt\": \"b\"}\n[", "f:2: The line is no JSON object."),
        (
            "{\"name\": \"a\\nb\", \"prompt\": \"b\"}",
            "f:1: The prompt has no name, of one line and at most 100 characters."
        ),
        ("---\n" + String(repeating: "x", count: 100_000), nil),
    ])
    func `what is wrong is told with its line`(text: String, message: String?) {
        let failure = #expect(throws: CommandFailure.self) {
            _ = try PromptExchange.read(text.utf8, of: "f", now: Stage.date)
        }
        #expect(failure?.status == .usage)
        #expect((failure?.message.count ?? 0) < 300)
        if let message { #expect(failure?.message == message) }
    }

    @Test func `what is exported comes back, and no saved prompt is lost`() async throws {
        let stage = try Stage()
        for prompt in Self.odd { try await stage.library().save(prompt) }
        #expect(try await stage.run(["prompts", "export", "-o", "all.jsonl"]) == .done)
        #expect(try await stage.run(["prompts", "export", "-o", "folder/"]) == .done)
        let files = try FileManager.default.contentsOfDirectory(atPath: stage.path("work/folder"))
        #expect(files.count == Self.odd.count)
        #expect(!FileManager.default.fileExists(atPath: stage.path("etc.md")))
        #expect(try await stage.run(["prompts", "export", "-o", "folder/"]) == .cannotWrite)
        for arguments in [["all.jsonl"], files.sorted().map { "folder/\($0)" }] {
            let other = try Stage()
            for file in arguments {
                let text = try String(contentsOfFile: stage.path("work/\(file)"), encoding: .utf8)
                try other.write(text, to: "work/\(file)")
            }
            #expect(try await other.run(["prompts", "import"] + arguments) == .done)
            #expect(other.error.lines.last == "16 added.")
            let (here, there) = (
                try await stage.library().savedPrompts(), try await other.library().savedPrompts()
            )
            #expect(here == there)
        }
        try await stage.library().save(SavedPrompt(name: "FOX", prompt: "mine", updatedAt: Stage.date))
        #expect(try await stage.run(["prompts", "import", "all.jsonl"]) == .done)
        #expect(stage.error.lines.last == "15 unchanged, 1 skipped.")
        #expect(try await stage.library().savedPrompt("fox")?.prompt == "mine")
        #expect(try await stage.run(["prompts", "import", "--replace", "all.jsonl"]) == .done)
        #expect(stage.error.lines.last == "1 replaced, 15 unchanged.")
        #expect(try await stage.library().savedPrompt("fox")?.prompt == "a fox")
    }

    @Test func `a file that is wrong keeps the others from being imported`() async throws {
        let stage = try Stage()
        try stage.write("---\nname: a\n---\none\n", to: "work/a.md")
        try stage.write("---\nname: b\n", to: "work/b.md")
        try stage.write("{\"name\": \"A\", \"prompt\": \"two\"}", to: "work/c.jsonl")
        #expect(try await stage.run(["prompts", "import", "a.md", "b.md"]) == .usage)
        #expect(try await stage.run(["prompts", "import", "a.md", "c.jsonl"]) == .usage)
        #expect(stage.error.text.contains("c.jsonl:1: “A” is the name of another prompt in a.md:1 already."))
        #expect(try await stage.run(["prompts", "import", "none.md"]) == .notFound)
        #expect(try await stage.library().savedPrompts().isEmpty)
        #expect(try await stage.run(["prompts", "import", "a.md", "a.md"]) == .done)
        #expect(try await stage.library().savedPrompts().map(\.name) == ["a"])
    }

    @Test func `what lists print as JSON is read too`() async throws {
        let stage = try Stage()
        _ = try await stage.run([
            "prompts", "save", "fox", "a {c} fox", "--seed", "7", "--param", "shift=2.5",
        ])
        _ = try await stage.run(["prompts", "list", "--json"])
        let found = try PromptExchange.read(stage.output.text.utf8, of: "f", now: Stage.date)
        #expect(found.map(\.prompt.parameters) == [VideoParameters(seed: 7, extra: ["shift": .number(2.5)])])
    }

    @Test func `names of files are safe and meet nowhere`() {
        let names = ["fox", "Fox", "../x/..", "", "...", String(repeating: "狐", count: 200), "a/b:c*"]
        #expect(
            PromptFileName.names(of: names) == [
                "fox.md", "Fox-2.md", "x.md", "prompt.md", "prompt-2.md",
                String(repeating: "狐", count: 33) + ".md", "a-b-c.md",
            ]
        )
    }
}
