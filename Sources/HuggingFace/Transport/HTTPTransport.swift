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
                        request: request,
                        media: media,
                        redirects: redirects,
                        limits: limits,
                        watchdog: watchdog,
                        sending: sending,
                        listener: listener,
                        sent: sent
                    )
                    return try await self.run(call, read: read)
                }
                defer { group.cancelAll() }
                while let answer = try await group.next() {
                    if let answer { return answer }
                }
                throw CancellationError()
            }
        } catch {
            // Whatever a cancelled exchange ended with, it ended because it was cancelled.
            try Task.checkCancellation()
            guard let expired = error as? Watchdog.Expired else { throw error }
            let host = (try? URLParts(request.url))?.host ?? ""
            let failure = TransportFailure(host: host, limits: limits, mayHaveArrived: true)
            let stage = request.method == .get ? .finished : sending.stage
            throw failure.error(for: expired.limit, stage: stage)
        }
    }

    /// One exchange's parts.
    private struct Call: Sendable {
        var request: PreparedRequest
        var media: MediaRules?
        var redirects: RedirectRule
        var limits: Limits
        var watchdog: Watchdog
        var sending: Sending
        var listener: ExchangeListener
        var sent: @Sendable () async -> Void
    }

    private func run<Answer: Sendable>(
        _ call: Call,
        read: @Sendable (AnswerHead, AnswerBody) async throws -> Answer
    ) async throws -> Answer {
        var call = call
        for _ in 0...call.limits.redirects {
            let record = ExchangeRecord(call.request, token: call.listener.token)
            do {
                let step = try await hop(call, record, read: read)
                await call.listener.heard(record.exchange(endedBy: nil))
                switch step {
                case .answer(let answer): return answer
                case .next(let request): call.request = request
                }
            } catch {
                await call.listener.heard(record.exchange(endedBy: error))
                throw error
            }
        }
        throw InferenceError.endpointGone(
            ErrorDetail(
                message: "More than \(call.limits.redirects) redirects.",
                host: try? URLParts(call.request.url).host
            )
        )
    }

    /// What one request leads to.
    private enum Hop<Answer: Sendable>: Sendable {
        case answer(Answer)
        case next(PreparedRequest)
    }

    private func hop<Answer: Sendable>(
        _ call: Call,
        _ record: ExchangeRecord,
        read: @Sendable (AnswerHead, AnswerBody) async throws -> Answer
    ) async throws -> Hop<Answer> {
        let target = try Target(call.request.url, media: call.media)
        let response = try await send(call, to: target)
        record.answered(response)
        log(call.request, response)
        if call.redirects != .handBack, let location = Self.redirect(response) {
            let status = response.status.code
            let next = try call.request.following(
                location,
                from: target.parts,
                by: call.redirects,
                status: status
            )
            return .next(next)
        }
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

    /// Sends a request, without following anything, and waits for the head of the answer.
    private func send(_ call: Call, to target: Target) async throws -> HTTPClientResponse {
        let parts = target.parts
        let proxy = proxies.proxy(scheme: parts.scheme, host: parts.host, port: parts.port)
        let client = clients.client(for: .init(proxy: proxy, allowsPrivate: target.allowsPrivate))
        let request = outgoing(call.request, call.sending)
        call.watchdog.expect(within: call.limits.answer)
        defer { call.watchdog.rest() }
        do {
            async let response = awaitHead(client, request, call.sending)
            if call.request.method == .post, await call.sending.wasSent() { await call.sent() }
            return try await response
        } catch {
            try Task.checkCancellation()
            let mayHaveArrived = call.request.method == .get || call.sending.stage != .notStarted
            let failure = TransportFailure(
                host: parts.host,
                proxy: proxy.map { "\($0.host):\($0.port)" },
                limits: call.limits,
                mayHaveArrived: mayHaveArrived
            )
            logger.debug(
                "no answer",
                metadata: [
                    "url": "\(Redaction.address(call.request.url))",
                    "error": "\(Redaction.message(String(describing: error), token: call.request.token))",
                ]
            )
            throw failure.error(for: error)
        }
    }

    private func awaitHead(
        _ client: HTTPClient,
        _ request: HTTPClientRequest,
        _ sending: Sending
    ) async throws -> HTTPClientResponse {
        defer { sending.stop() }
        return try await client.execute(request, deadline: .distantFuture)
    }

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
