import Generations
import Logging

import struct Foundation.Date

/// Exchanges about a provider's job. Those that are never inlined would keep their variables in memory while a submit
/// waits for its answer.
extension GenerationEngine {
    /// Asks the provider to cancel a job, and gives up after a while, so that the program can end.
    nonisolated func cancelJob(_ job: RemoteJob, of generation: Generation) async {
        let client = dependencies.client
        let limit = dependencies.cancelLimit
        let request = generation.requestToSend
        let outcome = await withTaskGroup(of: JobCancellation.self) { race in
            race.addTask {
                do {
                    return try await client.cancel(job, for: request) { progress in
                        if case .exchanged(let exchange) = progress {
                            await self.keep(exchange, of: generation)
                        }
                    }
                } catch let error as InferenceError {
                    return .refused(error)
                } catch {
                    return .refused(.timedOut(ErrorDetail(host: job.provider.rawValue), .whole(limit)))
                }
            }
            race.addTask {
                try? await Task.sleep(for: limit)
                return .refused(.timedOut(ErrorDetail(host: job.provider.rawValue), .whole(limit)))
            }
            let first = await race.next()
            race.cancelAll()
            return first ?? .gone
        }
        await cancelled(generation, job, outcome)
    }

    /// Looks for the job of a submit whose answer nobody saw.
    nonisolated func lookFor(_ generation: Generation) async {
        guard let provider = generation.provider else { return }
        await looked(for: generation.id, search(for: generation, at: provider, since: generation.createdAt))
    }

    /// The job that a submit has begun whose answer was lost just now; nil when there is none, or nobody can say.
    @inline(never)
    nonisolated func job(
        of generation: Generation,
        after error: InferenceError,
        since begun: Date
    ) async -> RemoteJob? {
        guard error.leavesSubmitOpen,
            let provider = error.detail.provider.flatMap({ InferenceProvider(rawValue: $0) }),
            case .found(let job) = await search(for: generation, at: provider, since: begun)
        else { return nil }
        return job
    }

    @inline(never)
    private nonisolated func search(
        for generation: Generation,
        at provider: InferenceProvider,
        since: Date
    ) async -> JobSearch {
        do {
            return try await dependencies.client.search(
                for: generation,
                at: provider,
                since: since,
                in: dependencies.store
            ) { progress in
                if case .exchanged(let exchange) = progress { await self.keep(exchange, of: generation) }
            }
        } catch {
            dependencies.logger.notice(
                "A submit could not be looked for",
                metadata: ["generation": "\(generation.id)", "error": "\(String(describing: error))"]
            )
            return .failed((error as? InferenceError)?.failure().message ?? "the look was broken off.")
        }
    }

    /// An exchange about a job. Bytes come with it at its end only.
    @inline(never)
    nonisolated func asked(
        _ generation: Generation,
        _ job: RemoteJob,
        run: Int,
        isOver: Bool = false
    ) async throws -> GenerationQueue.Outcome {
        let client = dependencies.client
        let request = generation.requestToSend
        let listener = listener(generation, run: run)
        let report =
            if isOver {
                try await client.result(of: job, for: request, progress: listener)
            } else {
                try await client.status(of: job, for: request, progress: listener)
            }
        guard let bytes = report.bytes else { return .report(report) }
        let sink = try await sink(for: generation)
        do {
            // What an earlier program had written of it already.
            let isThere = await sink.isWhole
            if !isThere, await sink.offset > 0 { try await sink.startOver() }
            if !isThere { try await sink.write(bytes) }
            return .video(try await finish(sink, generation, run), requestID: report.requestID)
        } catch {
            await sink.discard()
            throw error
        }
    }
}

extension JobReport {
    /// What was made, when it came along.
    var bytes: [UInt8]? {
        guard case .finished(let result) = status, case .bytes(let bytes) = result.media else { return nil }
        return bytes
    }
}
