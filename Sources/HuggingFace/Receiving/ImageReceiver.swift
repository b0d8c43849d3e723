import Generations
import NIOHTTP1

/// Reads an answer that should be an image to its end; nothing but a whole picture of a kind that models take goes
/// into the sink, whatever its `Content-Type` says.
struct ImageReceiver: Sendable {
    /// The most bytes of a keyframe.
    static let largest = 64 * 1_024 * 1_024

    var sink: any VideoSink
    var progress: @Sendable (SubmitProgress) async -> Void
    var mapping: ErrorMapping

    /// Keeps the image of an answer.
    ///
    /// - Throws: `InferenceError` for everything but a whole image; what the sink throws.
    func receive(_ head: AnswerHead, _ body: AnswerBody) async throws -> SubmitAnswer {
        var mapping = mapping
        mapping.host = head.host
        guard (200..<300).contains(head.status) else {
            throw mapping.error(
                status: head.status,
                headers: head.headers,
                body: try await body.collectError()
            )
        }
        let detail = mapping.detail(status: head.status, headers: head.headers, message: "")
        let bytes = try await read(body, length: head.length, isPart: head.isPart, detail)
        let problem = PictureBytes.problem(
            with: bytes,
            contentType: head.headers.first(name: "content-type")
        ) { mapping.detail(status: head.status, headers: head.headers, message: $0) }
        if let problem { throw problem }
        try await sink.write(bytes)
        let count = Int64(bytes.count)
        await progress(.received(DownloadProgress(bytes: count, total: count)))
        return .video(requestID: detail.requestID)
    }

    /// All bytes of a body, told as they come in.
    private func read(
        _ body: AnswerBody,
        length: Int64?,
        isPart: Bool,
        _ detail: ErrorDetail
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var thinner = ProgressThinner()
        func truncated() -> InferenceError {
            .notAnImage(detail, .truncated(bytes: Int64(bytes.count), expected: length))
        }
        do {
            try await body.read { piece in
                bytes += piece
                if thinner.isDue() {
                    await progress(.received(DownloadProgress(bytes: Int64(bytes.count), total: length)))
                }
                return bytes.count <= Self.largest
            }
        } catch is AnswerBody.Broken {
            throw truncated()
        }
        guard bytes.count <= Self.largest else {
            let most = Self.largest / 1_048_576
            throw InferenceError.notAnImage(detail, .damaged("it has more than \(most) MiB"))
        }
        if isPart || length.map({ $0 != bytes.count }) == true { throw truncated() }
        return bytes
    }
}

extension InferenceError {
    /// This error of an exchange for a keyframe, which is no video.
    func about(_ task: InferenceTask) -> InferenceError {
        guard task == .textToImage, case .notAVideo(let detail, let what) = self else { return self }
        return .notAnImage(detail, what)
    }
}
