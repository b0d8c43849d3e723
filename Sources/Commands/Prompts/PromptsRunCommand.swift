import ArgumentParser
import Generations
import Library

/// `rushes prompts run`.
struct PromptsRunCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a saved prompt; --set fills its variables, and any parameter may be changed.",
        discussion: """
            EXAMPLES
              rushes prompts run fox --set color=red --set weather="falling snow"
              rushes prompts run fox --set color=grey --set weather=rain -n 3 --json
              rushes prompts run boats --expand
            """
    )

    @Argument(help: "The name.", completion: Completions.prompts)
    var name: String

    @Option(name: [.customShort("n"), .long], help: "How many takes; the worst outcome gives the exit code.")
    var count = 1

    @OptionGroup(title: "Alternatives and variables") var template: TemplateOptions
    @OptionGroup(title: "Parameters") var parameters: ParameterOptions
    @OptionGroup(title: "Running") var options: RunOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    var flags: [Setting: SettingValue] { shared.flags.merging(options.flags) { _, own in own } }

    func validate() throws {
        guard (1...100).contains(count) else { throw ValidationError("-n must be from 1 to 100.") }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let saved = try await dependencies.openLibrary().existingPrompt(name)
        let builder = RequestBuilder(dependencies: dependencies, options: options)
        let merged = parameters.parameters.filled(from: saved.parameters)
        let texts = try PromptExpansion.texts(
            saved.prompt,
            with: template.values,
            mayBeMany: template.expand
        )
        let orders = try builder.family(
            of: texts,
            template: saved.prompt,
            count: count,
            firstSeed: merged.seed
        ) {
            try builder.request(prompt: $0, model: saved.model, parameters: merged)
        }
        return try await dependencies.run(orders, options)
    }
}
