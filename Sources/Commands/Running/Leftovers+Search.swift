import Generations
import Library
import Synchronization

/// Released generations whose provider may have a job of which nobody knows.
extension Leftovers {
    /// Looks for the job of a generation that is released; one that is found is asked for, and nothing is sent again.
    ///
    /// - Throws: `CommandFailure` when the provider cannot be asked, and the user has not said that this does not matter.
    func findJob(
        of held: Generation,
        for released: inout Generation,
        telling line: inout TimelineEntry,
        in library: LibraryDatabase
    ) async throws {
        guard held.mayHaveJob, let provider = held.provider else { return }
        let outcome = await search(for: held, at: provider, in: library)
        switch outcome {
        case .found(let job):
            released.job = job
            released.jobSince = line.date
            line.text += "; found at \(job.provider) as \(job.id)"
        case .failed where !sendsUnasked:
            throw CommandFailure(
                .gaveUp,
                "\(held.id) stays held: \(outcome.sentence(of: held))",
                hint: "Try again later. With --anyway it is sent again, and may be billed twice."
            )
        case .failed: line.text += "; " + outcome.sentence(of: held) + " It is sent again."
        case .nothing, .notListed: line.text += "; " + outcome.sentence(of: held)
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
