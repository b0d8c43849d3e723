import ArgumentParser
import Generations
import Library

/// `rushes resume`: goes on with what is unfinished and nobody works on.
struct ResumeCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with what a program left unfinished, and wait for it.",
        discussion: """
            A job that a provider has is asked for, a result is fetched, what is queued is sent in its turn, and a wait
            keeps its end. Nothing is sent twice: a request whose answer nobody saw is held, and only
            `rushes release` sends it again. What another program works on is left to it.

            EXAMPLES
              rushes resume
              rushes resume 214
            """
    )

    @Argument(
        help: ArgumentHelp("Numbers or UUIDs; without any, everything that is unfinished.", valueName: "id"),
        completion: Completions.generations(.unfinished)
    )
    var ids: [GenerationReference] = []

    @Option(name: .shortAndLong, help: "How many run at once.")
    var concurrency: Int?

    @Option(
        help: ArgumentHelp("The longest time for a whole generation, such as 1h30m.", valueName: "duration")
    )
    var timeout: DurationArgument?

    @Flag(help: "Write the generations as JSON, and their progress as JSON lines on standard error.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing while it runs.")
    var quiet = false

    @OptionGroup(title: "General") var shared: SharedOptions

    var flags: [Setting: SettingValue] {
        var flags = shared.flags
        flags[.concurrency] = concurrency.map {
            SettingValue(text: String($0), origin: .flag("--concurrency"))
        }
        return flags
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        if let failure = dependencies.demoRefusal { throw failure }
        var wanted: [GenerationID] = []
        for reference in ids { wanted.append(try await reference.find(in: dependencies.openLibrary()).id) }
        let run = GenerationRun(
            dependencies: dependencies,
            policy: RetryPolicy(
                maxAttempts: dependencies.settings.number(.maxAttempts) ?? 8,
                timeout: timeout?.duration
            ),
            display: ProgressDisplay(
                ProgressDisplay.mode(json: json, quiet: quiet, console: dependencies.console),
                console: dependencies.console,
                count: 2
            )
        )
        let outcome = try await run.run(.leftovers(ids.isEmpty ? .everything : .these(wanted)), as: "resume")
        let library = try dependencies.openLibrary()
        var refusals: [CommandFailure] = []
        for id in wanted where !outcome.generations.contains(where: { $0.id == id }) {
            refusals.append(try await refusal(id, library))
        }
        for refusal in refusals { dependencies.console.report(refusal) }
        if ids.isEmpty, outcome.generations.isEmpty, !json {
            dependencies.console.note(try await Self.nothing(in: library))
        }
        let status = RunReport(console: dependencies.console, json: json).print(outcome)
        return ExitStatus.worst(of: refusals.map(\.status) + [status])
    }

    /// Why there is nothing to go on with.
    private static func nothing(in library: LibraryDatabase) async throws -> String {
        let most = 1_000
        let elsewhere = try await library.elsewhere(limit: most).count
        guard elsewhere > 0 else { return "Nothing is unfinished." }
        let count = elsewhere == most ? "\(most) or more" : String(elsewhere)
        return "Nothing is left to go on with: other programs work on \(count) already."
    }

    /// Why a generation was not gone on with.
    private func refusal(_ id: GenerationID, _ library: LibraryDatabase) async throws -> CommandFailure {
        if let generation = try await library.generation(id), generation.state.isFinal {
            return CommandFailure(.usage, "\(id) has ended: it is \(generation.state.status.rawValue).")
        }
        let owner = try await library.owner(of: id)
        return CommandFailure(.gaveUp, "\(id) is at work in \(owner?.name ?? "another program") already.")
    }
}
