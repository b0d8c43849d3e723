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

    var flags: [Setting: SettingValue] { shared.flags.merging(screen.flags) { _, own in own } }

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
        let command = self
        let console = Console.live
        let status = await console.perform {
            if !command.screen.plain { try Self.requireTerminal() }
            var start = try await LiveStart(command.shared, flags: command.flags)
            if start.hasNowhereToGo { start.isDemo = true }
            return try await withLiveDependencies(start, console: console) { try await command.run($0) }
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

extension TUICommand {
    /// The command for arguments that need no parser; nil for all others.
    init?(known arguments: [String]) {
        guard arguments.isEmpty || arguments == ["--demo"] else { return nil }
        // Set from outside: inside an initializer, `words = []` would declare it again and give it no value.
        var command = TUICommand()
        command.screen = .standard
        command.shared = .standard
        command.shared.demo = !arguments.isEmpty
        command.words = []
        self = command
    }
}

extension LiveStart {
    /// Whether there is neither a token, nor an endpoint, nor a provider's key: then the demo is all that can be
    /// shown.
    fileprivate var hasNowhereToGo: Bool {
        guard !isDemo, settings[.endpoint] == nil, ProviderKeys(environment: process.environment).isEmpty
        else { return false }
        let tokens = TokenChoice(settings: settings, trusted: TrustedHosts(file: paths.trustedHostsFile))
        if case .none = tokens.anywhere() { return true }
        return false
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

    @Option(help: "The colours: \(ThemeName.allCases.map(\.rawValue).joined(separator: ", ")).")
    var theme: String?

    /// As without any option.
    static var standard: ScreenOptions {
        var options = ScreenOptions()
        (options.plain, options.ascii, options.noColor, options.noMouse) = (false, false, false, false)
        options.theme = nil
        return options
    }

    /// The settings that are given as flags.
    var flags: [Setting: SettingValue] {
        var flags: [Setting: SettingValue] = [:]
        flags[.theme] = theme.map { SettingValue(text: $0, origin: .flag("--theme")) }
        return flags
    }
}
