import Foundation
import Generations
import Library
import Server

/// Makes what the lines of a file ask for, and of a file that was run before only what is not made yet.
struct FileRun: Sendable {
    /// A video that a line asks for, and how far it is.
    private struct Wanted {
        let line: Int
        var order: GenerationRun.Order
        /// What earlier runs have made of it, or have begun.
        var former: Generation?

        /// Whether nothing is done for it now.
        var hasEnded: Bool { former?.state.isFinal ?? false }
    }

    let dependencies: Dependencies
    let options: RunOptions
    let file: PromptFile
    /// The file's place, by which its lines are known again.
    let place: String
    let parameters: VideoParameters
    /// How many takes of each line.
    let count: Int
    /// Whether what is made is made once more.
    let again: Bool

    private var console: Console { dependencies.console }

    /// Runs it and tells what became of each line, in the order of the file.
    func run() async throws -> ExitStatus {
        let wanted = try await look(for: try requests())
        if options.dryRun { return try await show(wanted) }
        if options.detach { return try await detach(wanted) }
        if !options.quiet, !options.json { tellWhatIsLeft(wanted) }
        return try await make(wanted)
    }

    // MARK: What is asked for

    private typealias Request = (line: Int, request: GenerationRequest, identity: LineIdentity)

    /// The requests of all lines; nothing is sent before each was read.
    private func requests() throws -> [Request] {
        guard file.lines.count * count <= PromptFile.mostVideos else {
            throw CommandFailure(
                .usage,
                "\(file.name) asks for \(file.lines.count * count) videos, and \(PromptFile.mostVideos) are the most at once.",
                hint: "Divide it into several files."
            )
        }
        var seen: [LineIdentity: Int] = [:]
        return try file.lines.flatMap { line in
            let (request, given) = try request(of: line)
            let builder = RequestBuilder(dependencies: dependencies, options: options)
            let series = builder.series(of: request, count: count, firstSeed: given.seed)
            return series.enumerated().map { index, request in
                var identity = identity(request, given)
                identity.parameters.seed = given.seed.map { $0 + Int64(index) }
                let occurrence = seen[identity, default: 0]
                seen[identity] = occurrence + 1
                identity.occurrence = occurrence
                return (line.number, request, identity)
            }
        }
    }

    /// A line's request, and the parameters that were given for it.
    private func request(of line: PromptFile.Line) throws -> (GenerationRequest, VideoParameters) {
        var order = line.order
        order.parameters = order.parameters.filled(from: parameters)
        let given = order.parameters
        do {
            let requests = ServedRequests(dependencies: dependencies, options: options)
            return (try requests.request(order, imageFile: line.imageFile.map(beside)), given)
        } catch {
            var failure = CommandFailure(error)
            failure.message = "\(file.name):\(line.number): \(failure.message)"
            throw failure
        }
    }

    /// The path of an image that a line names: it begins where the file is.
    private func beside(_ path: String) -> String {
        let folder = place == "-" ? dependencies.workingFolder : (place as NSString).deletingLastPathComponent
        return dependencies.paths.absolute(path, in: folder)
    }

    private func identity(_ request: GenerationRequest, _ given: VideoParameters) -> LineIdentity {
        LineIdentity(
            file: place,
            prompt: request.prompt,
            model: request.model,
            parameters: given,
            image: request.image?.text,
            keyframeModel: request.keyframeModel
        )
    }

    // MARK: What is made already

    /// Looks for what earlier runs have made. What has failed or was cancelled is made anew, under the next UUID, but
    /// not what may have been made all the same: that needs the user's word.
    private func look(for requests: [Request]) async throws -> [Wanted] {
        let isThere = FileManager.default.fileExists(
            atPath: Paths.join(dependencies.libraryFolder, LibraryDatabase.fileName)
        )
        let library = isThere ? try dependencies.openLibrary() : nil
        var wanted: [Wanted] = []
        for (line, request, identity) in requests {
            var round = 0
            var former: Generation?
            while let found = try await library?.generation(identity.uuid(round: round)) {
                former = found
                round += 1
            }
            let parent = former?.id
            if let known = former, known.state.isFinal, again || !(known.isMade || known.mayBeBilled) {
                former = nil
            }
            let order = GenerationRun.Order(
                request: request,
                parent: parent,
                uuid: identity.uuid(round: round)
            )
            wanted.append(Wanted(line: line, order: order, former: former))
        }
        return wanted
    }

    private func tellWhatIsLeft(_ wanted: [Wanted]) {
        let made = wanted.count(where: \.hasEnded)
        let begun = wanted.count { $0.former != nil } - made
        guard made + begun > 0 else { return }
        if made == wanted.count {
            return console.note("All \(made) of \(file.name) are made already; --again makes them once more.")
        }
        console.note(
            "Of \(wanted.count) in \(file.name), \(made) are made already and \(begun) have begun; "
                + "\(wanted.count - made - begun) are new."
        )
    }

    // MARK: Making it

    private func make(_ wanted: [Wanted]) async throws -> ExitStatus {
        let places = Dictionary(
            uniqueKeysWithValues: zip(wanted.map { $0.former?.uuid ?? $0.order.uuid }, 0...)
        )
        let report = RunReport(console: console, json: options.json, file: file.name)
        let results = OrderedResults(count: wanted.count) { place, generation, outcome in
            report.print(generation, outcome, line: wanted[place].line)
        }
        for (place, one) in wanted.enumerated() where one.hasEnded { results.put(one.former, at: place) }
        let left = wanted.filter { !$0.hasEnded }
        guard !left.isEmpty else {
            return ExitStatus.worst(of: wanted.compactMap { $0.former.map { ExitStatus($0.state) } })
        }
        var run = dependencies.generationRun(options, count: left.count)
        run.ended = { generation in
            if let place = places[generation.uuid] { results.put(generation, at: place) }
        }
        let orders = left.filter { $0.former == nil }.map(\.order)
        let outcome: GenerationRun.Outcome
        do {
            outcome = try await run.run(.rest(left.compactMap { $0.former?.id }, orders), as: "generate")
        } catch {
            throw try await reason(error, orders)
        }
        for generation in outcome.generations { results.put(generation, at: places[generation.uuid] ?? 0) }
        results.finish(outcome)
        let ended = wanted.filter(\.hasEnded).compactMap { $0.former.map { ExitStatus($0.state) } }
        return try await end(left, outcome, [report.status(of: outcome)] + ended)
    }

    /// Two programs that run the same file at once would make the same generations: the library refuses the second.
    private func reason(_ error: any Error, _ orders: [GenerationRun.Order]) async throws -> any Error {
        guard case LibraryError.cannotWrite = error else { return error }
        let library = try dependencies.openLibrary()
        for order in orders {
            guard let uuid = order.uuid, let other = try await library.generation(uuid) else { continue }
            guard let owner = try await library.owner(of: other.id) else { continue }
            return CommandFailure(
                .gaveUp,
                "\(owner.name) makes the videos of \(file.name) already.",
                hint: "Run it again when that has ended: what is made then is not made twice."
            )
        }
        return error
    }

    /// The number to end with. Lines that are another program's are told, and those that were not begun.
    private func end(
        _ left: [Wanted],
        _ outcome: GenerationRun.Outcome,
        _ known: [ExitStatus]
    ) async throws -> ExitStatus {
        let library = try dependencies.openLibrary()
        let run = Set(outcome.generations.map(\.uuid))
        var statuses = known
        for one in left where one.former.map({ !run.contains($0.uuid) }) ?? false {
            guard let id = one.former?.id else { continue }
            let owner = try await library.owner(of: id)?.name ?? "another program"
            console.report(
                CommandFailure(.gaveUp, "\(file.name):\(one.line): \(id) is at work in \(owner) already.")
            )
            statuses.append(.gaveUp)
        }
        let unfinished = outcome.generations.contains { !$0.state.isFinal } || run.count < left.count
        if outcome.interruption != nil, unfinished, !options.quiet, !options.json {
            console.note("Run the same command again: it makes what is not made yet, and nothing twice.")
        }
        return outcome.interruption?.status ?? ExitStatus.worst(of: statuses)
    }
}

extension FileRun {
    /// Shows what would be sent.
    private func show(_ wanted: [Wanted]) async throws -> ExitStatus {
        let orders = wanted.filter { $0.former == nil }.map(\.order)
        if orders.count < wanted.count { tellWhatIsLeft(wanted) }
        return try await dependencies.show(orders)
    }

    /// Writes down what is new, and prints the numbers of all in the order of the file.
    private func detach(_ wanted: [Wanted]) async throws -> ExitStatus {
        let library = try dependencies.openLibrary()
        let new = wanted.filter { $0.former == nil }.map { one in
            NewGeneration(
                uuid: one.order.uuid ?? dependencies.makeUUID(),
                request: one.order.request,
                parent: one.order.parent,
                createdAt: dependencies.now.date
            )
        }
        var inserted = try await library.insert(new)[...]
        for one in wanted {
            guard let generation = one.former ?? inserted.popFirst() else { continue }
            console.print(
                options.json
                    ? GenerationWire(generation).json(line: one.line).text : String(generation.id.rawValue)
            )
        }
        return .done
    }
}

extension Generation {
    /// Whether its video is there.
    fileprivate var isMade: Bool { state.status == .succeeded }

    /// Whether the provider may have made and billed it although nobody has it.
    fileprivate var mayBeBilled: Bool {
        guard case .failed(let failure) = state else { return false }
        switch failure.code {
        case .jobLost, .resultExpired, .interruptedSubmit: return true
        case .timedOut: return job != nil
        default: return false
        }
    }
}
