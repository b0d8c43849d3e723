import ArgumentParser
import CProcess

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
        version: Version.full,
        subcommands: [
            GenerateCommand.self, HistoryCommand.self, ShowCommand.self, RerunCommand.self,
            PromptsCommand.self,
            ResumeCommand.self, CancelCommand.self, HoldCommand.self, ReleaseCommand.self, DeleteCommand.self,
            UndeleteCommand.self,
            FavoriteCommand.self, TagCommand.self, ModelsCommand.self, DoctorCommand.self, KeysCommand.self,
            ServeCommand.self, SimulateCommand.self,
            TUICommand.self,
        ],
        defaultSubcommand: TUICommand.self
    )
}

/// The way in for the executable.
package enum CommandLineProgram {
    /// Parses the process's arguments, runs the command, and ends the process with its number.
    package static func main() async {
        // What a search has freed must not stay with a thread that may never run again: the screen grew from 5 to 34 MB
        // within three searches. Its threads are few and mostly wait; those of a thousand runs get in each other's way.
        rushes_share_heaps(opensScreen ? 1 : 4)
        CoreDumps.forbid()
        do {
            // The screen is opened most often, and the parser takes as long as half of its first frame.
            if var screen = TUICommand(known: Array(CommandLine.arguments.dropFirst())) {
                return try await screen.run()
            }
            var command = try await RootCommand.asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(by: error)
        }
    }

    /// As far as can be told before anything is parsed: a command comes first.
    private static var opensScreen: Bool {
        guard let first = CommandLine.arguments.dropFirst().first else { return true }
        return first.hasPrefix("-") || first == TUICommand.configuration.commandName
    }

    /// Says what was wrong, which may hold what somebody else has written, and ends the process.
    private static func end(by error: any Error) -> Never {
        let code = RootCommand.exitCode(for: error)
        guard code != .success else { RootCommand.exit(withError: error) }
        let message = RootCommand.fullMessage(for: error)
        if !message.isEmpty { Console.live.note(message) }
        RootCommand.exit(withError: code)
    }
}
