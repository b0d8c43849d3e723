import NIOCore
import NIOHTTP1

/// Puts the parts of a request together.
struct RequestReader {
    /// More than this is answered with 413; images for a video are far smaller.
    static let bodyLimit = 64 * 1024 * 1024

    /// What came.
    enum Incoming: Sendable {
        case request(ReceivedRequest, keepsAlive: Bool)
        case tooLarge
    }

    private var parts: NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator
    private let channel: any Channel

    init(_ parts: NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator, channel: any Channel) {
        self.parts = parts
        self.channel = channel
    }

    /// The next whole request; none when the client has closed the connection.
    mutating func next() async throws -> Incoming? {
        guard case .head(let head)? = try await parts.next(isolation: #isolation) else { return nil }
        if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
            try await channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n"))
        }
        var body: [UInt8] = []
        while let part = try await parts.next(isolation: #isolation) {
            switch part {
            case .head:
                return nil
            case .body(let buffer):
                body.append(contentsOf: buffer.readableBytesView)
                if body.count > Self.bodyLimit { return .tooLarge }
            case .end:
                return .request(Self.request(head, body: body), keepsAlive: head.isKeepAlive)
            }
        }
        return nil
    }

    private static func request(_ head: HTTPRequestHead, body: [UInt8]) -> ReceivedRequest {
        ReceivedRequest(
            number: 0,
            method: head.method.rawValue,
            uri: head.uri,
            headers: head.headers.map { ReceivedRequest.Header($0.name, $0.value) },
            body: body
        )
    }
}
