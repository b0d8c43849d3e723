import AsyncHTTPClient
import Generations
import Logging
import NIOCore
import NIOHTTP1

/// Sends one request and hands over the answer, within limits. Nothing is sent twice; redirects are followed
/// for GET alone.
final class HTTPTransport: Sendable {
    private let limits: Limits
    private let proxies: ProxyRules
    private let clients: HTTPClients
    private let logger: Logger

    init(limits: Limits, environment: [String: String], logger: Logger) {
        self.limits = limits
        self.logger = logger
        proxies = ProxyRules(environment: environment)
        clients = HTTPClients(limits: limits, environment: environment)
    }

    /// Closes all connections.
    func shutdown() async {
        await clients.shutdown()
    }

    /// Sends a request and lets its answer be read.
    ///
    /// - Parameters:
    ///   - media: the rules for an address that an answer named; nil for an address that the user named.
    ///   - redirects: which of them are followed.
    ///   - limits: nil for those that the transport was made with.
    ///   - listener: is told of every request, those that a redirect asks for included.
    ///   - sent: called when the request has been sent whole, always before `read`.
    ///   - read: takes the answer; ends the exchange when it returns.
    /// - Throws: `InferenceError`, `CancellationError`, and what `read` throws.
    func exchange<Answer: Sendable>(
        _ request: PreparedRequest,
        media: MediaRules? = nil,
        redirects: RedirectRule = .follow,
        limits: Limits? = nil,
        listener: ExchangeListener,
        sent: @Sendable @escaping () async -> Void = {},
        read: @Sendable @escaping (AnswerHead, AnswerBody) async throws -> Answer
    ) async throws -> Answer {
        let limits = limits ?? self.limits
        let watchdog = Watchdog(limits)
        let sending = Sending()
        do {
            return try await withThrowingTaskGroup(of: Answer?.self) { group in
                group.addTask {
                    try await watchdog.watch()
                    return nil
                }
                group.addTask {
                    let call = Call(
                        media: media,
                        redirects: redirects,
                        limits: limits,
                        watchdog: watchdog,
                        sending: sending,
                        listener: listener,
                        sent: sent
                    )
                    return try await self.run(request, call, read: read)
                }
                defer { group.cancelAll() }
                while let answer = try await group.next() {
                    if let answer { return answer }
                }
                throw CancellationError()
            }
        } catch {
            throw try Self.meaning(of: error, for: request, limits, sending)
        }
    }

    // A plain function that is inlined into an asynchronous one keeps its variables in memory as long as that one waits for
    // its answer, a thousand times at once: those that are never inlined are marked for this.

    /// What an exchange ended with.
    @inline(never)
    private static func meaning(
        of error: any Error,
        for request: PreparedRequest,
        _ limits: Limits,
        _ sending: Sending
    ) throws -> any Error {
        // Whatever a cancelled exchange ended with, it ended because it was cancelled.
        try Task.checkCancellation()
        guard let expired = error as? Watchdog.Expired else { return error }
        let host = (try? URLParts(request.url))?.host ?? ""
        let failure = TransportFailure(host: host, limits: limits, mayHaveArrived: true)
        let stage = request.method == .get ? .finished : sending.stage
        return failure.error(for: expired.limit, stage: stage)
    }

    /// What all requests of one exchange have in common.
    private final class Call: Sendable {
        let media: MediaRules?
        let redirects: RedirectRule
        let limits: Limits
        let watchdog: Watchdog
        let sending: Sending
        let listener: ExchangeListener
        let sent: @Sendable () async -> Void

        init(
            media: MediaRules?,
            redirects: RedirectRule,
            limits: Limits,
            watchdog: Watchdog,
            sending: Sending,
            listener: ExchangeListener,
            sent: @Sendable @escaping () async -> Void
        ) {
            self.media = media
            self.redirects = redirects
            self.limits = limits
            self.watchdog = watchdog
            self.sending = sending
            self.listener = listener
            self.sent = sent
        }
    }

    private func run<Answer: Sendable>(
        _ first: PreparedRequest,
        _ call: Call,
        read: @Sendable (AnswerHead, AnswerBody) async throws -> Answer
    ) async throws -> Answer {
        var request = first
        for _ in 0...call.limits.redirects {
            let record = ExchangeRecord(request, token: call.listener.token)
            do {
                let step = try await hop(request, call, record, read: read)
                await tell(call, record, endedBy: nil)
                switch step {
                case .answer(let answer): return answer
                case .next(let next): request = next
                }
            } catch {
                await tell(call, record, endedBy: error)
                throw error
            }
        }
        throw Self.tooManyRedirects(request, call)
    }

    @inline(never)
    private func tell(_ call: Call, _ record: ExchangeRecord, endedBy error: (any Error)?) async {
        await call.listener.heard(record.exchange(endedBy: error))
    }

    @inline(never)
    private static func tooManyRedirects(_ request: PreparedRequest, _ call: Call) -> InferenceError {
        .endpointGone(
            ErrorDetail(
                message: "More than \(call.limits.redirects) redirects.",
                host: try? URLParts(request.url).host
            )
        )
    }

    /// What one request leads to.
    private enum Hop<Answer: Sendable>: Sendable {
        case answer(Answer)
        case next(PreparedRequest)
    }

    private func hop<Answer: Sendable>(
        _ request: PreparedRequest,
        _ call: Call,
        _ record: ExchangeRecord,
        read: @Sendable (AnswerHead, AnswerBody) async throws -> Answer
    ) async throws -> Hop<Answer> {
        let target = try Target(request.url, media: call.media)
        let response = try await send(request, call, to: target)
        record.answered(response)
        log(request, response)
        if let next = try Self.next(request, call, after: response, from: target) { return .next(next) }
        let head = AnswerHead(
            status: Int(response.status.code),
            headers: response.headers,
            host: target.parts.host
        )
        let body = AnswerBody(
            body: response.body,
            watchdog: call.watchdog,
            record: record,
            limits: call.limits
        )
        return .answer(try await read(head, body))
    }

    /// The request that an answer leads to; nil when it is one to be read.
    @inline(never)
    private static func next(
        _ request: PreparedRequest,
        _ call: Call,
        after response: HTTPClientResponse,
        from target: Target
    ) throws -> PreparedRequest? {
        guard call.redirects != .handBack, let location = redirect(response) else { return nil }
        let status = response.status.code
        return try request.following(location, from: target.parts, by: call.redirects, status: status)
    }

    /// Sends a request, without following anything, and waits for the head of the answer.
    private func send(
        _ request: PreparedRequest,
        _ call: Call,
        to target: Target
    ) async throws -> HTTPClientResponse {
        call.watchdog.expect(within: call.limits.answer)
        defer { call.watchdog.rest() }
        do {
            async let response = awaitHead(request, call, target)
            if request.method == .post, await call.sending.wasSent() { await call.sent() }
            return try await response
        } catch {
            try Task.checkCancellation()
            throw meaning(of: error, for: request, call, target)
        }
    }

    /// What it means that there is no answer.
    @inline(never)
    private func meaning(
        of error: any Error,
        for request: PreparedRequest,
        _ call: Call,
        _ target: Target
    ) -> any Error {
        let failure = TransportFailure(
            host: target.parts.host,
            proxy: proxy(for: target).map { "\($0.host):\($0.port)" },
            limits: call.limits,
            mayHaveArrived: request.method == .get || call.sending.stage != .notStarted
        )
        logger.debug(
            "no answer",
            metadata: [
                "url": "\(Redaction.address(request.url))",
                "error": "\(Redaction.message(String(describing: error), token: request.token))",
            ]
        )
        return failure.error(for: error)
    }

    private func proxy(for target: Target) -> ProxyRules.Proxy? {
        proxies.proxy(scheme: target.parts.scheme, host: target.parts.host, port: target.parts.port)
    }

    private func awaitHead(
        _ request: PreparedRequest,
        _ call: Call,
        _ target: Target
    ) async throws -> HTTPClientResponse {
        defer { call.sending.stop() }
        let request = outgoing(request, call.sending)
        return try await client(for: target).execute(request, deadline: .distantFuture)
    }

    @inline(never)
    private func client(for target: Target) -> HTTPClient {
        clients.client(for: .init(proxy: proxy(for: target), allowsPrivate: target.allowsPrivate))
    }

    @inline(never)
    private func outgoing(_ request: PreparedRequest, _ sending: Sending) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
        for header in request.headers {
            outgoing.headers.replaceOrAdd(name: header.name, value: header.value)
        }
        request.token?.authorize(&outgoing.headers, as: request.scheme)
        let bytes: [UInt8]
        switch request.body {
        case .none: return outgoing
        case .json(let value): bytes = Array(JSONText.text(value).utf8)
        case .bytes(let raw): bytes = raw
        }
        let length = HTTPClientRequest.Body.Length.known(Int64(bytes.count))
        outgoing.body = .bytes(RequestBody(bytes: bytes, sending: sending), length: length)
        return outgoing
    }

    private static func redirect(_ response: HTTPClientResponse) -> String? {
        guard [301, 302, 303, 307, 308].contains(response.status.code) else { return nil }
        return response.headers.first(name: "location")
    }

    @inline(never)
    private func log(_ request: PreparedRequest, _ response: HTTPClientResponse) {
        logger.debug(
            "answered",
            metadata: [
                "method": "\(request.method.rawValue)",
                "url": "\(Redaction.address(request.url))",
                "status": "\(response.status.code)",
                "type": "\(Redaction.message(response.headers.first(name: "content-type") ?? ""))",
                "request_id": "\(ErrorMapping.requestID(response.headers) ?? "")",
            ]
        )
    }
}

/// Which redirects of a GET are followed. The token stays with its origin in any case.
enum RedirectRule: Hashable, Sendable {
    case follow
    /// Those that stay where they began; what an answer says is believed.
    case ownOrigin
    /// None; a redirect is an answer like any other.
    case handBack
}

/// Where a request goes, checked.
private struct Target {
    let parts: URLParts
    let allowsPrivate: Bool

    /// - Throws: `InferenceError.unreadableResponse` for an address that must not be asked.
    @inline(never)
    init(_ url: String, media: MediaRules?) throws {
        do {
            parts = try URLParts(url)
        } catch {
            throw InferenceError.unreadableResponse(
                ErrorDetail(message: "\(Redaction.address(url)) is no address that can be fetched.")
            )
        }
        if let problem = media?.problem(with: parts) {
            throw InferenceError.unreadableResponse(ErrorDetail(message: problem, host: parts.host))
        }
        allowsPrivate = media?.allowsPrivate ?? true
    }
}

extension PreparedRequest {
    /// The request that a redirect asks for: GET alone, never from https to http, and the token stays with
    /// its origin.
    fileprivate func following(
        _ location: String,
        from parts: URLParts,
        by rule: RedirectRule,
        status: UInt
    ) throws -> PreparedRequest {
        let address = Redirection.resolve(location, against: url)
        let target = try? URLParts(address)
        guard method == .get, let target, parts.scheme == "http" || target.scheme == "https",
            rule == .follow || target.origin == parts.origin
        else {
            let place = target.map { "\($0.scheme)://\($0.host)" } ?? "an address that cannot be read"
            let detail = ErrorDetail(
                status: Int(status),
                message: Redaction.message("It redirects to \(place)."),
                host: parts.host
            )
            let isOpen = method != .get && Redirection.leavesOpen(Int(status), to: address, from: url)
            throw Redirection.refused(detail, mayBeAccepted: isOpen)
        }
        var next = self
        next.url = address
        if target.origin != parts.origin { next.token = nil }
        return next
    }
}
