import Generations

/// The image that a request animates: read or fetched, without the token.
extension HuggingFaceClient {
    /// The image as providers take it: an address that anybody can fetch goes as it is, after a look at what is
    /// there.
    func providerImage(
        of request: GenerationRequest,
        for adapter: any ProviderAdapter,
        _ listener: ExchangeListener
    ) async throws -> ProviderImage? {
        let rules = MediaRules(base: configuration.router)
        if case .url(let address) = request.image, Self.isPublic(address) {
            try await look(at: address, rules: rules, listener)
            return .address(address)
        }
        let limit = ImageLimit(bytes: adapter.largestImage, taker: adapter.provider.rawValue)
        return try await image(of: request, rules: rules, limit: limit, listener).map(ProviderImage.image)
    }

    /// Looks at the beginning of an image that the provider fetches by itself. What cannot be looked at from here
    /// may be seen from there.
    ///
    /// - Throws: `InferenceError.invalidParameter` when there is nothing, or no image.
    private func look(at address: String, rules: MediaRules, _ listener: ExchangeListener) async throws {
        var request = bare(address)
        request.headers.append(.init("Range", "bytes=0-\(MediaSniffer.enough - 1)"))
        let problem = try? await transport.exchange(
            request,
            media: rules,
            limits: configuration.limits.atMost(answer: .seconds(5), whole: .seconds(10)),
            listener: listener,
            read: { head, body in
                var start: [UInt8] = []
                guard (200..<300).contains(head.status) else {
                    return InputImage.problem(at: address, status: head.status, beginning: start)
                }
                try await body.read { bytes in
                    start += bytes
                    return start.count < MediaSniffer.enough
                }
                return InputImage.problem(at: address, status: head.status, beginning: start)
            }
        )
        try Task.checkCancellation()
        if let problem { throw InferenceError.invalidParameter(problem) }
    }

    private static func isPublic(_ address: String) -> Bool {
        guard let parts = try? URLParts(address) else { return false }
        return parts.scheme == "https" && !NetworkAddress.isPrivate(parts.host)
    }

    /// The image of a request as bytes, made smaller when it is too large.
    func image(
        of request: GenerationRequest,
        rules: MediaRules,
        limit: ImageLimit,
        _ listener: ExchangeListener
    ) async throws -> InputImage? {
        switch request.image {
        case nil: return nil
        case .file(let path): return try await file(path, limit: limit)
        case .url(let address):
            let image = try await fetchImage(address, rules: rules, listener)
            return try await fitted(image, from: address, limit)
        }
    }

    /// The image in a file.
    ///
    /// - Throws: `InferenceError.invalidParameter` when it is none, or too large and cannot be made smaller.
    func file(_ path: String, limit: ImageLimit) async throws -> InputImage {
        do {
            return try await fitted(try InputImage(ImageFile.bytes(path), from: path), from: path, limit)
        } catch let problem as ParameterProblem {
            throw InferenceError.invalidParameter(problem)
        }
    }

    private func fitted(_ image: InputImage, from source: String, _ limit: ImageLimit) async throws
        -> InputImage
    {
        do {
            return try await limit.fitted(image, from: source, with: configuration.scale)
        } catch let problem as ParameterProblem {
            throw InferenceError.invalidParameter(problem)
        }
    }

    /// Fetches an image without the token. Its failures are told apart from those of the request itself:
    /// nothing has been asked of the endpoint yet.
    private func fetchImage(
        _ address: String,
        rules: MediaRules,
        _ listener: ExchangeListener
    ) async throws -> InputImage {
        let shown = Redaction.address(address)
        do {
            return try await transport.exchange(bare(address), media: rules, listener: listener) {
                head,
                body in
                guard (200..<300).contains(head.status) else {
                    throw InputImage.problem("\(shown) answered \(head.status): the image cannot be fetched.")
                }
                guard !head.isPart else { throw AnswerBody.Broken() }
                guard let bytes = try await body.collect(upTo: InputImage.largestRead) else {
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
