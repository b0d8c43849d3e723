import Generations
import Library
import Synchronization

/// Changes the state of generations that are unfinished in the library and that no program works on.
struct Leftovers: Sendable {
    enum Change: Hashable, Sendable {
        case cancel, hold, release
    }

    let dependencies: Dependencies

    /// Changes all of them, or none when one cannot be.
    ///
    /// - Throws: `CommandFailure` when a program runs with this library, or a generation's state does not fit.
    func change(_ references: [GenerationReference], _ format: FormatOptions, as change: Change) async throws
        -> ExitStatus
    {
        let library = try dependencies.openLibrary()
        var found: [Generation] = []
        for reference in references {
            let generation = try await reference.find(in: library)
            if let problem = Self.problem(generation, change) { throw problem }
            found.append(generation)
        }
        let turn = await EngineLock.turn(in: dependencies.libraryFolder)
        defer { turn?.release() }
        guard turn != nil, let lock = EngineLock.alone(in: dependencies.libraryFolder) else {
            throw Self.isRunning(found)
        }
        for generation in found {
            let (changed, line) = Self.changed(generation, change, at: dependencies.now)
            try await library.record(changed, timeline: [line])
            tell(changed, format)
            if change == .cancel, let job = generation.openJob {
                try await cancel(job, of: generation, then: changed, in: library)
            }
        }
        withExtendedLifetime(lock) {}
        return .done
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
    ) -> (generation: Generation, timeline: [TimelineEntry]) {
        guard generation.state.isActive else { return (generation, []) }
        var left = generation
        let isFetched = generation.resultAddress != nil || generation.openJob != nil
        left.state = isFetched ? .queued : .held(.interruptedSubmit(.programEnded))
        let line = TimelineEntry(
            date: now.date,
            kind: isFetched ? .queued : .held,
            attempt: generation.attempts,
            text: "the program had ended"
        )
        return (left, [line])
    }

    private static func isRunning(_ generations: [Generation]) -> CommandFailure {
        let ids = generations.map(\.id.description).joined(separator: ", ")
        return CommandFailure(
            .gaveUp,
            "A running program works with this library and may own \(ids); nothing was changed.",
            hint: "Do it on its screen, or end that program and try again."
        )
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

    private func tell(_ generation: Generation, _ format: FormatOptions) {
        let console = dependencies.console
        if format.json {
            console.output.write(GenerationWire(generation).json.text + "\n")
            return
        }
        let later = generation.state == .queued ? "; the screen takes it up when it starts" : ""
        console.note("\(generation.id) is \(generation.state.status.rawValue)\(later).")
    }
}
