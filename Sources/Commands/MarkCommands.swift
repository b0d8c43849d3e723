import ArgumentParser
import Generations
import Library
import Server

/// `rushes delete`: puts generations into the trash.
struct DeleteCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Put generations into the trash; their videos stay where they are."
    )

    @Argument(
        help: ArgumentHelp("Numbers or UUIDs.", valueName: "id"),
        completion: Completions.generations(.history)
    )
    var ids: [GenerationReference]

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let date = dependencies.now.date
        let demo = shared.demo ? " --demo" : ""
        return try await dependencies.mark(ids, format) { library, id in
            try await library.delete(id, at: date)
        } note: {
            "\($0.id) is in the trash; rushes undelete \($0.id.rawValue)\(demo) brings it back."
        }
    }
}

/// `rushes undelete`: takes generations out of the trash.
struct UndeleteCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "undelete",
        abstract: "Take generations out of the trash."
    )

    @Argument(
        help: ArgumentHelp("Numbers or UUIDs.", valueName: "id"),
        completion: Completions.generations(.trash)
    )
    var ids: [GenerationReference]

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        try await dependencies.mark(ids, format) { library, id in
            try await library.undelete(id)
        } note: {
            "\($0.id) is in the history again."
        }
    }
}

/// `rushes favorite`: makes generations favorites, or no longer.
struct FavoriteCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "favorite",
        abstract: "Make generations favorites, or with --off no longer."
    )

    @Argument(
        help: ArgumentHelp("Numbers or UUIDs.", valueName: "id"),
        completion: Completions.generations(.history)
    )
    var ids: [GenerationReference]

    @Flag(help: "They are favorites no longer.")
    var off = false

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let isOn = !off
        return try await dependencies.mark(ids, format) { library, id in
            try await library.setFavorite(id, isOn)
        } note: {
            "\($0.id) is \(isOn ? "a favorite" : "a favorite no longer")."
        }
    }
}

extension Dependencies {
    /// Changes what the user says of generations, and shows them as they are then. All are looked up before the
    /// first is changed.
    func mark(
        _ references: [GenerationReference],
        _ format: FormatOptions,
        change: @Sendable (LibraryDatabase, GenerationID) async throws -> Generation,
        note: @Sendable (Generation) -> String
    ) async throws -> ExitStatus {
        let library = try openLibrary()
        var ids: [GenerationID] = []
        for reference in references { ids.append(try await reference.find(in: library).id) }
        for id in ids {
            let changed = try await change(library, id)
            if format.json {
                console.output.write(GenerationWire(changed).json.text + "\n")
            } else {
                console.note(note(changed))
            }
        }
        return .done
    }
}
