import ArgumentParser

/// `rushes`: the program.
struct RootCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rushes",
        abstract: "Make videos with Hugging Face, on a screen or from the command line.",
        discussion: """
            Without a command the screen opens.

            EXAMPLES
              rushes --demo
              rushes generate "a red fox in falling snow"
              rushes history fox --favorites
              rushes doctor

            Settings come from options, the environment, .env in this folder, and the settings file, in this order;
            `rushes doctor` tells where each came from. The token is HF_TOKEN or that of `hf auth login`.
            """,
        version: Version.current,
        subcommands: [
            GenerateCommand.self, HistoryCommand.self, ShowCommand.self, RerunCommand.self,
            PromptsCommand.self,
            ResumeCommand.self, CancelCommand.self, HoldCommand.self, ReleaseCommand.self, DeleteCommand.self,
            UndeleteCommand.self,
            FavoriteCommand.self, TagCommand.self, ModelsCommand.self, DoctorCommand.self, KeysCommand.self,
            SimulateCommand.self,
            TUICommand.self,
        ],
        defaultSubcommand: TUICommand.self
    )
}

/// The way in for the executable.
package enum CommandLineProgram {
    /// Parses the process's arguments, runs the command, and ends the process with its number.
    package static func main() async {
        // The screen is opened most often, and the parser takes as long as half of its first frame.
        guard var screen = TUICommand(known: Array(CommandLine.arguments.dropFirst())) else {
            return await RootCommand.main()
        }
        do {
            try await screen.run()
        } catch {
            RootCommand.exit(withError: error)
        }
    }
}
