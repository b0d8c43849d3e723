import ArgumentParser
import Generations
import Library

/// `rushes prompts save`.
struct PromptsSaveCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "save",
        abstract: "Save a prompt with its parameters, in place of the one that had the name."
    )

    @Argument(help: "The name.")
    var name: String

    @Argument(help: "The prompt, which may hold {variables}; - reads it from standard input.")
    var text: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The model; without it the default at the time of the run.",
            valueName: "owner/name"
        ),
        completion: Completions.models
    )
    var model: String?

    @OptionGroup(title: "Parameters") var parameters: ParameterOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func validate() throws {
        if let model, ModelID(model) == nil {
            throw ValidationError("“\(model)” is no model's name: owner/name.")
        }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let prompt = SavedPrompt(
            name: name,
            prompt: try PromptInput.text(text, dependencies),
            model: model.flatMap { ModelID($0) },
            parameters: parameters.parameters,
            updatedAt: dependencies.now.date
        )
        try await dependencies.openLibrary().save(prompt)
        dependencies.console.note("Saved as “\(name)”. Run it: rushes prompts run \(ShellWord.quoted(name))")
        return .done
    }
}

/// `rushes prompts edit`.
struct PromptsEditCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change the text of a saved prompt in $VISUAL or $EDITOR."
    )

    @Argument(help: "The name.", completion: Completions.prompts)
    var name: String

    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let library = try dependencies.openLibrary()
        var prompt = try await library.existingPrompt(name)
        let edited = try PromptInput.text(
            try await dependencies.edit(prompt.prompt),
            dependencies,
            isLiteral: true
        )
        guard edited != prompt.prompt else {
            dependencies.console.note("“\(prompt.name)” is as it was.")
            return .done
        }
        prompt.prompt = edited
        prompt.updatedAt = dependencies.now.date
        try await library.save(prompt)
        dependencies.console.note("“\(prompt.name)” is changed.")
        return .done
    }
}

/// Words for a shell.
enum ShellWord {
    /// The word, quoted when a shell would not take it as one.
    static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "._-/:+@%".contains($0))
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
