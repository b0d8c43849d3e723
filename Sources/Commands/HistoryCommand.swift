import ArgumentParser
import Foundation
import Generations
import Library
import Server

/// `rushes history`: lists generations, newest first.
struct HistoryCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List generations, newest first.",
        discussion: """
            On a terminal a table; into a pipe one line each, separated by tabs: id, time (UTC), status, length,
            seed, prompt. With --json one object a line.

            The query is what the search on the screen takes: words, "phrases", -not, and fields:
            model:wan is:failed is:fav #tag seed:42 after:mon before:2026-11 len:>4 family:176
            note:x folder:x provider:x.

            EXAMPLES
              rushes history
              rushes history "red fox" --status succeeded --favorites
              rushes history 'fox -snow model:wan after:2w'
              rushes history --json --limit 200 | jq -r .file
            """
    )

    @Argument(help: "Words of the prompt, \"phrases\", -not, and fields such as model:wan.")
    var query: [String] = []

    @Option(help: ArgumentHelp("The most that are listed.", valueName: "count"))
    var limit = 50

    @Option(help: ArgumentHelp("Only generations older than this one.", valueName: "id"))
    var before: GenerationReference?

    @Option(help: "Only these states; may be given more than once.")
    var status: [GenerationStatus] = []

    @Option(name: .shortAndLong, help: ArgumentHelp("Only this model.", valueName: "owner/name"))
    var model: String?

    @Option(help: "Only those with this tag.")
    var tag: String?

    @Flag(help: "Only favorites.")
    var favorites = false

    @Flag(help: "What is in the trash.")
    var trash = false

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit must be 1 or more.") }
        if let model, ModelID(model) == nil {
            throw ValidationError("“\(model)” is no model's name: owner/name.")
        }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let library = try dependencies.openLibrary()
        let search = SearchQuery(
            query.joined(separator: " "),
            now: dependencies.now.date,
            utcOffset: dependencies.timeZone.secondsFromGMT(for: dependencies.now.date)
        )
        for problem in search.problems { dependencies.console.note("rushes: \(problem)") }
        let query = HistoryQuery(
            search: search,
            scope: trash ? .trash : .all,
            statuses: Set(status),
            model: model.flatMap { ModelID($0) },
            favoritesOnly: favorites,
            tag: tag
        )
        let older = try await before?.find(in: library).id
        let generations = try await list(query, older, library, dependencies.console)
        write(generations, dependencies)
        return .done
    }

    private func list(
        _ query: HistoryQuery,
        _ before: GenerationID?,
        _ library: LibraryDatabase,
        _ console: Console
    ) async throws -> [Generation] {
        var found: [Generation] = []
        var before = before
        repeat {
            let page = try await library.page(query, before: before, limit: limit - found.count)
            found += page.generations
            for row in page.unreadable { console.note("rushes: \(row.id) cannot be read: \(row.reason)") }
            before = page.next
        } while found.count < limit && before != nil
        return found
    }

    private func write(_ generations: [Generation], _ dependencies: Dependencies) {
        let console = dependencies.console
        let table = HistoryTable(timeZone: dependencies.timeZone)
        if format.json {
            for generation in generations {
                console.output.write(GenerationWire(generation).json.text + "\n")
            }
        } else if !console.output.isTerminal {
            for generation in generations { console.print(table.tabSeparated(generation)) }
        } else if generations.isEmpty {
            console.note("Nothing was found.")
        } else {
            for line in table.lines(generations, columns: console.output.columns()) { console.print(line) }
        }
    }
}

extension GenerationStatus: ExpressibleByArgument {}
