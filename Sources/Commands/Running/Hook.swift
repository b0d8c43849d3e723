import Engine
import Foundation
import Generations
import Logging
import Server
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
        let prepared: UserCommand
        do throws(UserCommand.Problem) {
            prepared = try UserCommand(command, environment: environment)
        } catch {
            return report(Self.sentence(error))
        }
        let end = await end(prepared, generation)
        switch end {
        case .status(let status) where status.isSuccess: return nil
        case .status(let status):
            return report("The hook did not end well for \(generation.id): \(status.words).")
        case .late: return report("The hook took too long for \(generation.id) and was ended.")
        case .notStarted: return report("The hook (RUSHES_HOOK) cannot be started.")
        }
    }

    private static func sentence(_ problem: UserCommand.Problem) -> String {
        switch problem {
        case .openQuote: "The hook (RUSHES_HOOK) has a quote without an end."
        case .noProgram(let name): "The hook “\(name)” (RUSHES_HOOK) is no program that can be run."
        }
    }

    private enum End: Sendable {
        case status(TerminationStatus)
        case late
        case notStarted
    }

    private func end(_ prepared: UserCommand, _ generation: Generation) async -> End {
        await withTaskGroup(of: End?.self) { group in
            group.addTask { await start(prepared, generation) }
            group.addTask { (try? await deadline()) == nil ? nil : .late }
            // Whichever comes first ends the other: a cancelled child is killed.
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? .notStarted
        }
    }

    private func start(_ prepared: UserCommand, _ generation: Generation) async -> End {
        let status = try? await prepared.run(
            input: GenerationWire(generation).json.text + "\n",
            variables: [
                "RUSHES_ID": "\(generation.id.rawValue)",
                "RUSHES_STATUS": generation.state.status.rawValue,
                "RUSHES_FILE": generation.video?.path ?? "",
            ]
        )
        return status.map { .status($0) } ?? .notStarted
    }

    private func report(_ sentence: String) -> String {
        logger.warning("\(sentence)")
        return sentence
    }
}
