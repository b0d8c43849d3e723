import ArgumentParser
import Foundation
import Generations
import Library

/// `rushes prompts export`.
struct PromptsExportCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write saved prompts as Markdown or JSON lines, to be kept, shared and imported.",
        discussion: """
            Markdown is the text below its name, model and parameters; into a folder each prompt becomes a file of its
            own. JSON lines have one object a line with the same keys. What is imported again is the same as before.

            EXAMPLES
              rushes prompts export > prompts.md
              rushes prompts export fox boats -o prompts/
              rushes prompts export -o backup.jsonl
            """
    )

    @Argument(
        help: ArgumentHelp("The names; without any, all of them.", valueName: "name"),
        completion: Completions.prompts
    )
    var names: [String] = []

    @Option(
        help: "markdown or jsonl; without it the end of the file's name says it, and else it is Markdown."
    )
    var format: PromptExchange.Format?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A file, or a folder for a file each; else standard output.",
            valueName: "file|folder"
        ),
        completion: .file()
    )
    var output: String?

    @Flag(help: "Write over files that are there.")
    var replace = false

    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let console = dependencies.console
        let library = try dependencies.openLibrary()
        var prompts: [SavedPrompt] = []
        for name in names { prompts.append(try await library.existingPrompt(name)) }
        if names.isEmpty { prompts = try await library.savedPrompts() }
        guard !prompts.isEmpty else {
            console.note("No prompt is saved yet. Save one: rushes prompts save NAME TEXT")
            return .done
        }
        let suffix = output.map { ($0 as NSString).pathExtension.lowercased() } ?? ""
        let format = format ?? (["jsonl", "ndjson"].contains(suffix) ? .jsonl : .markdown)
        guard let output else {
            let text = prompts.map { PromptExchange.text($0, format) }.joined()
            // A line's end of its own is added.
            console.print(String(text.dropLast()))
            return .done
        }
        let files = try files(
            prompts,
            format,
            at: dependencies.paths.absolute(output, in: dependencies.workingFolder)
        )
        try write(files)
        for file in files { console.print(file.path) }
        return .done
    }

    private typealias File = (path: String, text: String)

    private func files(_ prompts: [SavedPrompt], _ format: PromptExchange.Format, at path: String) throws
        -> [File]
    {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard output?.hasSuffix("/") == true || (isThere && isFolder.boolValue) else {
            return [(path, prompts.map { PromptExchange.text($0, format) }.joined())]
        }
        guard format == .markdown else {
            throw CommandFailure(.usage, "JSON lines go into one file.", hint: "Name it: -o prompts.jsonl")
        }
        return zip(PromptFileName.names(of: prompts.map(\.name)), prompts).map { name, prompt in
            (Paths.join(path, name), PromptExchange.text(prompt, format))
        }
    }

    /// Writes all of them, or none when one is there already.
    private func write(_ files: [File]) throws {
        if !replace, let file = files.first(where: { FileManager.default.fileExists(atPath: $0.path) }) {
            throw CommandFailure(
                .cannotWrite,
                "“\(file.path)” is there already.",
                hint: "--replace writes over it."
            )
        }
        for file in files {
            do {
                try FileManager.default.createDirectory(
                    atPath: (file.path as NSString).deletingLastPathComponent,
                    withIntermediateDirectories: true
                )
                try Data(file.text.utf8).write(to: URL(fileURLWithPath: file.path), options: .atomic)
            } catch {
                throw CommandFailure(.cannotWrite, "“\(file.path)” cannot be written.")
            }
        }
    }
}

extension PromptExchange.Format: ExpressibleByArgument {}
