package import Generations

/// The `InferenceClient` on HTTP: finds out who is asked, prepares the request, sends it once, reads the answer.
package final class HuggingFaceClient: InferenceClient {
    let configuration: HuggingFaceConfiguration
    let transport: HTTPTransport
    let hub: HubClient

    fileprivate init(_ configuration: HuggingFaceConfiguration, transport: HTTPTransport) {
        self.configuration = configuration
        self.transport = transport
        hub = HubClient(configuration, transport: transport)
    }

    package func submit(
        _ request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer {
        let endpoint = try endpoint(for: request)
        try check(request)
        guard let endpoint else { return try await submitRouted(request, into: sink, progress: progress) }
        if request.needsImageAtEndpoint { return .needsImage }
        let prepared = try await prepared(request, for: endpoint, progress)
        let receiver = receiver(for: endpoint, sink: sink, progress: progress)
        return try await transport.exchange(
            prepared,
            listener: listener(progress, configuration.token),
            sent: { await progress(.sent) },
            read: { head, body in
                await self.tellLimit(head, progress)
                return try await receiver.receive(head, body)
            }
        )
    }

    package func download(
        _ address: String,
        after partial: PartialDownload?,
        for request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer {
        let endpoint = try endpoint(for: request)
        let plan = DownloadPlan(address, after: partial, offset: await sink.offset)
        let host = endpoint?.host ?? ""
        let mapping = ErrorMapping(host: host, purpose: .download, now: configuration.now())
        let image = ImageReceiver(sink: sink, progress: progress, mapping: mapping)
        let video = VideoReceiver(sink: sink, progress: progress, mapping: mapping, readsJSON: false)
        var question = bare(address)
        question.headers += plan.headers
        return try await transport.exchange(
            question,
            media: endpoint.map { MediaRules(endpoint: $0) } ?? MediaRules(base: configuration.router),
            limits: configuration.limits.forDownload,
            listener: listener(progress, endpoint == nil ? configuration.hubToken : configuration.token),
            read: { head, body in
                request.task == .textToImage
                    ? try await image.receive(head, body) : try await video.receive(head, body, plan)
            }
        )
    }

    // MARK: Parts

    // A plain function that is inlined into an asynchronous one keeps its variables in memory as long as that one waits for
    // its answer, which may be half an hour, a thousand times at once: those that are never inlined are marked for this.

    @inline(never)
    private func check(_ request: GenerationRequest) throws(InferenceError) {
        if let problem = request.problems().first { throw .invalidParameter(problem) }
    }

    /// The request in the direct shape, with its image.
    @inline(never)
    private func prepared(
        _ request: GenerationRequest,
        for endpoint: Endpoint,
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> PreparedRequest {
        let image = try await image(
            of: request,
            rules: MediaRules(endpoint: endpoint),
            limit: endpoint.imageLimit,
            listener(progress, configuration.token)
        )
        return try prepare(request, for: endpoint, image: image)
    }

    /// The endpoint that a request goes to: its own, else the one that is set; nil for the router, which alone
    /// makes keyframes and knows providers.
    @inline(never)
    func endpoint(for request: GenerationRequest) throws(InferenceError) -> Endpoint? {
        guard let text = request.endpoint else {
            let isForRouter = request.task == .textToImage || request.provider != nil
            return isForRouter ? nil : configuration.endpoint
        }
        if let endpoint = configuration.endpoint, endpoint.text == text { return endpoint }
        do {
            return try Endpoint(text, insecureHTTP: configuration.insecureHTTP)
        } catch {
            throw .invalidParameter(ParameterProblem(parameter: "endpoint", message: error.sentence))
        }
    }

    /// The request in the direct shape.
    func prepare(
        _ request: GenerationRequest,
        for endpoint: Endpoint,
        image: InputImage?
    ) throws(InferenceError) -> PreparedRequest {
        let direct = DirectEndpoint(
            endpoint: endpoint,
            token: configuration.token(for: endpoint)?.token,
            billTo: configuration.billTo,
            userAgent: configuration.userAgent,
            scaleUpTimeout: configuration.scaleUpTimeout
        )
        do {
            return try direct.prepare(request, image: image, traceID: configuration.makeTraceID())
        } catch {
            throw .invalidParameter(error)
        }
    }

    @inline(never)
    private func receiver(
        for endpoint: Endpoint,
        sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) -> VideoReceiver {
        let mapping = ErrorMapping(
            host: endpoint.host,
            token: configuration.token(for: endpoint),
            noToken: reasonForNoToken(endpoint),
            isEndpoint: true,
            now: configuration.now()
        )
        return VideoReceiver(sink: sink, progress: progress, mapping: mapping, readsJSON: true)
    }

    /// Tells of an answer that is a success and says that nothing more is taken for a while.
    func tellLimit(
        _ head: AnswerHead,
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async {
        guard (200..<300).contains(head.status), let limit = RateLimitHeader(head.headers),
            limit.remaining == 0
        else { return }
        await progress(.limited(limit.source))
    }

    /// Tells the progress of every request; the token is taken out also where it was not sent.
    func listener(
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void,
        _ token: FoundToken?
    ) -> ExchangeListener {
        ExchangeListener(token: token?.token) { await progress(.exchanged($0)) }
    }

    /// Why a request to an endpoint carries no token.
    private func reasonForNoToken(_ endpoint: Endpoint) -> String {
        guard configuration.token == nil else {
            return "yours is not sent to \(endpoint.host), which is not the endpoint set"
        }
        return configuration.reasonForNoToken
    }

    /// A GET that carries nothing of ours but the program's name.
    func bare(_ address: String) -> PreparedRequest {
        PreparedRequest(
            method: .get,
            url: address,
            headers: [.init("Accept", "*/*"), .init("User-Agent", configuration.userAgent)]
        )
    }
}

/// Runs work with a client and closes its connections when the work is done, however it ends.
package func withHuggingFaceClient<Result>(
    _ configuration: HuggingFaceConfiguration,
    _ work: (HuggingFaceClient) async throws -> Result
) async throws -> Result {
    let transport = HTTPTransport(
        limits: configuration.limits,
        environment: configuration.environment,
        logger: configuration.logger
    )
    do {
        let result = try await work(HuggingFaceClient(configuration, transport: transport))
        await transport.shutdown()
        return result
    } catch {
        await transport.shutdown()
        throw error
    }
}
