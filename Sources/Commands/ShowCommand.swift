import ArgumentParser
import Foundation
import Generations
import Library
import Server

/// `rushes show`: everything about one generation.
struct ShowCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show everything about one generation, or how a video was made.",
        discussion: """
            EXAMPLES
              rushes show 214
              rushes show 214 --json | jq .parameters
              rushes show 214 --log
              rushes show fox.mp4
            """
    )

    @Argument(
        help: ArgumentHelp("The generation's number or UUID, or a video.", valueName: "id|file"),
        completion: Completions.recipes
    )
    var subject: RecipeReference

    @Flag(help: "With every request to a server and its answer; tokens are masked.")
    var log = false

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        switch subject {
        case .generation(let id): return try await show(id, dependencies)
        case .file(let path):
            let (recipe, video) = try RecipeReference.read(path, dependencies)
            let text = RecipeText(recipe: recipe, video: video, timeZone: dependencies.timeZone)
            if format.json {
                dependencies.console.output.write(text.json + "\n")
            } else {
                for line in text.lines { dependencies.console.print(line) }
            }
            return .done
        }
    }

    private func show(_ id: GenerationReference, _ dependencies: Dependencies) async throws -> ExitStatus {
        let library = try dependencies.openLibrary()
        let generation = try await id.find(in: library)
        let timeline = try await library.timeline(generation.id)
        let exchanges = ExchangeLines(
            exchanges: log ? try await library.exchanges(of: generation.id) : [],
            timeZone: dependencies.timeZone
        )
        if format.json {
            let json = GenerationWire(generation).json(
                timeline: timeline,
                exchanges: log ? exchanges.json : nil
            )
            dependencies.console.output.write(json.text + "\n")
        } else {
            let text = GenerationText(
                generation: generation,
                timeline: timeline,
                timeZone: dependencies.timeZone
            )
            for line in text.lines + (log ? exchanges.lines : []) { dependencies.console.print(line) }
        }
        return .done
    }
}

extension GenerationWire {
    /// The object with one more key or two: what happened, oldest first, and what was said to servers.
    func json(timeline: [TimelineEntry], exchanges: JSONText? = nil) -> JSONText {
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
        let log = exchanges.map { [JSONText.Member(key: "exchanges", value: $0)] } ?? []
        return .object(members + [JSONText.Member(key: "timeline", value: .array(lines))] + log)
    }
}
