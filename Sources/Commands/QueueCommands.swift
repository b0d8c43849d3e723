import ArgumentParser
import Generations
import Library

/// `rushes cancel`: ends generations, whichever program works on them.
struct CancelCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel generations that have not ended.",
        discussion:
            "What a running program works on is cancelled by it; its provider is told, and the answer said."
    )

    @Argument(
        help: ArgumentHelp("Numbers or UUIDs.", valueName: "id"),
        completion: Completions.generations(.unfinished)
    )
    var ids: [GenerationReference]

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        try await Leftovers(dependencies: dependencies).change(ids, format, as: .cancel)
    }
}

/// `rushes hold`: keeps unfinished generations from going on, whichever program works on them.
struct HoldCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Keep generations that are queued, or wait, from going on.",
        discussion: "What is queued in a running program is held by it."
    )

    @Argument(
        help: ArgumentHelp("Numbers or UUIDs.", valueName: "id"),
        completion: Completions.generations(.unfinished)
    )
    var ids: [GenerationReference]

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        try await Leftovers(dependencies: dependencies).change(ids, format, as: .hold)
    }
}

/// `rushes release`: lets held generations go on.
struct ReleaseCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Let held generations go on.",
        discussion: """
            What a running program holds goes on there; the rest is taken up by an open screen, or by `rushes resume`.
            Where nobody saw a request's answer, its provider is asked for the job first: one that it names is gone on
            with. What it does not name, or cannot, is sent again, and may be billed twice; a provider that cannot be
            asked leaves it held.
            """
    )

    @Argument(
        help: ArgumentHelp("Numbers or UUIDs.", valueName: "id"),
        completion: Completions.generations(.held)
    )
    var ids: [GenerationReference]

    @Flag(help: "Send again also what a provider that cannot be asked may have.")
    var anyway = false

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let leftovers = Leftovers(dependencies: dependencies, sendsUnasked: anyway)
        return try await leftovers.change(ids, format, as: .release)
    }
}
