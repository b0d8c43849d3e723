import ArgumentParser
import Generations
import Library
import Server

/// `rushes prompts`: saved prompts.
struct PromptsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts",
        abstract: "Saved prompts: prompts with their parameters, kept to be run again.",
        discussion: """
            A prompt may hold {variables}, which are filled when it is run, and {this|or that}.

            EXAMPLES
              rushes prompts save fox "a {color} fox in {weather}" --fps 12
              rushes prompts run fox --set color=red --set weather="falling snow"
            """,
        subcommands: [
            PromptsListCommand.self, PromptsShowCommand.self, PromptsSaveCommand.self, PromptsRunCommand.self,
            PromptsEditCommand.self, PromptsDeleteCommand.self, PromptsExportCommand.self,
            PromptsImportCommand.self,
        ],
        defaultSubcommand: PromptsListCommand.self
    )
}

extension LibraryDatabase {
    /// The saved prompt with a name.
    ///
    /// - Throws: `CommandFailure` with 66 when there is none.
    func existingPrompt(_ name: String) async throws -> SavedPrompt {
        guard let prompt = try await savedPrompt(name) else { throw CommandFailure.unknownPrompt(name) }
        return prompt
    }
}

/// `rushes prompts list`.
struct PromptsListCommand: RushesCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the saved prompts.")

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let console = dependencies.console
        let prompts = try await dependencies.openLibrary().savedPrompts()
        for prompt in prompts {
            if format.json {
                console.output.write(SavedPromptWire(prompt).json.text + "\n")
            } else {
                console.print("\(prompt.name)\t\(prompt.prompt.replacing(/[\t\r\n]+/, with: " "))")
            }
        }
        if prompts.isEmpty, console.output.isTerminal {
            console.note("No prompt is saved yet. Save one: rushes prompts save NAME TEXT")
        }
        return .done
    }
}

/// `rushes prompts show`.
struct PromptsShowCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a saved prompt: its text, or everything with --json."
    )

    @Argument(help: "The name.", completion: Completions.prompts)
    var name: String

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let prompt = try await dependencies.openLibrary().existingPrompt(name)
        if format.json {
            dependencies.console.output.write(SavedPromptWire(prompt).json.text + "\n")
        } else {
            dependencies.console.print(prompt.prompt)
        }
        return .done
    }
}

/// `rushes prompts delete`.
struct PromptsDeleteCommand: RushesCommand {
    static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete a saved prompt.")

    @Argument(help: "The name.", completion: Completions.prompts)
    var name: String

    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        try await dependencies.openLibrary().deleteSavedPrompt(name)
        dependencies.console.note("The saved prompt “\(name)” is deleted.")
        return .done
    }
}

/// A saved prompt as JSON.
struct SavedPromptWire: Sendable {
    let prompt: SavedPrompt

    init(_ prompt: SavedPrompt) {
        self.prompt = prompt
    }

    /// The object, every key always there.
    var json: JSONText {
        .members([
            "name": .string(prompt.name),
            "prompt": .string(prompt.prompt),
            "model": .optional(prompt.model?.rawValue),
            "parameters": .object(GenerationWire.parameters(prompt.parameters)),
            "variables": .array(PromptTemplate(prompt.prompt).variables.map { .string($0) }),
            "updated_at": .date(prompt.updatedAt),
        ])
    }
}
