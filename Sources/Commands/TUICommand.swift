import ArgumentParser
import Engine
import Foundation
import Generations
import HuggingFace
import Interface
import Library
import Terminal

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// `rushes` without a command: the screen.
struct TUICommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Open the screen; this is what happens without a command."
    )

    @OptionGroup(title: "Screen") var screen: ScreenOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    /// Whatever is no command ends up here.
    @Argument(help: .hidden) var words: [String] = []

    func validate() throws {
        guard let word = words.first else { return }
        let names = RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard names.contains(word) else {
            throw ValidationError("There is no command “\(word)”; rushes --help lists them.")
        }
        throw ValidationError("The command comes first: rushes \(word) …")
    }

    mutating func run() async throws {
        var command = self
        let console = Console.live
        let status = await console.perform {
            if !command.screen.plain { try Self.requireTerminal() }
            if try await command.hasNowhereToGo() { command.shared.demo = true }
            let prepared = command
            return try await withLiveDependencies(prepared.shared, flags: prepared.flags, console: console) {
                try await prepared.run($0)
            }
        }
        if status != .done { throw status.exitCode }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let setup = ScreenSetup(dependencies: dependencies, options: screen)
        guard screen.plain else { return try await ScreenSession(setup).run() }
        return try await PlainSession(
            dependencies: dependencies,
            setup: try setup.setup(),
            lines: .standardInputLines()
        ).run()
    }

    /// Whether there is neither a token nor an endpoint: then the demo is all that can be shown.
    private func hasNowhereToGo() async throws -> Bool {
        guard !shared.demo else { return false }
        let process = ProcessFacts.live
        let paths = Paths(environment: process.environment)
        let settings = try await Settings.load(process.sources(shared, flags: flags, paths: paths))
        guard settings[.endpoint] == nil else { return false }
        let tokens = TokenChoice(settings: settings, trusted: TrustedHosts(file: paths.trustedHostsFile))
        if case .none = tokens.anywhere() { return true }
        return false
    }

    private static func requireTerminal() throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw CommandFailure(
                .usage,
                "The screen needs a terminal.",
                hint: "In scripts use `rushes generate`; `rushes --plain` works line by line."
            )
        }
    }
}

/// How the screen is drawn.
struct ScreenOptions: ParsableArguments {
    @Flag(help: "No screen: lines in and sentences out, for screen readers and dumb terminals.")
    var plain = false

    @Flag(help: "Draw with ASCII only.")
    var ascii = false

    @Flag(name: .customLong("no-color"), help: "Draw without colours; NO_COLOR does the same.")
    var noColor = false

    @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
    var noMouse = false
}
