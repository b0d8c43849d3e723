import Generations
import Library
import Synchronization

/// Released generations whose provider may have a job of which nobody knows.
extension Leftovers {
    /// Looks for the job of a generation that is released; one that is found is asked for, and nothing is sent again.
    func findJob(
        of held: Generation,
        for released: inout Generation,
        telling line: inout TimelineEntry,
        in library: LibraryDatabase
    ) async {
        guard held.mayHaveJob, let provider = held.provider else { return }
        let outcome = await search(for: held, at: provider, in: library)
        if case .found(let job) = outcome {
            released.job = job
            released.jobSince = line.date
            line.text += "; found at \(job.provider) as \(job.id)"
        } else {
            line.text += "; " + outcome.sentence(of: held)
            if case .failed = outcome { line.text += " It is sent again." }
        }
        dependencies.console.note("\(held.id): \(line.text)")
    }

    private func search(
        for generation: Generation,
        at provider: InferenceProvider,
        in library: LibraryDatabase
    ) async -> JobSearch {
        let found = Mutex(JobSearch.nothing)
        do {
            _ = try await dependencies.withClient { client in
                let outcome = try await client.search(
                    for: generation,
                    at: provider,
                    since: generation.createdAt,
                    in: library
                ) { _ in }
                found.withLock { $0 = outcome }
                return []
            }
            return found.withLock { $0 }
        } catch {
            return .failed(CommandFailure(error).message)
        }
    }
}
