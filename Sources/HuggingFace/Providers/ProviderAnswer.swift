import Generations
import NIOHTTP1

/// The whole answer of a provider, and what it takes to read it.
struct ProviderAnswer: Sendable {
    /// The most bytes of an answer that is no video; a video may come in it as base64.
    static let longest = 64 * 1_024 * 1_024

    var status: Int
    var headers: HTTPHeaders
    var body: [UInt8]
    /// For errors; its purpose says whether a job is known already.
    var mapping: ErrorMapping
    /// The model that a submit asked for.
    var model: ProviderModel?

    /// The JSON of a 2xx answer, whatever its `Content-Type` says.
    ///
    /// - Throws: `InferenceError` for every other status, and for what is no JSON.
    func json() throws(InferenceError) -> ParameterValue {
        guard isSuccess else { throw error }
        guard let json = JSONText.value(body), case .object = json else {
            let text = ErrorBody(body, contentType: headers.first(name: "content-type")).message
            throw unreadable(text.isEmpty ? "no JSON object" : text)
        }
        return json
    }

    var isSuccess: Bool { (200..<300).contains(status) }

    /// What an answer without 2xx means.
    var error: InferenceError { mapping.error(status: status, headers: headers, body: body) }

    /// What is known of this answer, with a message, sanitised.
    func detail(_ message: String) -> ErrorDetail {
        mapping.detail(status: status, headers: headers, message: message)
    }

    /// An answer that tells nothing. Under 2xx a submit was accepted, whatever else it should have said.
    func unreadable(_ message: String) -> InferenceError {
        var detail = detail(message)
        detail.mayBeAccepted = mapping.purpose == .submit && isSuccess
        return .unreadableResponse(detail)
    }

    /// Why a job made no video, in the provider's words and codes.
    func failure(_ words: [String?]) -> InferenceError {
        let words = words.compactMap { $0 }.filter { !$0.isEmpty }
        var detail = detail(words.first ?? "The provider gives no reason.")
        // The answer is a success; the failure that it tells of has no status.
        if isSuccess { detail.status = nil }
        return ErrorMapping.isContentRefusal(words.joined(separator: " "))
            ? .contentRefused(detail) : .providerFailed(detail)
    }

    /// Why a 2xx answer that should begin a job does not.
    func noJob(_ json: ParameterValue) -> InferenceError {
        guard let message = ErrorBody.message(in: json) else {
            return unreadable("no job in the answer")
        }
        return failure([message])
    }

    /// A job that is finished, by what stands where the video should.
    func finished(_ video: ParameterValue?, _ fill: (inout JobResult) -> Void = { _ in }) -> JobStatus {
        guard let text = VideoPlace.text(in: video), let place = VideoPlace.video(text) else {
            return .failed(.notAVideo(detail("no address in it"), .json))
        }
        var result = JobResult(media: place)
        fill(&result)
        return .finished(result)
    }

    /// The words of a job's status, without their case.
    static func word(_ value: ParameterValue?) -> String {
        value?.text?.lowercased() ?? ""
    }

    /// What the status line of an answer to a cancel says. 404 is no news of the job: it may be the way to cancel that
    /// is missing.
    func cancellation() -> JobCancellation {
        switch status {
        case 202: .requested
        case 200..<300: .cancelled
        default: .refused(error)
        }
    }
}

/// Where a video stands in a provider's JSON.
enum VideoPlace {
    /// The first text in a value, in a list, or under the names that objects have for it.
    static func text(in value: ParameterValue?) -> String? {
        switch value {
        case .string: value?.text
        case .array(let values): values.lazy.compactMap { text(in: $0) }.first
        case .object:
            ["url", "video_url", "video"].lazy.compactMap { value?[$0]?.text ?? value?[$0]?["url"]?.text }
                .first
        default: nil
        }
    }

    /// An address as it is, or the bytes of a data URI; nil for other text.
    static func video(_ text: String) -> JobResult.Media? {
        let text = text.drop(while: \.isWhitespace)
        let head = text.prefix(128).lowercased()
        if head.hasPrefix("https://") || head.hasPrefix("http://") { return .address(String(text)) }
        guard head.hasPrefix("data:"), let comma = text.firstIndex(of: ","),
            text[..<comma].lowercased().hasSuffix(";base64")
        else { return nil }
        return bytes(base64: text)
    }

    /// What base64 stands for, with a data URI's beginning or without; nil when it is none.
    static func bytes(base64 text: some StringProtocol) -> JobResult.Media? {
        let start = text.prefix(5).lowercased() == "data:" ? text.firstIndex(of: ",") : nil
        var decoder = Base64Decoder()
        var bytes: [UInt8] = []
        for character in text[(start.map { text.index(after: $0) } ?? text.startIndex)...].utf8 {
            decoder.take(character, into: &bytes)
        }
        decoder.finish(into: &bytes)
        return decoder.isBroken || bytes.isEmpty ? nil : .bytes(bytes)
    }
}
