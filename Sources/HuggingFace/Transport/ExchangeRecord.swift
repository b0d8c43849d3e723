import AsyncHTTPClient
import Foundation
import Generations
import NIOHTTP1
import Synchronization

/// Who is told of every request and what came of it.
struct ExchangeListener: Sendable {
    /// The token that must not be in what is told, wherever a server has put it.
    var token: AccessToken?
    var heard: @Sendable (Exchange) async -> Void
}

/// One request while it is made: counts what comes in and keeps the beginning, for the log of exchanges.
final class ExchangeRecord: Sendable {
    private struct State {
        var status: Int?
        var headers: [PreparedRequest.Header] = []
        var bytes: Int64 = 0
        var beginning: [UInt8] = []
    }

    private let request: PreparedRequest
    private let token: AccessToken?
    private let date = Date()
    private let begun = ContinuousClock.now
    private let state = Mutex(State())

    init(_ request: PreparedRequest, token: AccessToken?) {
        self.request = request
        self.token = token ?? request.token
    }

    /// The head of an answer is there.
    func answered(_ response: HTTPClientResponse) {
        let headers = response.headers.filter { Self.isTelling($0.name) }
            .map { PreparedRequest.Header($0.name.lowercased(), $0.value) }
        state.withLock {
            $0.status = Int(response.status.code)
            $0.headers = headers
        }
    }

    /// Bytes of the body have come in.
    func received(_ bytes: [UInt8]) {
        state.withLock {
            $0.bytes += Int64(bytes.count)
            $0.beginning += bytes.prefix(max(0, ExchangeText.longestAnswer - $0.beginning.count))
        }
    }

    /// What is told of it, now that it has ended: well, or with an error.
    func exchange(endedBy error: (any Error)?) -> Exchange {
        let state = state.withLock { $0 }
        let text = ExchangeText(token: token)
        let isRefused = !(200..<400).contains(state.status ?? 0) || error is InferenceError
        return Exchange(
            date: date,
            attempt: 0,
            method: request.method.rawValue,
            address: text.address(request.url),
            status: state.status,
            seconds: (ContinuousClock.now - begun).seconds,
            bytes: state.bytes,
            request: text.request(request),
            answer: text.answer(state.headers, body: isRefused ? state.beginning : []),
            failure: error.map(text.failure)
        )
    }

    /// Whether a header says something of limits, waits, names or what comes.
    private static func isTelling(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasPrefix("ratelimit") || name.hasPrefix("x-ratelimit") || telling.contains(name)
    }

    private static let telling: Set<String> = [
        "content-length", "content-type", "location", "retry-after", "server", "x-amz-cf-id",
        "x-amzn-trace-id", "x-compute-time", "x-error-code", "x-error-message", "x-request-id",
    ]
}

/// Requests and answers as text for the log of exchanges: bounded, without secrets.
struct ExchangeText {
    /// The most bytes of an answer's body that are kept.
    static let longestAnswer = 2_048
    /// The most characters of a request's body that are kept.
    static let longestRequest = 4_000
    /// A string without a space that is longer than this is no text but an image or the like.
    static let longestWord = 200

    var token: AccessToken?

    /// An address without what is secret; a mark stands where its query was.
    func address(_ url: String) -> String {
        let query = url.contains("?") ? "?…" : ""
        return line(Redaction.address(url), longest: 500) + query
    }

    /// The request's headers and body.
    func request(_ request: PreparedRequest) -> String {
        var lines: [String] = []
        if let token = request.token {
            lines.append("authorization: \(request.scheme.rawValue) \(token.masked)")
        }
        lines += request.headers.map { header($0) }
        switch request.body {
        case .none: break
        case .json(let value):
            lines += ["", line(JSONText.text(Self.abbreviated(value)), longest: Self.longestRequest)]
        case .bytes(let bytes): lines += ["", "(\(bytes.count) bytes)"]
        }
        return lines.joined(separator: "\n")
    }

    /// The answer's headers, and its body where that is text.
    func answer(_ headers: [PreparedRequest.Header], body: [UInt8]) -> String {
        let head = headers.prefix(40).map { header($0) }
        guard !body.isEmpty else { return head.joined(separator: "\n") }
        let isText = !body.contains(0)
        let shown =
            isText
            ? line(String(decoding: body, as: UTF8.self), longest: Self.longestAnswer)
            : "(\(body.count) bytes that are no text)"
        return (head + ["", shown]).joined(separator: "\n")
    }

    /// Why an exchange ended as it did.
    func failure(_ error: any Error) -> String {
        switch error {
        case let error as InferenceError: line(error.failure().message, longest: 300)
        case let error as VideoStoreError: line(error.failure().message, longest: 300)
        case is CancellationError: "broken off, by you or because the time was up"
        default: line(String(describing: error), longest: 300)
        }
    }

    private func header(_ header: PreparedRequest.Header) -> String {
        let value = header.name == "location" ? address(header.value) : line(header.value, longest: 300)
        return "\(Redaction.plain(header.name.lowercased())): \(value)"
    }

    private func line(_ text: String, longest: Int) -> String {
        Redaction.message(text, token: token, longest: longest)
    }

    /// The value with what nobody reads, such as images, cut. Prompts have spaces and stay.
    private static func abbreviated(_ value: ParameterValue) -> ParameterValue {
        switch value {
        case .string(let text) where isData(text): .string("(\(text.utf8.count) bytes, \(text.prefix(12))…)")
        case .array(let values): .array(values.map(abbreviated))
        case .object(let members): .object(members.mapValues(abbreviated))
        default: value
        }
    }

    private static func isData(_ text: String) -> Bool {
        text.utf8.count > longestWord && !text.contains(where: \.isWhitespace)
            && text.utf8.allSatisfy { $0 < 128 }
    }
}
