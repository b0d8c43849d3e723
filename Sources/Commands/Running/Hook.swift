import Engine
import Foundation
import Generations
import Logging
import Subprocess

/// The user's own command for the end of each generation (`RUSHES_HOOK`).
///
/// It gets the generation as JSON on standard input, and `RUSHES_ID`, `RUSHES_STATUS` and `RUSHES_FILE`; no shell
/// reads it, and no token is in its environment.
struct Hook: Sendable {
    /// The command line.
    let command: String
    let environment: [String: String]
    let logger: Logger
    /// Ends when the command has had its time.
    let deadline: @Sendable () async throws -> Void

    /// How long it may take.
    static let time = Duration.seconds(10)

    /// The hook of the settings; nil when there is none.
    init?(_ dependencies: Dependencies) {
        guard let command = dependencies.settings[.hook], !command.isEmpty else { return nil }
        let time = dependencies.time
        self.init(command: command, environment: dependencies.environment, logger: dependencies.logger) {
            try await time.sleep(time.now().uptime + Self.time)
        }
    }

    init(
        command: String,
        environment: [String: String],
        logger: Logger,
        deadline: @escaping @Sendable () async throws -> Void
    ) {
        self.command = command
        self.environment = environment
        self.logger = logger
        self.deadline = deadline
    }

    /// Runs it for a generation that has ended; one sentence when that did not go well.
    func run(_ generation: Generation) async -> String? {
        guard let words = CommandWords.split(command), let name = words.first else {
            return report("The hook (RUSHES_HOOK) has a quote without an end.")
        }
        let programs = Programs(environment: environment)
        guard let path = programs.path(of: name), !path.contains("=") else {
            return report("The hook “\(name)” (RUSHES_HOOK) is no program that can be run.")
        }
        let end = await end([path] + words.dropFirst(), programs.childEnvironment, generation)
        switch end {
        case .status(let status) where status.isSuccess: return nil
        case .status(let status):
            return report("The hook did not end well for \(generation.id): \(Self.words(status)).")
        case .late: return report("The hook took too long for \(generation.id) and was ended.")
        case .notStarted: return report("The hook “\(name)” (RUSHES_HOOK) cannot be started.")
        }
    }

    private enum End: Sendable {
        case status(TerminationStatus)
        case late
        case notStarted
    }

    private func end(_ words: [String], _ environment: [String: String], _ generation: Generation) async
        -> End
    {
        await withTaskGroup(of: End?.self) { group in
            group.addTask { await start(words, environment, generation) }
            group.addTask { (try? await deadline()) == nil ? nil : .late }
            // Whichever comes first ends the other: a cancelled child is killed.
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? .notStarted
        }
    }

    private func start(_ words: [String], _ environment: [String: String], _ generation: Generation) async
        -> End
    {
        var variables = environment
        variables["RUSHES_ID"] = "\(generation.id.rawValue)"
        variables["RUSHES_STATUS"] = generation.state.status.rawValue
        variables["RUSHES_FILE"] = generation.video?.path ?? ""
        var options = PlatformOptions()
        options.createSession = true
        // `env` runs a path as it is, without a shell.
        let result = try? await Subprocess.run(
            .name("env"),
            arguments: Arguments(words),
            environment: .custom(Programs.keyed(variables)),
            platformOptions: options,
            input: .string(GenerationWire(generation).json.text + "\n"),
            output: .discarded,
            error: .discarded
        )
        return result.map { .status($0.terminationStatus) } ?? .notStarted
    }

    private func report(_ sentence: String) -> String {
        logger.warning("\(sentence)")
        return sentence
    }

    private static func words(_ status: TerminationStatus) -> String {
        switch status {
        case .exited(let code): "status \(code)"
        case .signaled(let signal): "signal \(signal)"
        }
    }
}
