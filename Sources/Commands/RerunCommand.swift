import ArgumentParser
import Foundation
import Generations
import Library

/// `rushes rerun`: runs a generation again.
struct RerunCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "rerun",
        abstract: "Run a generation again, with the same seed; any parameter may be changed.",
        discussion: """
            EXAMPLES
              rushes rerun 214
              rushes rerun 214 --vary -n 3
              rushes rerun 214 --num-frames 121 --prompt "a red fox at dusk"
              rushes rerun --failed --since 2026-11-20
            """
    )

    @Argument(help: ArgumentHelp("The generation's number or UUID.", valueName: "id"))
    var id: GenerationReference?

    @Flag(help: "Draw a new seed.")
    var vary = false

    @Flag(help: "Run every failed generation again; goes with --since.")
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
        guard (id == nil) == failed else {
            throw ValidationError("Give the id of one generation, or --failed --since DATE for many.")
        }
        guard failed == (since != nil) else { throw ValidationError("--failed and --since go together.") }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let library = try dependencies.openLibrary()
        let generations = try await originals(library, dependencies)
        guard !generations.isEmpty else {
            dependencies.console.note("No generation has failed since then.")
            return .done
        }
        let builder = RequestBuilder(dependencies: dependencies, options: options)
        let text = try prompt.map { try PromptInput.text($0, dependencies) }
        let orders = try generations.flatMap { original in
            let request = try builder.request(
                again: original.request,
                prompt: text,
                overrides: parameters.parameters,
                varied: vary
            )
            return builder.series(of: request, count: count, firstSeed: firstSeed(request))
                .map { GenerationRun.Order(request: $0, parent: original.id) }
        }
        return try await dependencies.run(orders, options)
    }

    /// Several takes with one seed would be the same video: they count up, unless they are drawn.
    private func firstSeed(_ request: GenerationRequest) -> Int64? {
        vary && parameters.seed == nil ? nil : request.parameters.seed
    }

    private func originals(_ library: LibraryDatabase, _ dependencies: Dependencies) async throws
        -> [Generation]
    {
        if let id { return [try await id.find(in: library)] }
        guard let since = since?.date(in: dependencies.timeZone) else { return [] }
        var found: [Generation] = []
        var before: GenerationID?
        repeat {
            let page = try await library.page(HistoryQuery(statuses: [.failed]), before: before, limit: 200)
            found += page.generations.filter { $0.createdAt >= since }
            before = page.next
        } while before != nil
        return found.reversed()
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
