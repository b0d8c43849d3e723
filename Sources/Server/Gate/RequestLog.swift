import Engine
import Generations
import HTTPTypes
import Hummingbird
import Synchronization

/// Tells of each request when its answer has been sent.
struct RequestLog: RouterMiddleware {
    typealias Context = ServerContext

    let dependencies: ServerDependencies

    func handle(
        _ request: Request,
        context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = dependencies.time.now().uptime
        var response = try await next(request, context)
        let (status, note) = (response.status.code, context.note)
        let tell: @Sendable (Int64) -> Void = { [dependencies] bytes in
            dependencies.log(
                RequestRecord(
                    method: request.method.rawValue,
                    path: String(request.uri.path.prefix(Self.longestPath)),
                    status: status,
                    duration: dependencies.time.now().uptime - start,
                    bytes: bytes,
                    id: note.id,
                    note: note.text
                )
            )
        }
        // The body of an answer to HEAD is never sent.
        guard note.isStreamed, request.method != .head else {
            tell(request.method == .head ? 0 : Int64(response.body.contentLength ?? 0))
            return response
        }
        let body = response.body
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            let counter = ByteCounter()
            defer { tell(counter.bytes) }
            try await body.write(CountingWriter(writer: writer, counter: counter))
        }
        return response
    }

    private static let longestPath = 200
}

/// How many bytes of a body were sent.
private final class ByteCounter: Sendable {
    private let sum = Atomic<Int64>(0)

    var bytes: Int64 { sum.load(ordering: .relaxed) }

    func add(_ count: Int) { sum.add(Int64(count), ordering: .relaxed) }
}

/// Counts what another writer has taken.
private struct CountingWriter: ResponseBodyWriter {
    var writer: any ResponseBodyWriter
    let counter: ByteCounter

    @concurrent mutating func write(_ buffer: ByteBuffer) async throws {
        try await writer.write(buffer)
        counter.add(buffer.readableBytes)
    }

    @concurrent consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await writer.finish(trailingHeaders)
    }
}
