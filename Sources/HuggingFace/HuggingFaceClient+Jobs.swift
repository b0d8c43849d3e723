package import Generations
import NIOHTTP1

/// Questions about a job that a provider has accepted, by the way on which it was submitted.
extension HuggingFaceClient {
    package func status(
        of job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobReport {
        let adapter = ProviderRegistry.adapter(for: job.provider)
        return try await report(adapter.poll(job), of: job, for: request, progress) { answer in
            try adapter.readPoll(answer)
        }
    }

    package func result(
        of job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobReport {
        let adapter = ProviderRegistry.adapter(for: job.provider)
        guard let question = adapter.result(of: job) else {
            return try await status(of: job, for: request, progress: progress)
        }
        return try await report(question, of: job, for: request, progress) { answer in
            try adapter.readResult(answer)
        }
    }

    package func cancel(
        _ job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobCancellation {
        let adapter = ProviderRegistry.adapter(for: job.provider)
        guard let question = adapter.cancel(job) else { return .refused(Self.noCancel(at: job.provider)) }
        let answered = try await ask(question, of: job, for: request, progress) { answer in
            adapter.readCancel(answer)
        }
        guard case .refused(let error) = answered else { return answered }
        guard error.isOfMissing else { return .refused(told(error, job, request)) }
        return try await afterMissing(error, job, for: request, progress)
    }

    /// What is true of a job whose cancel met nobody: either the job is gone, or only the way to cancel it is missing.
    /// The job itself says which.
    private func afterMissing(
        _ error: InferenceError,
        _ job: RemoteJob,
        for request: GenerationRequest,
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobCancellation {
        do {
            switch try await status(of: job, for: request, progress: progress).status {
            case .queued, .running: return .refused(told(Self.noWay(error), job, request))
            case .resultReady, .finished, .failed: return .alreadyOver
            case .cancelled: return .cancelled
            }
        } catch let asked as InferenceError {
            return asked.isOfMissing ? .gone : .refused(told(Self.noWay(error), job, request))
        }
    }

    // MARK: Parts

    private func report(
        _ question: ProviderRequest,
        of job: RemoteJob,
        for request: GenerationRequest,
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void,
        read: @Sendable @escaping (ProviderAnswer) throws -> JobStatus
    ) async throws -> JobReport {
        let pace = ProviderRegistry.adapter(for: job.provider).pace
        var report = try await ask(question, of: job, for: request, progress) { answer in
            let requestID = ErrorMapping.requestID(answer.headers)
            return JobReport(status: try read(answer), pace: pace, requestID: requestID)
        }
        if case .failed(let error) = report.status { report.status = .failed(told(error, job, request)) }
        return report
    }

    /// One short exchange on the job's own way.
    private func ask<Answer: Sendable>(
        _ question: ProviderRequest,
        of job: RemoteJob,
        for request: GenerationRequest,
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void,
        read: @Sendable @escaping (ProviderAnswer) throws -> Answer
    ) async throws -> Answer {
        do {
            let token = try token(for: job)
            let route = route(job.route, to: ProviderRegistry.adapter(for: job.provider), with: token)
            return try await transport.exchange(
                try prepare(question, on: route, for: request),
                redirects: .ownOrigin,
                limits: configuration.limits.forJob,
                listener: listener(progress, token),
                read: { head, body in
                    await self.tellLimit(head, progress)
                    let mapping = self.errors(token, .job, host: head.host)
                    return try read(try await ProviderAnswer(head, body, mapping: mapping))
                }
            )
        } catch let error as InferenceError {
            throw told(error, job, request)
        }
    }

    private func prepare(
        _ question: ProviderRequest,
        on route: ProviderRoute,
        for request: GenerationRequest
    ) throws(InferenceError) -> PreparedRequest {
        do {
            return try route.prepare(question, billTo: request.billTo, traceID: configuration.makeTraceID())
        } catch {
            throw .invalidParameter(error)
        }
    }

    /// The token that a job was submitted with, or its successor.
    private func token(for job: RemoteJob) throws(InferenceError) -> FoundToken {
        switch job.route {
        case .router:
            guard let token = configuration.hubToken else { throw noToken(for: job.provider) }
            return token
        case .provider:
            guard let key = configuration.key(for: job.provider) else {
                throw .missingToken(
                    ErrorDetail(
                        message: "The job was begun with a key of \(job.provider.rawValue)'s own, "
                            + "which is not set any more.",
                        isSentence: true
                    )
                )
            }
            return key
        }
    }

    /// A job that is gone is no reason to ask somebody else: it may have been made.
    private func told(_ error: InferenceError, _ job: RemoteJob, _ request: GenerationRequest)
        -> InferenceError
    {
        var others = hub.others(for: request, besides: job.provider)
        if case .endpointGone = error { others = [] }
        return error.about(request.task).told(
            of: job.provider,
            others: others,
            usesOwnKey: job.route == .provider
        )
    }

    private static func noWay(_ error: InferenceError) -> InferenceError {
        var detail = error.detail
        let status = detail.status.map { " (\($0))" } ?? ""
        detail.message = "nobody answers to a cancel there\(status)"
        detail.isSentence = false
        return .unsupported(detail)
    }

    private static func noCancel(at provider: InferenceProvider) -> InferenceError {
        .unsupported(
            ErrorDetail(
                message: "\(provider.rawValue) knows no way to cancel a job: it goes on, and may be billed.",
                provider: provider.rawValue,
                isSentence: true
            )
        )
    }
}
