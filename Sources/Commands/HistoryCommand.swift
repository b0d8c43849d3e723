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
            seed, prompt. With --json one object a line. Both are written as they are read, however many there are.

            The query is what the search on the screen takes: words, "phrases", -not, and fields:
            model:wan is:failed is:fav #tag seed:42 after:mon before:2026-11 len:>4 family:176
            note:x folder:x provider:x.

            EXAMPLES
              rushes history
              rushes history "red fox" --status succeeded --favorites
              rushes history 'fox -snow model:wan after:2w'
              rushes history --json --limit all | jq -r .file
            """
    )

    @Argument(help: "Words of the prompt, \"phrases\", -not, and fields such as model:wan.")
    var query: [String] = []

    @Option(
        help: ArgumentHelp("The most that are listed, or all.", valueName: "count|all"),
        completion: .list(["all"])
    )
    var limit = ListLimit(50)

    @Option(
        help: ArgumentHelp("Only generations older than this one.", valueName: "id"),
        completion: Completions.generations(.history)
    )
    var before: GenerationReference?

    @Option(help: "Only these states; may be given more than once.")
    var status: [GenerationStatus] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Only this model.", valueName: "owner/name"),
        completion: Completions.models
    )
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
        try await write(query, before: older, library, dependencies)
        return .done
    }

    /// Writes what is found page by page as it is read, so that a long history takes no more room than a short one;
    /// a table is written whole, since its columns are as wide as their widest cells.
    private func write(
        _ query: HistoryQuery,
        before older: GenerationID?,
        _ library: LibraryDatabase,
        _ dependencies: Dependencies
    ) async throws {
        let console = dependencies.console
        let table = HistoryTable(timeZone: dependencies.timeZone)
        var rows: [Generation] = []
        try await pages(of: query, before: older, in: library, console) { generations in
            if format.json {
                console.output.write(generations.map { GenerationWire($0).json.text + "\n" }.joined())
            } else if console.output.isTerminal {
                rows += generations
            } else {
                for generation in generations { console.print(table.tabSeparated(generation)) }
            }
        }
        guard console.output.isTerminal, !format.json else { return }
        if rows.isEmpty { return console.note("Nothing was found.") }
        for line in table.lines(rows, columns: console.output.columns()) { console.print(line) }
    }

    /// Hands on the generations of a query, newest first, until there are no more, the limit is reached, or nobody
    /// reads any longer.
    private func pages(
        of query: HistoryQuery,
        before older: GenerationID?,
        in library: LibraryDatabase,
        _ console: Console,
        _ take: ([Generation]) -> Void
    ) async throws {
        var before = older
        var left = limit.count ?? .max
        repeat {
            let page = try await library.page(query, before: before, limit: min(left, Self.pageLength))
            for row in page.unreadable { console.note("rushes: \(row.id) cannot be read: \(row.reason)") }
            take(page.generations)
            left -= page.generations.count
            before = page.next
        } while left > 0 && before != nil && console.output.isWhole()
    }

    private static let pageLength = 200
}

/// How many are listed at most: a number, or `all`.
struct ListLimit: Hashable, Sendable, ExpressibleByArgument {
    /// Nil for all.
    var count: Int?

    init(_ count: Int?) { self.count = count }

    /// Takes a number from 1 on, or `all`; nil for anything else.
    init?(argument: String) {
        if argument == "all" { return }
        guard let count = Int(argument), count >= 1 else { return nil }
        self.count = count
    }

    var defaultValueDescription: String { count.map(String.init) ?? "all" }
}

extension GenerationStatus: ExpressibleByArgument {}
