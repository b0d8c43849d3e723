import Generations
import NIOHTTP1

/// Reads images out of answers that hold them whole.
extension ProviderAnswer {
    /// The first image of a list `data`, in base64 or as an address; nil when there is no such list.
    func listedPicture(in json: ParameterValue) -> JobStatus? {
        guard let first = json["data"]?.list?.first else { return nil }
        if let text = first["b64_json"]?.text ?? first["base64"]?.text {
            guard let media = VideoPlace.bytes(base64: text) else {
                return .failed(.notAnImage(detail(""), .damaged("its base64 cannot be read")))
            }
            return .finished(JobResult(media: media))
        }
        return finished(first)
    }

    /// The image that the whole body is, whatever its `Content-Type` says.
    ///
    /// - Throws: `InferenceError` for every status but 2xx, and for what is no whole image.
    func picture() throws(InferenceError) -> JobResult.Media {
        guard isSuccess else { throw error }
        if case .object = JSONText.value(body) { throw noPicture(try json()) }
        if let error = PictureBytes.problem(with: body, of: self) { throw error }
        return .bytes(body)
    }

    private func noPicture(_ json: ParameterValue) -> InferenceError {
        guard let message = ErrorBody.message(in: json) else { return .notAnImage(detail(""), .json) }
        return failure([message])
    }
}

/// Whether bytes are a whole image of a kind that models take.
enum PictureBytes {
    /// Why an answer's bytes are none; nil when they are one.
    static func problem(with bytes: [UInt8], of answer: ProviderAnswer) -> InferenceError? {
        let contentType = answer.headers.first(name: "content-type")
        return problem(with: bytes, contentType: contentType) { answer.detail($0) }
    }

    /// The same, for an answer whose detail is made by its reader.
    static func problem(
        with bytes: [UInt8],
        contentType: String?,
        detail: (String) -> ErrorDetail
    ) -> InferenceError? {
        do {
            _ = try StillImage(bytes)
            return nil
        } catch {
            switch error {
            case .truncated(let expected):
                return .notAnImage(detail(""), .truncated(bytes: Int64(bytes.count), expected: expected))
            case .damaged(let what): return .notAnImage(detail(""), .damaged(what))
            case .otherKind: return otherKind(bytes, contentType, detail)
            }
        }
    }

    private static func otherKind(
        _ bytes: [UInt8],
        _ contentType: String?,
        _ detail: (String) -> ErrorDetail
    ) -> InferenceError {
        let head = Array(bytes.prefix(ErrorBody.longest))
        let message = ErrorBody(head, contentType: contentType).message
        return switch MediaSniffer.verdict(head, isWhole: true) {
        case nil, .empty?: .notAnImage(detail(""), .empty)
        case .video?: .notAnImage(detail(""), .video)
        case .json?: .notAnImage(detail(message), .json)
        case .html?: .notAnImage(detail(message), .html)
        case .text?: .notAnImage(detail(message), .text)
        case .image(let name)?: .notAnImage(detail(""), .image(name))
        case .unknown(let start)?: .notAnImage(detail(""), .unknown(start))
        }
    }
}
