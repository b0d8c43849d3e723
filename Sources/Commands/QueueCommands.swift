import ArgumentParser
import Generations
import Library

/// `rushes cancel`: ends generations that nothing runs any more.
struct CancelCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel generations that a program left unfinished.",
        discussion: "What a running program works on is cancelled there: by x on its screen, or by Ctrl-C."
    )

    @Argument(help: ArgumentHelp("Numbers or UUIDs.", valueName: "id"))
    var ids: [GenerationReference]

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        try await Leftovers(dependencies: dependencies).change(ids, format, as: .cancel)
    }
}

/// `rushes hold`: keeps unfinished generations from going on.
struct HoldCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Keep generations that a program left unfinished from going on.",
        discussion: "What a running program works on is held there."
    )

    @Argument(help: ArgumentHelp("Numbers or UUIDs.", valueName: "id"))
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
        abstract: "Let held generations go on; the screen takes them up when it starts.",
        discussion: "What a running program holds is released there."
    )

    @Argument(help: ArgumentHelp("Numbers or UUIDs.", valueName: "id"))
    var ids: [GenerationReference]

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        try await Leftovers(dependencies: dependencies).change(ids, format, as: .release)
    }
}
