import ArgumentParser
import Generations
import Interface
import Library
import Server

/// `rushes models`: the models of the Hub to choose from.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "Find models on the Hub, with who serves them and what your own runs have come to.",
        subcommands: [ModelsListCommand.self, ModelsStarCommand.self, ModelsUnstarCommand.self],
        defaultSubcommand: ModelsListCommand.self
    )
}

/// `rushes models list`.
struct ModelsListCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List models; this is what `rushes models` does by itself.",
        discussion: """
            On a terminal a table; into a pipe one line each, separated by tabs: model, tasks, providers in the
            Hub's order, downloads, licence, your median wait and run in seconds, the share of your runs that
            failed, and * for a star. With --json one object a line.

            EXAMPLES
              rushes models
              rushes models wan --provider fal-ai --warm
              rushes models --task image-to-video --sort downloads --limit 100
              rushes models --json | jq -r .model
              rushes models star Wan-AI/Wan2.2-TI2V-5B
            """
    )

    /// The most models that are listed.
    private static let longest = 5_000

    @Argument(help: "Words of the name.")
    var search: [String] = []

    @Option(
        help: ArgumentHelp(
            "What the models are for; text-to-video by itself, and anything with --starred.",
            valueName: "task"
        )
    )
    var task: ListedTask?

    @Option(
        help: ArgumentHelp("Only what this provider serves; several with commas.", valueName: "provider")
    )
    var provider: String?

    @Flag(help: "Only models that a provider keeps ready now.")
    var warm = false

    @Flag(help: "Also models that no provider serves.")
    var unserved = false

    @Flag(help: "Only models with a star, the latest first.")
    var starred = false

    @Option(help: ArgumentHelp("Which come first; trending by itself.", valueName: "order"))
    var sort: ModelOrder?

    @Option(help: ArgumentHelp("The most that are listed.", valueName: "count"))
    var limit = 30

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func validate() throws {
        guard (1...Self.longest).contains(limit) else {
            throw ValidationError("--limit is a number from 1 to \(Self.longest).")
        }
        guard providers?.isEmpty != true else {
            throw ValidationError("--provider wants the name of a provider, such as fal-ai.")
        }
        guard !(unserved && provider != nil) else {
            throw ValidationError("--unserved and --provider cannot go together.")
        }
        guard !(starred && sort != nil) else {
            throw ValidationError("--starred and --sort cannot go together: the latest star comes first.")
        }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let known = try await dependencies.openLibrary().knownModels()
        let table = ModelTable(known: known)
        guard starred else {
            write(try await models(dependencies.hub), table, dependencies.console)
            return .done
        }
        let (models, failure) = await starred(known.starred, dependencies.hub)
        write(models, table, dependencies.console)
        if let failure { dependencies.console.report(failure) }
        return failure?.status ?? .done
    }

    /// The names behind `--provider`; nil without it.
    private var providers: [String]? {
        guard let provider else { return nil }
        let names = provider.lowercased().split(separator: ",").map(String.init)
        let isPlain = names.allSatisfy { name in
            name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
        return isPlain ? names : []
    }

    /// As many as are wanted, page after page.
    private func models(_ hub: any ModelHub) async throws -> [ModelListing] {
        let query = ModelQuery(
            search: search.joined(separator: " "),
            task: task ?? .textToVideo,
            serving: unserved ? .nobodyToo : providers.map { .providers($0) } ?? .anyone,
            isWarm: warm,
            order: sort ?? .trending,
            limit: min(limit, 100)
        )
        var found: [ModelListing] = []
        var page: String?
        repeat {
            let part = try await hub.models(query, at: page)
            found += part.models
            page = part.models.isEmpty ? nil : part.next
        } while found.count < limit && page != nil
        return Array(found.prefix(limit))
    }

    /// The models with a star, with what the Hub says of them as far as it can be asked.
    private func starred(
        _ models: [ModelID],
        _ hub: any ModelHub
    ) async -> ([ModelListing], CommandFailure?) {
        let words = search.joined(separator: " ").lowercased().split(separator: " ")
        var found: [ModelListing] = []
        var failure: CommandFailure?
        for model in models where words.allSatisfy({ model.rawValue.lowercased().contains($0) }) {
            guard found.count < limit else { break }
            var listing = ModelListing(model: model)
            if failure == nil {
                do {
                    listing = try await Self.listing(of: model, hub) ?? listing
                } catch {
                    failure = CommandFailure(error)
                }
            }
            if isWanted(listing) { found.append(listing) }
        }
        return (found, failure)
    }

    /// What the Hub says of one model; nil when it does not know it.
    private static func listing(of model: ModelID, _ hub: any ModelHub) async throws -> ModelListing? {
        let query = ModelQuery(search: model.rawValue, task: nil, serving: .nobodyToo, limit: 10)
        return try await hub.models(query, at: nil).models.first { $0.model == model }
    }

    /// Whether a model with a star is one of those that the other options leave; of what is not known it is not.
    private func isWanted(_ listing: ModelListing) -> Bool {
        let isServed = providers.map { names in ModelWords.servers(listing).contains(where: names.contains) }
        return (task.map { listing.tasks.contains($0.rawValue) } ?? true) && (isServed ?? true)
            && (listing.isWarm || !warm)
    }

    /// Whether the options leave out models.
    private var isLimited: Bool { !search.isEmpty || task != nil || provider != nil || warm }

    private func write(_ models: [ModelListing], _ table: ModelTable, _ console: Console) {
        if format.json {
            for model in models { console.output.write(table.json(model).text + "\n") }
        } else if !console.output.isTerminal {
            for model in models { console.print(table.tabSeparated(model)) }
        } else if models.isEmpty {
            console.note(
                starred && !isLimited
                    ? "No model with a star. Give one: rushes models star NAME" : "Nothing was found."
            )
        } else {
            for line in table.lines(models, columns: console.output.columns()) { console.print(line) }
        }
    }
}

/// `rushes models star`.
struct ModelsStarCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "star",
        abstract: "Give models a star: `rushes models --starred` and the screen list them."
    )

    @Argument(help: ArgumentHelp("Models.", valueName: "owner/name"))
    var models: [String]

    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        try await dependencies.star(models, true)
    }
}

/// `rushes models unstar`.
struct ModelsUnstarCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "unstar",
        abstract: "Take the star away from models."
    )

    @Argument(help: ArgumentHelp("Models.", valueName: "owner/name"))
    var models: [String]

    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        try await dependencies.star(models, false)
    }
}

extension Dependencies {
    /// Gives models a star or takes it away. All names are read before the first is changed.
    fileprivate func star(_ names: [String], _ isStarred: Bool) async throws -> ExitStatus {
        let models = try names.map { name in
            guard let model = ModelID(name) else {
                throw CommandFailure(.usage, "“\(name)” is no model's name: write owner/name.")
            }
            return model
        }
        let library = try openLibrary()
        // The last one that was named is the latest, as if they had been named one after another.
        for model in models {
            try await library.setStarred(model, isStarred)
            console.note(isStarred ? "\(model) has a star." : "\(model) has no star.")
        }
        return .done
    }
}

extension ListedTask: ExpressibleByArgument {}
extension ModelOrder: ExpressibleByArgument {}
