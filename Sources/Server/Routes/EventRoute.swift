import Engine
import Generations
import HTTPTypes
import Hummingbird
import Library
import NIOCore

/// `GET /api/generations/{id}/events`: what happens to a generation, as server-sent events.
///
/// Their ids are the places of the lines in its timeline, which is kept: a client that comes back says the last one
/// that it has seen and gets those that follow.
struct EventRoute: Sendable {
    let session: ServerSession

    /// The stream, or 204 for a client that has seen everything, which tells a browser not to come back.
    func stream(_ request: Request, _ context: ServerContext) async throws -> Response {
        let generation = try await session.generation(context.parameters.get("id"))
        let (id, channel) = (generation.id, context.channel)
        context.note.id = id
        let seen = request.headers[.lastEventID].flatMap { Int($0) }.map { max(0, $0) }
        let count = try await session.dependencies.library.timeline(id).count
        if let seen, seen >= count, generation.state.isFinal { return Response(status: .noContent) }
        context.note.isStreamed = true
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                var lines = EventLines(session: session, id: id, seen: min(seen ?? 0, count))
                try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
                try await send(&lines, to: &writer, channel)
                try await writer.finish(nil)
            }
        )
    }

    private enum Sign: Sendable {
        case event(GenerationEvent)
        case heartbeat
        /// Time to look at the library.
        case look
        case end
    }

    @concurrent
    private func send(
        _ lines: inout EventLines,
        to writer: inout any ResponseBodyWriter,
        _ channel: any Channel
    ) async throws {
        let (signs, sign) = AsyncStream.makeStream(of: Sign.self)
        let events = session.dependencies.events.events(of: lines.id)
        let (stop, time) = (session.stop, session.dependencies.time)
        let (pause, look) = (session.settings.limits.heartbeat, session.settings.limits.look)
        async let sources: Void = withDiscardingTaskGroup { group in
            group.addTask { for await event in events { sign.yield(.event(event)) } }
            group.addTask {
                while (try? await time.sleep(time.now().uptime + pause)) != nil { sign.yield(.heartbeat) }
            }
            group.addTask {
                while (try? await time.sleep(time.now().uptime + look)) != nil { sign.yield(.look) }
            }
            group.addTask {
                await stop.wait()
                sign.yield(.end)
            }
            group.addTask {
                await Departure.wait(for: channel)
                sign.yield(.end)
            }
        }
        // Left when the loop below ends: what is not awaited then is cancelled.
        guard let present = try await lines.present() else { return }
        try await writer.write(ByteBuffer(string: present.text))
        if present.isLast { return }
        for await next in signs {
            switch next {
            case .end: return
            case .look:
                // Of what another program works on no event may come.
                guard let news = try await lines.missed() else { continue }
                try await writer.write(ByteBuffer(string: news.text))
                if news.isLast { return }
            case .heartbeat: try await writer.write(ByteBuffer(string: ":\n\n"))
            case .event(let event):
                let news = try await lines.news(event)
                try await writer.write(ByteBuffer(string: news.text))
                if news.isLast { return }
            }
        }
        await sources
    }
}
