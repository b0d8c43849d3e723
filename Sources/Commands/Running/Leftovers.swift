import Generations
import Library
import Server
import Synchronization

/// Changes the state of generations that are unfinished in the library: the program that works on one does it, or,
/// where there is none, this one.
struct Leftovers: Sendable {
    enum Change: Hashable, Sendable {
        case cancel, hold, release

        var request: OwnerRequest.Kind {
            switch self {
            case .cancel: .cancel
            case .hold: .hold
            case .release: .release
            }
        }
    }

    let dependencies: Dependencies
    /// Whether what a provider may have is sent again although it could not be asked.
    var sendsUnasked = false

    /// Changes all of them, or none when the state of one does not fit.
    ///
    /// - Throws: `CommandFailure` for the first one that cannot be changed.
    func change(_ references: [GenerationReference], _ format: FormatOptions, as change: Change) async throws
        -> ExitStatus
    {
        if let failure = dependencies.demoRefusal { throw failure }
        let library = try dependencies.openLibrary()
        var found: [Generation] = []
        for reference in references {
            let generation = try await reference.find(in: library)
            if let problem = Self.problem(generation, change) { throw problem }
            found.append(generation)
        }
        for generation in found { try await self.change(generation.id, format, as: change, in: library) }
        return .done
    }

    private func change(
        _ id: GenerationID,
        _ format: FormatOptions,
        as change: Change,
        in library: LibraryDatabase
    ) async throws {
        let requests = OwnerRequests(library: library, folder: dependencies.libraryFolder)
        // Once more: between the question and the taking somebody else may have taken it.
        for _ in 0..<2 {
            switch try await requests.ask(change.request, of: id) {
            case .done: return try await tell(id, after: change, format, library)
            case .refused(let sentence): throw CommandFailure(.usage, "\(id): \(sentence)")
            case .silent(let owner): throw CommandFailure(.gaveUp, owner.silence(about: id))
            case .underWay(let owner): throw CommandFailure(.gaveUp, owner.delay(about: id))
            case .nobody:
                if try await self.take(id, format, as: change) { return }
            }
        }
        throw CommandFailure(.gaveUp, "Another program has just taken \(id) up; nothing was changed.")
    }

    /// Changes what nobody works on; false when somebody does after all.
    private func take(_ id: GenerationID, _ format: FormatOptions, as change: Change) async throws -> Bool {
        let owned = try await dependencies.ownedLibrary(as: change.request.rawValue)
        let hasChanged: Bool
        do {
            hasChanged = try await take(id, format, as: change, owned)
        } catch {
            await owned.letGo()
            throw error
        }
        await owned.letGo()
        return hasChanged
    }

    private func take(
        _ id: GenerationID,
        _ format: FormatOptions,
        as change: Change,
        _ owned: OwnedLibrary
    ) async throws -> Bool {
        let taken = try await owned.takeUp(.these([id]), now: dependencies.now)
        var hasChanged = false
        for generation in taken {
            var (changed, line) = Self.changed(generation, change, at: dependencies.now)
            if change == .release {
                try await findJob(of: generation, for: &changed, telling: &line, in: owned.database)
            }
            guard try await owned.database.record(changed, timeline: [line]) == nil else { continue }
            hasChanged = true
            if let partial = generation.partial, changed.partial == nil {
                await (try? dependencies.videos())?.remove(partial)
            }
            tell(changed, format)
            if change == .cancel, let job = generation.openJob {
                try await cancel(job, of: generation, then: changed, in: owned.database)
            }
        }
        return hasChanged
    }

    /// Tells what the owner has done, once it is written down.
    private func tell(
        _ id: GenerationID,
        after change: Change,
        _ format: FormatOptions,
        _ library: LibraryDatabase
    ) async throws {
        let watch = LibraryWatch(folder: dependencies.libraryFolder)
        defer { watch.stop() }
        let deadline = dependencies.now.uptime + OwnerRequests.patience
        // Looked at once a second as well: an owner that cannot write it down changes nothing.
        async let _: Void = Self.wake(watch)
        for await _ in watch.changes {
            guard let generation = try await library.generation(id) else { return }
            let isDone =
                switch change {
                case .cancel: generation.state.isFinal
                case .hold: generation.state.status == .held || generation.state.isFinal
                case .release: generation.state.status != .held
                }
            if isDone || dependencies.now.uptime > deadline { return tell(generation, format, isOwned: true) }
        }
    }

    private static func wake(_ watch: LibraryWatch) async {
        while (try? await Task.sleep(for: .seconds(1))) != nil { watch.look() }
    }

    /// Why a change does not fit a generation; nil when it does.
    static func problem(_ generation: Generation, _ change: Change) -> CommandFailure? {
        let status = generation.state.status
        let sentence: String? =
            switch (change, generation.state) {
            case (_, .succeeded), (_, .failed), (_, .cancelled):
                "\(generation.id) has ended: it \(status == .cancelled ? "was " : "")\(status.rawValue)."
            case (.release, .held): nil
            case (.release, _): "\(generation.id) is not held: it is \(status.rawValue)."
            case (.hold, .held): "\(generation.id) is held already."
            case (.hold, .queued), (.hold, .waiting): nil
            case (.hold, _): "\(generation.id) was under way, so it cannot be held; it can be cancelled."
            case (.cancel, _): nil
            }
        return sentence.map { CommandFailure(.usage, $0) }
    }

    /// The generation after a change, with the line of its timeline.
    static func changed(
        _ generation: Generation,
        _ change: Change,
        at now: Moment
    ) -> (Generation, TimelineEntry) {
        var changed = generation
        let kind: TimelineEntry.Kind
        switch change {
        case .cancel:
            (changed.state, kind) = (.cancelled, .cancelled)
            changed.finishedAt = now.date
            changed.partial = nil
        case .hold:
            (changed.state, kind) = (.held(.user), .held)
        case .release:
            (changed.state, kind) = (.queued, .released)
        }
        let line = TimelineEntry(
            date: now.date,
            kind: kind,
            attempt: generation.attempts,
            text: "by the user, from the command line"
        )
        return (changed, line)
    }

    /// A generation as it truly is after the program that worked on it has gone, with the lines that tell of it:
    /// what had been sent is held, since nobody saw the answer; a video that only had to be fetched, or a job that is
    /// to be asked for, is queued.
    static func afterCrash(
        _ generation: Generation,
        at now: Moment
    ) -> GenerationChange {
        guard generation.isUnderWay else { return GenerationChange(generation, timeline: []) }
        var left = generation
        let isFetched = generation.nextStep.isRepeatable
        left.state = isFetched ? .queued : .held(.interruptedSubmit(.programEnded))
        let line = TimelineEntry(
            date: now.date,
            kind: isFetched ? .queued : .held,
            attempt: generation.attempts,
            text: "the program had ended"
        )
        return GenerationChange(left, timeline: [line])
    }

    /// Asks the provider to cancel what it may still work on, and says what came of it.
    private func cancel(
        _ job: RemoteJob,
        of generation: Generation,
        then changed: Generation,
        in library: LibraryDatabase
    ) async throws {
        let request = generation.requestToSend
        let news = Mutex("")
        do {
            _ = try await dependencies.withClient { client in
                let outcome: JobCancellation
                do {
                    outcome = try await client.cancel(job, for: request) { _ in }
                } catch let error as InferenceError {
                    outcome = .refused(error)
                }
                news.withLock { $0 = outcome.sentence(of: job.provider) }
                return []
            }
        } catch let failure as CommandFailure {
            news.withLock { $0 = "\(job.provider) was not told, so it may be billed: \(failure.message)" }
        }
        let text = news.withLock { $0 }
        let line = TimelineEntry(
            date: dependencies.now.date,
            kind: .note,
            attempt: generation.attempts,
            text: text
        )
        try await library.record(changed, timeline: [line])
        dependencies.console.note("\(generation.id): \(text)")
    }

    private func tell(_ generation: Generation, _ format: FormatOptions, isOwned: Bool = false) {
        let console = dependencies.console
        if format.json {
            console.output.write(GenerationWire(generation).json.text + "\n")
            return
        }
        let isLeft = generation.state == .queued && !isOwned
        let later = isLeft ? "; `rushes resume`, or the screen, goes on with it" : ""
        console.note("\(generation.id) is \(generation.state.status.rawValue)\(later).")
    }
}
