import ArgumentParser
import Testing

@testable import Commands

@Suite struct HelpTests {
    private static let commands: [any ParsableCommand.Type] = [
        RootCommand.self, GenerateCommand.self, HistoryCommand.self, ShowCommand.self, RerunCommand.self,
        PromptsCommand.self, PromptsListCommand.self, PromptsShowCommand.self, PromptsSaveCommand.self,
        PromptsRunCommand.self, PromptsEditCommand.self, PromptsDeleteCommand.self, PromptsExportCommand.self,
        PromptsImportCommand.self, ResumeCommand.self, CancelCommand.self,
        HoldCommand.self, ReleaseCommand.self, DeleteCommand.self, UndeleteCommand.self, FavoriteCommand.self,
        TagCommand.self, ModelsCommand.self, ModelsListCommand.self, ModelsStarCommand.self,
        ModelsUnstarCommand.self, DoctorCommand.self, KeysCommand.self, ServeCommand.self,
        SimulateCommand.self,
    ]

    @Test(arguments: commands.indices)
    func `the help of a command is as it was`(index: Int) throws {
        let command = Self.commands[index]
        try expectSnapshot(
            RootCommand.helpMessage(for: command, columns: 100) + "\n",
            "help-\(String(describing: command))"
        )
    }

    @Test func `the version is followed by the commit where it is known`() {
        #expect(Version.text(commit: "1960b2a+") == "rushes \(Version.current) (1960b2a+)")
        #expect(Version.text(commit: nil) == "rushes \(Version.current)")
        #expect(Version.known("") == nil)
        #expect(Version.known("1960b2a") == "1960b2a")
    }

    @Test func `version and completion scripts are there`() {
        for (arguments, text) in [
            (["--version"], "rushes \(Version.current)"),
            (["--generate-completion-script", "bash"], "_rushes"),
        ] {
            let error = #expect(throws: (any Error).self) { _ = try RootCommand.parseAsRoot(arguments) }
            let message = error.map { RootCommand.fullMessage(for: $0) } ?? ""
            #expect(message.contains(text))
            #expect(error.map { RootCommand.exitCode(for: $0) } == .success)
        }
    }
}
