/// Hugging Face, as far as the engine knows it. Each call is one exchange; nothing is tried twice.
package protocol InferenceClient: Sendable {
    /// Sends a request and writes the answer's bytes into a sink.
    ///
    /// - Parameters:
    ///   - progress: called as the exchange goes on; at most ten times a second for bytes.
    /// - Throws: `InferenceError` for what the server or the network did, `VideoStoreError` for what the sink did,
    ///   `CancellationError` when the task is cancelled.
    func submit(
        _ request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer

    /// Fetches a finished video from an address that an answer named, without the token.
    ///
    /// - Throws: as `submit`.
    func download(
        _ address: String,
        for request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer
}

/// How far an exchange is.
package enum SubmitProgress: Hashable, Sendable {
    /// The request has been sent whole; the server works on it.
    case sent
    /// Bytes of the video have come in.
    case received(DownloadProgress)
    /// A request has got its answer, or will get none: what was said, without secrets. Following a redirect and
    /// fetching an image are requests as well.
    case exchanged(Exchange)
}

/// What a server answered to a request.
package enum SubmitAnswer: Hashable, Sendable {
    /// The video's bytes are in the sink.
    case video(requestID: String?)
    /// The video is to be fetched from this address.
    case address(String, requestID: String?)
}
