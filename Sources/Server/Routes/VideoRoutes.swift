import Engine
import Foundation
import Generations
import HTTPTypes
import Hummingbird

/// `POST /api/video/generate`, which answers with the video itself, and the files of finished videos.
struct VideoRoutes: Sendable {
    let session: ServerSession
    let orders: OrderRoutes

    /// Makes a video and sends it; an error says what became of it.
    func generate(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (generation, order) = try await orders.placed(request, context)
        let wait = GenerationWait(session: session, id: generation.id, isPatient: order.waits)
        switch try await wait.end(context.channel) {
        case .settled(let ended): return try answer(ended, context)
        case .mustWait(let waiting, let reason): throw try await refused(waiting, reason, request)
        case .outOfTime:
            throw unfinished(generation.id, 504, "The video is not ready yet; it is still being made.")
        case .stopping:
            throw unfinished(generation.id, 503, "The server is being stopped; the video is not lost.")
        case .left:
            context.note.text = "the client has gone; the generation goes on"
            return Response(status: .init(code: 499, reasonPhrase: "Client Closed Request"))
        }
    }

    /// The file of a video, or a part of it.
    func file(_ request: Request, _ context: ServerContext) async throws -> Response {
        let generation = try await session.generation(context.parameters.get("id"))
        context.note.id = generation.id
        var response = VideoAnswer.answer(try open(generation), to: request, context)
        response.headers[.contentDisposition] = "inline; filename=\"\(generation.id.rawValue).mp4\""
        return response
    }

    private func answer(_ generation: Generation, _ context: ServerContext) throws -> Response {
        guard case .succeeded = generation.state else { throw Self.problem(generation, session) }
        let file = try open(generation)
        let end = generation.finishedAt ?? session.dependencies.time.now().date
        let stamp = Int64((end.timeIntervalSince1970 * 1000).rounded())
        let suffix = file.contentType == "video/webm" ? "webm" : "mp4"
        return Response(
            status: .ok,
            headers: [
                .contentType: file.contentType,
                .contentDisposition: "attachment; filename=\"generated-video-\(stamp).\(suffix)\"",
                .generationTime: Self.seconds(max(0, end.timeIntervalSince(generation.createdAt))),
                .videoSize: Self.megabytes(file.bytes),
                .generationID: String(generation.id.rawValue), .location: generation.id.location,
                .cacheControl: "no-store",
            ],
            body: VideoAnswer.body(file, from: 0, file.bytes, context)
        )
    }

    private func open(_ generation: Generation) throws(ServerProblem) -> ServedFile {
        guard let path = generation.video?.path else {
            throw ServerProblem(
                404,
                "There is no video of \(generation.id): it is \(generation.state.status.rawValue).",
                suggestion: "GET \(generation.id.location) tells how far it is.",
                id: generation.id
            )
        }
        guard let file = ServedFile(path) else {
            throw ServerProblem(
                404,
                "The file of \(generation.id) is not where it was.",
                suggestion: "POST \(generation.id.location)/rerun makes it again.",
                id: generation.id
            )
        }
        return file
    }

    private func refused(
        _ generation: Generation,
        _ wait: Wait,
        _ request: Request
    ) async throws -> ServerProblem {
        // Nothing was accepted, and the client asks again: what waits here would be made beside it, and paid twice.
        try? await session.dependencies.cancel(generation.id)
        await session.desk.forget(try request.idempotencyKey, of: generation)
        let remaining = wait.remaining(at: session.dependencies.time.now())
        return ServerProblem(wait, remaining: remaining, id: generation.id)
    }

    /// It goes on by itself: nothing says when to send again, since that would make a second one.
    private func unfinished(_ id: GenerationID, _ status: Int, _ message: String) -> ServerProblem {
        ServerProblem(
            status,
            message,
            suggestion: "GET \(id.location) tells how far it is, and \(id.location)/video is its file then.",
            id: id
        )
    }

    /// Why a generation that does not go on has given no video.
    static func problem(_ generation: Generation, _ session: ServerSession) -> ServerProblem {
        let id = generation.id
        if let failure = generation.state.failure { return ServerProblem(failure, id: id) }
        if case .held(.longWait(let wait)) = generation.state {
            return ServerProblem(wait, remaining: wait.remaining(at: session.dependencies.time.now()), id: id)
        }
        let status = generation.state.status
        return ServerProblem(
            409,
            "\(id) is \(status.rawValue).",
            suggestion: status == .held
                ? "`rushes release \(id.rawValue)` on the server's machine lets it go on."
                : "POST \(id.location)/rerun makes it again.",
            id: id
        )
    }

    /// Seconds with two decimals: `12.34s`.
    static func seconds(_ seconds: Double) -> String {
        let hundredths = Int((seconds * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)s"
    }

    /// Millions of bytes with one decimal: `2.5MB`.
    static func megabytes(_ bytes: Int64) -> String {
        let tenths = Int((Double(bytes) / 1e5).rounded())
        return "\(tenths / 10).\(tenths % 10)MB"
    }
}
