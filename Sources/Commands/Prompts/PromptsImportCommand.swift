import ArgumentParser
import Foundation
import Generations
import Library

/// `rushes prompts import`.
struct PromptsImportCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Save the prompts of files: Markdown with front matter, or JSON lines.",
        discussion: """
            All files are read first: when a line is wrong, nothing is saved. A prompt whose name is taken by another
            one is left out, unless --replace is given.

            In Markdown the values stand between two lines of three hyphens, one “key: value” a line; the prompt is
            what follows, up to the next line of three hyphens. A value is a bare word, a text in quotes, or JSON.
              ---
              name: fox
              model: Wan-AI/Wan2.2-TI2V-5B
              num_frames: 81
              params: {"shift": 3.5}
              ---
              a {color} fox in {weather}
            JSON lines have the same keys and "prompt"; what `rushes prompts list --json` writes is read, too.

            EXAMPLES
              rushes prompts import prompts/*.md
              rushes prompts import --replace backup.jsonl
            """
    )

    @Argument(
        help: ArgumentHelp("The files; - is standard input.", valueName: "file"),
        completion: .file(extensions: ["md", "jsonl", "ndjson", "markdown"])
    )
    var files: [String]

    @Flag(help: "Put them in the place of saved prompts with the same names.")
    var replace = false

    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        var found: [PromptExchange.Found] = []
        for file in files { found += try read(file, dependencies) }
        let prompts = try distinct(found)
        let arrivals = try await dependencies.openLibrary().add(prompts, replacing: replace)
        for (prompt, arrival) in zip(prompts, arrivals) {
            dependencies.console.note("\(prompt.name): \(arrival.sentence)")
        }
        let counts = SavedPromptArrival.allCases.compactMap { arrival in
            let count = arrivals.count { $0 == arrival }
            return count == 0 ? nil : "\(count) \(arrival.rawValue)"
        }
        dependencies.console.note(counts.joined(separator: ", ") + ".")
        return .done
    }

    private func read(_ file: String, _ dependencies: Dependencies) throws -> [PromptExchange.Found] {
        let now = dependencies.now.date
        guard file != "-" else {
            let text = try dependencies.readInput(PromptExchange.longest)
            return try PromptExchange.read(text.utf8, of: "standard input", now: now)
        }
        let path = dependencies.paths.absolute(file, in: dependencies.workingFolder)
        let data = try PromptFile.contents(path, name: file, atMost: PromptExchange.longest)
        return try PromptExchange.read(data, of: file, now: now)
    }

    /// Each name once: which of two different prompts is meant, nobody knows.
    private func distinct(_ found: [PromptExchange.Found]) throws -> [SavedPrompt] {
        var known: [String: PromptExchange.Found] = [:]
        var prompts: [SavedPrompt] = []
        for one in found {
            let key = one.prompt.name.lowercased()
            if let other = known.updateValue(one, forKey: key) {
                guard other.prompt.isSame(as: one.prompt) else {
                    throw CommandFailure(
                        .usage,
                        "\(one.file):\(one.line): “\(one.prompt.name)” is the name of another prompt in "
                            + "\(other.file):\(other.line) already."
                    )
                }
            } else {
                prompts.append(one.prompt)
            }
        }
        return prompts
    }
}

extension SavedPromptArrival {
    /// What became of a prompt, for people.
    fileprivate var sentence: String {
        switch self {
        case .added: "added"
        case .replaced: "replaced"
        case .unchanged: "is as it was"
        case .skipped: "skipped, since another prompt has this name; --replace puts it in its place"
        }
    }
}
