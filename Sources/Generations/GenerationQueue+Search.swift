package import struct Foundation.Date

/// What came of looking for the job of a submit whose answer nobody saw.
package enum JobSearch: Hashable, Sendable {
    case found(RemoteJob)
    /// The provider lists no such job.
    case nothing
    /// The provider lists no jobs, or none to us, so nobody knows.
    case notListed
    /// The provider could not be asked; one sentence why.
    case failed(String)
}

/// Jobs that a provider may have and of which nobody knows.
extension GenerationQueue {
    /// Why a job is looked for.
    enum Search: Sendable {
        /// The generation was taken up; without a job it stays held.
        case takingUp
        /// The user has released it; without a job it is sent again.
        case release
    }

    /// Has a job looked for; a look that is under way already serves for both reasons.
    mutating func look(for id: GenerationID, _ search: Search) -> [Action] {
        guard let entry = entries[id], entry.generation.mayHaveJob else { return [] }
        entries[id]?.search = search
        return entry.search == nil ? [.find(entry.generation)] : []
    }

    /// A job was looked for. One that was found is asked for as any other.
    package mutating func looked(for id: GenerationID, _ outcome: JobSearch, at now: Moment) -> [Action] {
        guard let entry = entries[id], let search = entry.search else { return [] }
        entries[id]?.search = nil
        guard entry.generation.mayHaveJob else { return [] }
        if case .found(let job) = outcome,
            !entries.values.contains(where: { $0.generation.job?.id == job.id })
        {
            take(job, of: id, at: now)
            let lines = [line(.queued, entry, at: now, "found at \(job.provider) as \(job.id)")]
            return change(id, to: .queued, at: now, timeline: lines) + startNext(at: now)
        }
        guard search == .release else { return [] }
        // It may have the job all the same: only a second word of the user has it sent again.
        if case .failed = outcome, !entry.hasFailedSearch {
            entries[id]?.hasFailedSearch = true
            let lines = [line(.note, entry, at: now, outcome.sentence(of: entry.generation))]
            let news =
                "\(id): \(outcome.sentence(of: entry.generation)) Released once more, it is sent again."
            return [.record(entry.generation, lines)] + publish(id, news: news)
        }
        return letGo(id, after: outcome.sentence(of: entry.generation), at: now)
    }

    /// Queues a held generation in its old place.
    ///
    /// - Parameter search: what came of looking for its job; empty when nothing was to be looked for.
    mutating func letGo(_ id: GenerationID, after search: String = "", at now: Moment) -> [Action] {
        guard let entry = entries[id] else { return [] }
        entries[id]?.extraAttempts += entry.stepAttempts
        entries[id]?.loadingSince = nil
        entries[id]?.begun = nil
        entries[id]?.asking = nil
        entries[id]?.refused = []
        entries[id]?.isPatient = true
        let released = [line(.released, entry, at: now, search)]
        return change(id, to: .queued, at: now, timeline: released) + startNext(at: now)
    }
}

extension JobSearch {
    /// What is told of it when no job was found.
    package func sentence(of generation: Generation) -> String {
        let provider = generation.provider?.rawValue ?? "its provider"
        return switch self {
        case .found, .nothing: "\(provider) names no job of it; it is sent again"
        case .notListed: "\(provider) lists no jobs, so nobody knows whether it has it; it is sent again"
        case .failed(let why): "\(provider) could not be asked for its job: \(why)"
        }
    }
}

extension Generation {
    /// Whether a provider may have a job of it of which nobody knows.
    package var mayHaveJob: Bool {
        guard case .held(.interruptedSubmit) = state else { return false }
        return job == nil && provider != nil && request.endpoint == nil
    }
}

extension InferenceClient {
    /// Looks for the job of a submit whose answer nobody has seen. The same request may have been sent twice: what
    /// another generation of the library has is not this one's.
    package func search(
        for generation: Generation,
        at provider: InferenceProvider,
        since: Date,
        in store: any GenerationStore,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobSearch {
        let request = generation.requestToSend
        guard let jobs = try await find(request, at: provider, since: since, progress: progress) else {
            return .notListed
        }
        // Of several the oldest: they are of the same request, each of a submit whose answer was lost.
        for job in jobs.reversed() {
            if try await !store.knows(job) { return .found(job) }
        }
        return .nothing
    }
}
