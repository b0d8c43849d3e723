package import Generations
import NIOHTTP1

/// Requests that go to a provider: which one, by which way, with which token, and what its answer means.
extension HuggingFaceClient {
    /// Sends a request to the provider that the Hub's mapping gives.
    func submitRouted(
        _ request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer {
        guard let plan = try await plan(for: request, progress) else { return .needsImage }
        do {
            let (submission, requestID) = try await submission(of: request, by: plan, progress)
            let delivery = Delivery(
                sink: sink,
                progress: progress,
                task: request.task,
                requestID: requestID
            )
            return try await delivery.answer(submission, pace: plan.adapter.pace)
        } catch let error as InferenceError {
            throw told(error, of: plan, request)
        }
    }

    // What is never inlined here would keep its variables in memory as long as a submit waits for its answer, a thousand
    // times at once.

    /// The way that a request takes; nil when its model animates an image, and it has none.
    @inline(never)
    private func plan(
        for request: GenerationRequest,
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> RoutePlan? {
        let choice = try await road(for: request, listener(progress, configuration.hubToken))
        guard case .plan(let plan) = choice else { return nil }
        await progress(.chosen(ProviderNote(provider: plan.provider, notices: plan.notices)))
        return plan
    }

    /// Sends a request on its way, and reads what the provider has accepted.
    @inline(never)
    private func submission(
        of request: GenerationRequest,
        by plan: RoutePlan,
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> (JobSubmission, requestID: String?) {
        try await transport.exchange(
            try await prepared(request, plan, progress),
            redirects: .ownOrigin,
            limits: configuration.limits.forSubmit,
            listener: listener(progress, plan.token),
            sent: { await progress(.sent) },
            read: { head, body in
                await self.tellLimit(head, progress)
                let mapping = self.errors(plan.token, .submit, host: head.host)
                var answer = try await ProviderAnswer(head, body, mapping: mapping)
                answer.model = plan.model
                return (
                    try plan.adapter.readSubmit(answer, from: plan.route),
                    ErrorMapping.requestID(head.headers)
                )
            }
        )
    }

    @inline(never)
    private func prepared(
        _ request: GenerationRequest,
        _ plan: RoutePlan,
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> PreparedRequest {
        let image = try await providerImage(
            of: request,
            for: plan.adapter,
            listener(progress, plan.token)
        )
        return try plan.prepare(request, image: image, traceID: configuration.makeTraceID())
    }

    @inline(never)
    private func told(_ error: InferenceError, of plan: RoutePlan, _ request: GenerationRequest)
        -> InferenceError
    {
        error.about(request.task).told(
            of: plan.provider,
            others: plan.others,
            usesOwnKey: plan.route.kind == .provider
        )
    }

    /// Chooses provider and way for a request.
    ///
    /// - Throws: `InferenceError` when there is no token, the model cannot be had, or nobody makes this with it.
    func road(for request: GenerationRequest, _ listener: ExchangeListener) async throws -> RoadChoice {
        guard configuration.hubToken != nil || !configuration.providerKeys.isEmpty else {
            throw noToken(for: nil)
        }
        let found = try await hub.mapping(of: request.model, listener)
        let wish = ProviderChoice.Wish(request.provider)
        let task = request.routedTask
        do {
            let chosen = try choose(wish, for: task, in: found.mapping)
            let plan = try plan(chosen, wish: wish, for: task, found)
            return task == .imageToVideo && request.image == nil ? .needsImage(plan) : .plan(plan)
        } catch let problem as ProviderProblem {
            guard task == .textToVideo, case .otherTask = problem.reason,
                let chosen = try? choose(wish, for: .imageToVideo, in: found.mapping)
            else { throw problem.error }
            return .needsImage(try plan(chosen, wish: wish, for: .imageToVideo, found))
        }
    }

    /// Without a Hugging Face token, only providers with a key of one's own can be asked.
    private func choose(
        _ wish: ProviderChoice.Wish,
        for task: InferenceTask,
        in mapping: ProviderMapping
    ) throws -> ProviderChoice.Chosen {
        let chosen = try ProviderChoice.choose(wish, for: task, in: mapping)
        guard wish == .auto, configuration.hubToken == nil else { return chosen }
        let able = ProviderChoice.able(task, in: mapping)
        guard let own = able.first(where: { configuration.key(for: $0.provider) != nil }) else {
            throw noToken(for: chosen.provider)
        }
        return own
    }

    private func plan(
        _ chosen: ProviderChoice.Chosen,
        wish: ProviderChoice.Wish,
        for task: InferenceTask,
        _ found: FoundMapping
    ) throws -> RoutePlan {
        let adapter = ProviderRegistry.adapter(for: chosen.provider)
        let key = configuration.key(for: chosen.provider)
        let isOwn = key != nil && (wish != .auto || configuration.hubToken == nil)
        guard let token = isOwn ? key : configuration.hubToken else { throw noToken(for: chosen.provider) }
        let payer =
            isOwn ? ["\(chosen.provider.rawValue) is asked with \(token.source): its account pays."] : []
        return RoutePlan(
            adapter: adapter,
            route: route(isOwn ? .provider : .router, to: adapter, with: token),
            token: token,
            model: chosen.model,
            others: ProviderChoice.able(task, in: found.mapping).map(\.provider)
                .filter { $0 != chosen.provider }.map(\.rawValue),
            notices: found.notices + payer
        )
    }

    /// The way of a kind to a provider.
    func route(_ kind: JobRoute, to adapter: any ProviderAdapter, with token: FoundToken) -> ProviderRoute {
        switch kind {
        case .router:
            ProviderRoute(
                through: configuration.router,
                to: adapter,
                token: token.token,
                billTo: configuration.billTo,
                userAgent: configuration.userAgent
            )
        case .provider:
            ProviderRoute(
                to: adapter,
                at: configuration.providerBases[adapter.provider],
                key: token.token,
                userAgent: configuration.userAgent
            )
        }
    }

    /// What is said when a way has no token.
    func noToken(for provider: InferenceProvider?) -> InferenceError {
        .missingToken(ErrorDetail(message: configuration.reasonForNoToken, provider: provider?.rawValue))
    }

    /// How errors of a provider are read.
    func errors(_ token: FoundToken, _ purpose: ErrorMapping.Purpose, host: String) -> ErrorMapping {
        ErrorMapping(host: host, token: token, purpose: purpose, now: configuration.now())
    }

    /// Who serves a model, for people who choose a provider.
    package func offers(of model: ModelID, task: InferenceTask) async throws -> ModelOffers {
        let listener = ExchangeListener(token: configuration.hubToken?.token) { _ in }
        return try await hub.mapping(of: model, listener).offers(for: task)
    }
}

/// Gives what the answer to a submit holds to whoever waits for it.
private struct Delivery: Sendable {
    var sink: any VideoSink
    var progress: @Sendable (SubmitProgress) async -> Void
    var task: InferenceTask
    var requestID: String?

    /// The job, or the result itself where a provider gives it at once.
    func answer(_ submission: JobSubmission, pace: PollPace) async throws -> SubmitAnswer {
        if let job = submission.job {
            return .job(job, JobReport(status: submission.status, pace: pace, requestID: requestID))
        }
        switch submission.status {
        case .finished(let result): return try await deliver(result)
        case .failed(let error): throw error
        case .queued, .running, .resultReady, .cancelled:
            throw InferenceError.unreadableResponse(
                ErrorDetail(message: "no job in the answer", requestID: requestID, mayBeAccepted: true)
            )
        }
    }

    private func deliver(_ result: JobResult) async throws -> SubmitAnswer {
        switch result.media {
        case .address(let address): return .address(address, requestID: requestID)
        case .bytes(let bytes):
            try check(bytes)
            let total = Int64(bytes.count)
            try await sink.write(bytes)
            await progress(.received(DownloadProgress(bytes: total, total: total)))
            return .video(requestID: requestID)
        }
    }

    /// A keyframe is looked at before it is kept; a video is by the sink.
    private func check(_ bytes: [UInt8]) throws(InferenceError) {
        guard task == .textToImage else { return }
        let problem = PictureBytes.problem(with: bytes, contentType: nil) {
            ErrorDetail(message: $0, requestID: requestID)
        }
        if let problem { throw problem }
    }
}
