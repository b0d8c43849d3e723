import Foundation
package import Generations

/// The `InferenceClient` on HTTP: finds the endpoint, prepares the request, sends it once, reads the answer.
package struct HuggingFaceClient: InferenceClient {
    private let configuration: HuggingFaceConfiguration
    private let transport: HTTPTransport

    fileprivate init(_ configuration: HuggingFaceConfiguration, transport: HTTPTransport) {
        self.configuration = configuration
        self.transport = transport
    }

    package func submit(
        _ request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer {
        let endpoint = try endpoint(for: request)
        if let problem = request.problems().first { throw InferenceError.invalidParameter(problem) }
        let listener = listener(progress)
        let image = try await image(of: request, endpoint: endpoint, listener)
        let prepared = try prepare(request, for: endpoint, image: image)
        let receiver = receiver(for: endpoint, sink: sink, progress: progress, isSubmit: true)
        return try await transport.exchange(
            prepared,
            listener: listener,
            sent: { await progress(.sent) },
            read: { head, body in try await receiver.receive(head, body) }
        )
    }

    package func status(
        of job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobReport {
        throw InferenceError.unsupported(Self.noEndpoint)
    }

    package func result(
        of job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobReport {
        throw InferenceError.unsupported(Self.noEndpoint)
    }

    package func cancel(
        _ job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobCancellation {
        throw InferenceError.unsupported(Self.noEndpoint)
    }

    package func download(
        _ address: String,
        for request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer {
        let endpoint = try endpoint(for: request)
        let receiver = receiver(for: endpoint, sink: sink, progress: progress, isSubmit: false)
        return try await transport.exchange(
            bare(address),
            media: MediaRules(endpoint: endpoint),
            listener: listener(progress),
            read: { head, body in try await receiver.receive(head, body) }
        )
    }

    /// The request that `submit` would send, for people to look at. Nothing is sent; an image that has an
    /// address stands for itself.
    package func dryRun(_ request: GenerationRequest) throws(InferenceError) -> PreparedRequest {
        let endpoint = try endpoint(for: request)
        if let problem = request.problems().first { throw .invalidParameter(problem) }
        switch request.image {
        case .url(let address):
            var prepared = try prepare(request, for: endpoint, image: InputImage(placeholder: address))
            if case .json(.object(var members)) = prepared.body {
                members["inputs"] = .string("(the image at \(Redaction.address(address)))")
                prepared.body = .json(.object(members))
            }
            return prepared
        case .file(let path): return try prepare(request, for: endpoint, image: try file(path))
        case nil: return try prepare(request, for: endpoint, image: nil)
        }
    }

    // MARK: Parts

    /// The endpoint that a request goes to: its own, else the one that is set.
    private func endpoint(for request: GenerationRequest) throws(InferenceError) -> Endpoint {
        guard let text = request.endpoint else {
            guard let endpoint = configuration.endpoint else { throw .unsupported(Self.noEndpoint) }
            return endpoint
        }
        if let endpoint = configuration.endpoint, endpoint.text == text { return endpoint }
        do {
            return try Endpoint(text, insecureHTTP: configuration.insecureHTTP)
        } catch {
            throw .invalidParameter(ParameterProblem(parameter: "endpoint", message: error.sentence))
        }
    }

    /// hf-inference is the router's one provider with the direct shape, and it serves no video (hub-docs,
    /// `inference-providers/providers/hf-inference.md`).
    private static let noEndpoint = ErrorDetail(
        message:
            "Hugging Face's router has no video behind the direct API: set RUSHES_ENDPOINT to an Inference "
            + "Endpoint or a server of your own, or try --demo."
    )

    private func prepare(
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

    private func receiver(
        for endpoint: Endpoint,
        sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void,
        isSubmit: Bool
    ) -> VideoReceiver {
        let token = isSubmit ? configuration.token(for: endpoint) : nil
        let mapping = ErrorMapping(
            host: endpoint.host,
            token: token,
            noToken: reasonForNoToken(endpoint),
            purpose: isSubmit ? .submit : .download,
            now: Date()
        )
        return VideoReceiver(sink: sink, progress: progress, mapping: mapping, readsJSON: isSubmit)
    }

    /// Tells the progress of every request; the token is taken out also where it was not sent.
    private func listener(
        _ progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) -> ExchangeListener {
        ExchangeListener(token: configuration.token?.token) { await progress(.exchanged($0)) }
    }

    /// Why a request to an endpoint carries no token.
    private func reasonForNoToken(_ endpoint: Endpoint) -> String {
        if configuration.token != nil {
            return "yours is not sent to \(endpoint.host), which is not the endpoint set"
        }
        let places = configuration.tokenPlaces.joined(separator: ", ")
        return places.isEmpty ? "" : "looked in \(places)"
    }

    /// A GET that carries nothing of ours but the program's name.
    private func bare(_ address: String) -> PreparedRequest {
        PreparedRequest(
            method: .get,
            url: address,
            headers: [.init("Accept", "*/*"), .init("User-Agent", configuration.userAgent)]
        )
    }

    // MARK: Images

    private func image(
        of request: GenerationRequest,
        endpoint: Endpoint,
        _ listener: ExchangeListener
    ) async throws -> InputImage? {
        switch request.image {
        case nil: return nil
        case .file(let path): return try file(path)
        case .url(let address): return try await fetchImage(address, endpoint: endpoint, listener)
        }
    }

    private func file(_ path: String) throws(InferenceError) -> InputImage {
        do {
            return try InputImage(ImageFile.bytes(path), from: path)
        } catch {
            throw .invalidParameter(error)
        }
    }

    /// Fetches an image without the token. Its failures are told apart from those of the request itself:
    /// nothing has been asked of the endpoint yet.
    private func fetchImage(
        _ address: String,
        endpoint: Endpoint,
        _ listener: ExchangeListener
    ) async throws -> InputImage {
        let shown = Redaction.address(address)
        do {
            let rules = MediaRules(endpoint: endpoint)
            return try await transport.exchange(bare(address), media: rules, listener: listener) {
                head,
                body in
                guard (200..<300).contains(head.status) else {
                    throw InputImage.problem("\(shown) answered \(head.status): the image cannot be fetched.")
                }
                guard let bytes = try await body.collect(upTo: InputImage.largest) else {
                    throw InputImage.tooLarge(shown)
                }
                return try InputImage(bytes, from: address)
            }
        } catch let problem as ParameterProblem {
            throw InferenceError.invalidParameter(problem)
        } catch is AnswerBody.Broken {
            throw InferenceError.unreachable(
                ErrorDetail(),
                .other("the image at \(shown) did not come whole")
            )
        } catch let error as InferenceError {
            if case .unreachable = error { throw error }
            throw InferenceError.unreachable(error.detail, .other("the image at \(shown) cannot be fetched"))
        }
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
