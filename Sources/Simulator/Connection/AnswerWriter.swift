import NIOCore
import NIOHTTP1

/// Writes a step's bytes, as right or as wrong as the step says.
struct AnswerWriter: Sendable {
    let channel: any Channel
    let pace: Double

    /// Writes the answer to a request; `closing` announces that no other will follow on this connection.
    func write(_ step: Scenario.Step, head request: ReceivedRequest?, closing: Bool) async throws {
        try await pause(step.delay)
        switch step.ending {
        case .dropped:
            return
        case .silent:
            try await Task.sleep(for: .seconds(1_000_000_000))
        case .whole, .cut, .brokenChunk, .stalled:
            let bytes = step.body.bytes
            try await send(Self.head(of: step, for: request, bodyCount: bytes.count, closing: closing))
            if request?.method != "HEAD" {
                try await send(bytes, of: step)
            }
        }
    }

    private func send(_ bytes: [UInt8], of step: Scenario.Step) async throws {
        var rest = bytes.prefix(step.ending.bodyLimit)
        while !rest.isEmpty {
            let piece = rest.prefix(step.pieces?.bytes ?? rest.count)
            rest = rest.dropFirst(piece.count)
            try await send(step.framing == .chunked ? Self.chunk(piece) : ByteBuffer(bytes: piece))
            if let pieces = step.pieces, !rest.isEmpty {
                try await pause(pieces.pause)
            }
        }
        switch step.ending {
        case .whole where step.framing == .chunked:
            try await send(ByteBuffer(string: "0\r\n\r\n"))
        case .brokenChunk:
            try await send(ByteBuffer(string: "not-a-size\r\n"))
        case .stalled:
            try await Task.sleep(for: .seconds(1_000_000_000))
        default:
            break
        }
    }

    private func send(_ buffer: ByteBuffer) async throws {
        guard buffer.readableBytes > 0 else { return }
        try Task.checkCancellation()
        try await channel.writeAndFlush(buffer)
    }

    private func pause(_ duration: Duration) async throws {
        guard duration > .zero, pace > 0 else { return }
        try await Task.sleep(for: duration * pace)
    }

    private static func chunk(_ piece: ArraySlice<UInt8>) -> ByteBuffer {
        var buffer = ByteBuffer(string: "\(String(piece.count, radix: 16))\r\n")
        buffer.writeBytes(piece)
        buffer.writeString("\r\n")
        return buffer
    }

    /// The status line and the headers; the step's own headers come first and win.
    static func head(
        of step: Scenario.Step,
        for request: ReceivedRequest?,
        bodyCount: Int,
        closing: Bool
    ) -> ByteBuffer {
        var headers = step.headers
        func add(_ name: String, _ value: String?) {
            guard let value, !headers.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
                return
            }
            headers.append(ReceivedRequest.Header(name, value))
        }
        add("Content-Type", step.body.contentType)
        switch step.framing {
        case .length: add("Content-Length", step.status == 204 ? nil : "\(bodyCount)")
        case .chunked: add("Transfer-Encoding", "chunked")
        case .close: break
        }
        if !step.isAnonymous, let request {
            add("x-request-id", requestID(request))
        }
        if closing || !step.keepsConnection && step.framing == .close {
            add("Connection", "close")
        }
        let status = HTTPResponseStatus(statusCode: step.status)
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return ByteBuffer(string: "HTTP/1.1 \(step.status) \(status.reasonPhrase)\r\n\(lines)\r\n")
    }

    /// An id that is the same in every run, followed by the client's own as the router does it
    /// (huggingface_hub `tests/cassettes`).
    private static func requestID(_ request: ReceivedRequest) -> String {
        let own = "simulated-\(request.number)"
        return request.header("X-Amzn-Trace-Id").map { "\(own);\($0)" } ?? own
    }
}

extension Scenario.Ending {
    /// How much of the body is sent at most.
    var bodyLimit: Int {
        switch self {
        case .whole: .max
        case .cut(let count), .brokenChunk(let count), .stalled(let count): max(0, count)
        case .dropped, .silent: 0
        }
    }
}
