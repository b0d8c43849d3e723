import ArgumentParser
import Foundation
import Generations
import Library

/// `rushes rerun`: runs a generation again.
struct RerunCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "rerun",
        abstract: "Run a generation, or a video's recipe, again with the same seed; anything may be changed.",
        discussion: """
            EXAMPLES
              rushes rerun 214
              rushes rerun 214 --vary -n 3
              rushes rerun 214 --num-frames 121 --prompt "a red fox at dusk"
              rushes rerun --failed --since 2026-11-20
              rushes rerun fox.mp4
            """
    )

    @Argument(
        help: ArgumentHelp("The generation's number or UUID, or a video.", valueName: "id|file"),
        completion: Completions.recipes
    )
    var subject: RecipeReference?

    @Flag(help: "Draw a new seed.")
    var vary = false

    @Flag(help: "Run every failed generation again that was not run again yet; goes with --since.")
    var failed = false

    @Option(
        help: ArgumentHelp("With --failed: those from this day on, such as 2026-11-20.", valueName: "date")
    )
    var since: DateArgument?

    @Option(help: ArgumentHelp("Another prompt.", valueName: "text"))
    var prompt: String?

    @Option(name: [.customShort("n"), .long], help: "How many takes of each.")
    var count = 1

    @OptionGroup(title: "Parameters") var parameters: ParameterOptions
    @OptionGroup(title: "Running") var options: RunOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    var flags: [Setting: SettingValue] { shared.flags.merging(options.flags) { _, own in own } }

    func validate() throws {
        guard (1...100).contains(count) else { throw ValidationError("-n must be from 1 to 100.") }
        guard (subject == nil) == failed else {
            throw ValidationError(
                "Give the id of one generation, a video, or --failed --since DATE for many."
            )
        }
        guard failed == (since != nil) else { throw ValidationError("--failed and --since go together.") }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let library = try dependencies.openLibrary()
        let originals = try await originals(library, dependencies)
        guard !originals.isEmpty else {
            dependencies.console.note("Nothing that has failed since then is left to run again.")
            return .done
        }
        let builder = RequestBuilder(dependencies: dependencies, options: options)
        let text = try prompt.map { try PromptInput.text($0, dependencies) }
        let orders = try originals.flatMap { original in
            let request = try builder.request(
                again: original.request,
                prompt: text,
                overrides: parameters.parameters,
                varied: vary
            )
            return builder.series(of: request, count: count, firstSeed: firstSeed(request))
                .map { GenerationRun.Order(request: $0, parent: original.parent) }
        }
        return try await dependencies.run(orders, options)
    }

    /// Several takes with one seed would be the same video: they count up, unless they are drawn.
    private func firstSeed(_ request: GenerationRequest) -> Int64? {
        vary && parameters.seed == nil ? nil : request.parameters.seed
    }

    /// What is run again, and whose take it becomes.
    private struct Original {
        var request: GenerationRequest
        var parent: GenerationID?

        init(_ generation: Generation) {
            (request, parent) = (generation.request, generation.id)
        }

        init(_ request: GenerationRequest, of parent: Generation?) {
            (self.request, self.parent) = (request, parent?.id)
        }
    }

    private func originals(_ library: LibraryDatabase, _ dependencies: Dependencies) async throws
        -> [Original]
    {
        switch subject {
        case .generation(let id): return [Original(try await id.find(in: library))]
        case .file(let path):
            let (recipe, _) = try RecipeReference.read(path, dependencies)
            var known: Generation?
            if let uuid = recipe.uuid { known = try await library.generation(uuid) }
            return [Original(try request(of: recipe, dependencies), of: known)]
        case nil: break
        }
        guard let since = since?.date(in: dependencies.timeZone) else { return [] }
        return try await failures(since, library, dependencies.console).map(Original.init)
    }

    /// What has failed from an instant on, oldest first, without what was run again since.
    private func failures(_ since: Date, _ library: LibraryDatabase, _ console: Console) async throws
        -> [Generation]
    {
        var found: [Generation] = []
        var repeated = 0
        var before: GenerationID?
        repeat {
            let page = try await library.page(HistoryQuery(statuses: [.failed]), before: before, limit: 200)
            let failed = page.generations.filter { $0.createdAt >= since }
            let again = try await library.runAgain(among: failed.map(\.id))
            repeated += again.count
            found += failed.filter { !again.contains($0.id) }
            before = page.next
        } while before != nil
        if repeated > 0 {
            console.note(
                "\(repeated) that failed were run again already, and are left out; name one to run it again."
            )
        }
        return found.reversed()
    }

    /// The request of a video's own recipe; what is not in it has to be given.
    private func request(of recipe: Recipe, _ dependencies: Dependencies) throws -> GenerationRequest {
        if recipe.needsImage, options.image == nil {
            throw CommandFailure(
                .usage,
                "The video was made of an image that is not in its recipe.",
                hint: "Name it with --image."
            )
        }
        let model = try dependencies.settings.modelChoice().model
        if let name = recipe.model, ModelID(name) == nil, options.model == nil {
            dependencies.console.note(
                "rushes: \(recipe.origin.rawValue) made it with “\(name)”, which is no model of the Hub; \(model) is asked."
            )
        }
        guard let request = recipe.request(model: model) else {
            throw CommandFailure(.usage, "The recipe names no model.", hint: "Name one with --model.")
        }
        return request
    }
}

/// A day on the command line: `2026-11-20`.
struct DateArgument: Hashable, Sendable, ExpressibleByArgument {
    var year: Int
    var month: Int
    var day: Int

    /// Takes a day of the calendar in ISO 8601; nil for anything else.
    init?(argument: String) {
        guard let match = argument.wholeMatch(of: /(\d{4})-(\d{2})-(\d{2})/),
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day's first instant in a zone.
    func date(in zone: TimeZone) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.date(from: DateComponents(year: year, month: month, day: day))
    }
}
