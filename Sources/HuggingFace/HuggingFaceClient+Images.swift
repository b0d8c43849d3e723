import Generations

/// The image that a request animates: read or fetched, without the token.
extension HuggingFaceClient {
    /// The image as providers take it: an address that anybody can fetch goes as it is.
    func providerImage(
        of request: GenerationRequest,
        _ listener: ExchangeListener
    ) async throws -> ProviderImage? {
        if case .url(let address) = request.image, Self.isPublic(address) { return .address(address) }
        let rules = MediaRules(base: configuration.router)
        return try await image(of: request, rules: rules, listener).map(ProviderImage.image)
    }

    private static func isPublic(_ address: String) -> Bool {
        guard let parts = try? URLParts(address) else { return false }
        return parts.scheme == "https" && !NetworkAddress.isPrivate(parts.host)
    }

    /// The image of a request as bytes.
    func image(
        of request: GenerationRequest,
        rules: MediaRules,
        _ listener: ExchangeListener
    ) async throws -> InputImage? {
        switch request.image {
        case nil: return nil
        case .file(let path): return try file(path)
        case .url(let address): return try await fetchImage(address, rules: rules, listener)
        }
    }

    func file(_ path: String) throws(InferenceError) -> InputImage {
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
