import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// The status line and the headers of an answer.
struct AnswerHead: Sendable {
    var status: Int
    var headers: HTTPHeaders
    /// Who answered, after redirects.
    var host: String

    /// The announced length of the body.
    var length: Int64? { headers.first(name: "content-length").flatMap { Int64($0) } }
}

/// The body of an answer; each piece is taken from the connection when the one before has been dealt with.
struct AnswerBody: Sendable {
    /// The connection ended before the body did.
    struct Broken: Error {}

    let body: HTTPClientResponse.Body
    let watchdog: Watchdog
    /// Notes what comes in.
    let record: ExchangeRecord
    let limits: Limits

    /// Hands out the body piece by piece until it ends or `take` says that it has enough.
    ///
    /// - Throws: `Broken` when the body is not whole, and what `take` throws.
    func read(_ take: (_ bytes: [UInt8]) async throws -> Bool) async throws {
        var iterator = body.makeAsyncIterator()
        while let chunk = try await next(&iterator) {
            let bytes = Array(buffer: chunk)
            record.received(bytes)
            guard try await take(bytes) else { return }
        }
    }

    /// The beginning of an error's body: what came in time, whole or not.
    func collectError() async throws -> [UInt8] {
        let collected = Collected()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Task.sleep(for: limits.errorBody) }
            group.addTask {
                do {
                    try await read { collected.append($0) < ErrorBody.longest }
                } catch is Broken {}
            }
            try await group.next()
            group.cancelAll()
        }
        return Array(collected.bytes.prefix(ErrorBody.longest))
    }

    /// A small body as a whole; nil when it is larger than allowed.
    func collect(upTo most: Int) async throws -> [UInt8]? {
        var collected: [UInt8] = []
        try await read { bytes in
            collected += bytes
            return collected.count <= most
        }
        return collected.count <= most ? collected : nil
    }

    private func next(_ iterator: inout HTTPClientResponse.Body.AsyncIterator) async throws -> ByteBuffer? {
        watchdog.expect(within: limits.silence)
        defer { watchdog.rest() }
        do {
            return try await iterator.next(isolation: #isolation)
        } catch {
            try Task.checkCancellation()
            throw Broken()
        }
    }
}

/// Bytes that are there for whoever looks first.
private final class Collected: Sendable {
    private let state = Mutex<[UInt8]>([])

    var bytes: [UInt8] { state.withLock { $0 } }

    /// Appends bytes; how many there are now.
    func append(_ bytes: [UInt8]) -> Int {
        state.withLock { state in
            state += bytes
            return state.count
        }
    }
}
