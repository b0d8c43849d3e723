import HTTPTypes
import Hummingbird
import NIOCore

/// Sends a video, or a part of it, piece by piece.
enum VideoAnswer {
    /// The answer to a request for a file.
    static func answer(_ file: ServedFile, to request: Request, _ context: ServerContext) -> Response {
        var headers: HTTPFields = [
            .contentType: file.contentType, .acceptRanges: "bytes", .eTag: file.tag,
            .lastModified: file.modified, .cacheControl: "private, no-cache",
        ]
        // A part may be asked for with GET alone (RFC 9110, 14.2).
        var asked = request.headers
        if request.method == .head { asked[.range] = nil }
        switch ByteRange(asked, bytes: file.bytes, tag: file.tag, modified: file.modified) {
        case .notModified:
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        case .unsatisfiable:
            var response = Response.problem(
                ServerProblem(
                    416,
                    "The video has only \(file.bytes) bytes.",
                    suggestion: "Leave the Range out, or take one inside of it."
                )
            )
            response.headers[.contentRange] = "bytes */\(file.bytes)"
            response.headers[.acceptRanges] = "bytes"
            return response
        case .whole:
            return Response(status: .ok, headers: headers, body: body(file, from: 0, file.bytes, context))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(file.bytes)"
            let count = range.upperBound - range.lowerBound + 1
            return Response(
                status: .partialContent,
                headers: headers,
                body: body(file, from: range.lowerBound, count, context)
            )
        }
    }

    /// So many bytes from one place on.
    static func body(_ file: ServedFile, from start: Int64, _ count: Int64, _ context: ServerContext)
        -> ResponseBody
    {
        context.note.isStreamed = true
        let channel = context.channel
        return ResponseBody(contentLength: Int(count)) { writer in
            var offset = start
            let end = start + count
            while offset < end {
                let piece = try await file.read(at: offset, upTo: end - offset)
                offset += Int64(piece.readableBytes)
                try await writer.write(piece)
                // Until the connection has seen it, it cannot say that it has enough: the next would be read as well.
                if channel.isActive { try await channel.eventLoop.submit {}.get() }
            }
            try await writer.finish(nil)
        }
    }
}
