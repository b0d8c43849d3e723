package import Generations
import Synchronization

package import struct Foundation.Date

/// An `InferenceClient` that answers as a test says: one closure for each exchange, in order.
package final class ScriptedClient: InferenceClient {
    package typealias Progress = @Sendable (SubmitProgress) async -> Void
    package typealias Exchange =
        @Sendable (GenerationRequest, any VideoSink, @escaping Progress) async throws -> SubmitAnswer

    /// What is heard of a job, each time that it is asked for.
    package typealias Hearing = @Sendable (RemoteJob) async throws -> JobReport

    private struct State {
        var exchanges: [Exchange]
        var hearings: [Hearing] = []
        var asked: [String] = []
        var cancelled: [String] = []
        var submitted: [GenerationRequest] = []
        var downloaded: [String] = []
        var listed: [RemoteJob] = []
        var searched = 0
    }

    private let state: Mutex<State>

    package init(_ exchanges: Exchange...) {
        state = Mutex(State(exchanges: exchanges))
    }

    /// More answers, behind those that there are.
    package func answer(_ exchanges: [Exchange]) {
        state.withLock { $0.exchanges += exchanges }
    }

    /// What is heard of jobs, in order.
    package func hear(_ hearings: Hearing...) {
        state.withLock { $0.hearings += hearings }
    }

    /// Every job that was asked for, in order; for its result with an exclamation mark.
    package var asked: [String] { state.withLock { $0.asked } }
    /// Every job that was cancelled, in order.
    package var cancelled: [String] { state.withLock { $0.cancelled } }
    /// Every request that was submitted, in order.
    package var submitted: [GenerationRequest] { state.withLock { $0.submitted } }
    /// How often a job was looked for.
    package var searched: Int { state.withLock { $0.searched } }
    /// Every address that was fetched, in order.
    package var downloaded: [String] { state.withLock { $0.downloaded } }

    package func submit(
        _ request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer {
        try await next { $0.submitted.append(request) }(request, sink, progress)
    }

    package func status(
        of job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobReport {
        try await hearing(job.id.rawValue)(job)
    }

    package func result(
        of job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobReport {
        try await hearing(job.id.rawValue + "!")(job)
    }

    /// The job that is found when one is looked for.
    package func list(_ jobs: RemoteJob...) { list(jobs) }

    /// The same, for any number.
    package func list(_ jobs: [RemoteJob]) {
        state.withLock { $0.listed = jobs }
    }

    package func find(
        _ request: GenerationRequest,
        at provider: InferenceProvider,
        since: Date,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> [RemoteJob]? {
        state.withLock { state in
            state.searched += 1
            return state.listed.filter { $0.provider == provider }
        }
    }

    package func cancel(
        _ job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobCancellation {
        await Task.yield()
        try Task.checkCancellation()
        state.withLock { $0.cancelled.append(job.id.rawValue) }
        return .cancelled
    }

    private func hearing(_ asked: String) throws -> Hearing {
        try state.withLock { state in
            state.asked.append(asked)
            guard !state.hearings.isEmpty else {
                throw InferenceError.providerFailed(ErrorDetail(message: "the test has no further answer"))
            }
            return state.hearings.removeFirst()
        }
    }

    package func download(
        _ address: String,
        after partial: PartialDownload?,
        for request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer {
        try await next { $0.downloaded.append(address) }(request, sink, progress)
    }

    private func next(_ note: (inout State) -> Void) throws -> Exchange {
        try state.withLock { state in
            note(&state)
            guard !state.exchanges.isEmpty else {
                throw InferenceError.providerFailed(ErrorDetail(message: "the test has no further answer"))
            }
            return state.exchanges.removeFirst()
        }
    }

    /// Answers with a video of so many bytes.
    package static func video(bytes: Int = 1_000) -> Exchange {
        { _, sink, progress in
            await progress(.sent)
            try await sink.write(Array(repeating: 0, count: bytes))
            await progress(.received(DownloadProgress(bytes: Int64(bytes), total: Int64(bytes))))
            return .video(requestID: "request-1")
        }
    }

    /// Answers with an error.
    package static func failure(_ error: InferenceError) -> Exchange {
        { _, _, progress in
            await progress(.sent)
            throw error
        }
    }

    /// Answers with a job that waits for its turn.
    package static func job(_ job: RemoteJob, ahead: Int = 2) -> Exchange {
        { _, _, progress in
            await progress(.chosen(ProviderNote(provider: job.provider)))
            await progress(.sent)
            return .job(job, JobReport(status: .queued(JobProgress(position: ahead))))
        }
    }

    /// Never answers; ends when it is cancelled.
    package static let silence: Exchange = { _, _, progress in
        await progress(.sent)
        let (never, _) = AsyncStream.makeStream(of: Void.self)
        for await _ in never {}
        throw CancellationError()
    }
}
