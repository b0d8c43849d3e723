import ArgumentParser
import Foundation
import Generations
import Library

/// `rushes show`: everything about one generation.
struct ShowCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show everything about one generation, with its timeline of attempts and waits.",
        discussion: """
            EXAMPLES
              rushes show 214
              rushes show 214 --json | jq .parameters
            """
    )

    @Argument(help: ArgumentHelp("The generation's number or UUID.", valueName: "id"))
    var id: GenerationReference

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let library = try dependencies.openLibrary()
        let generation = try await id.find(in: library)
        let timeline = try await library.timeline(generation.id)
        if format.json {
            dependencies.console.output.write(GenerationWire(generation).json(timeline: timeline).text + "\n")
        } else {
            let text = GenerationText(
                generation: generation,
                timeline: timeline,
                timeZone: dependencies.timeZone
            )
            for line in text.lines { dependencies.console.print(line) }
        }
        return .done
    }
}

extension GenerationWire {
    /// The object with one more key: what happened, oldest first.
    func json(timeline: [TimelineEntry]) -> JSONText {
        guard case .object(let members) = json else { return json }
        let lines = timeline.map { entry in
            JSONText.members([
                "date": .date(entry.date),
                "kind": .string(entry.kind.rawValue),
                "attempt": .integer(Int64(entry.attempt)),
                "text": .string(entry.text),
                "seconds": entry.seconds.map { .seconds($0) } ?? .null,
            ])
        }
        return .object(members + [JSONText.Member(key: "timeline", value: .array(lines))])
    }
}
