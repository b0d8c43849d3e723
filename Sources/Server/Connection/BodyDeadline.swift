import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Hangs up on a client that takes too long to send a body, and asks one to go on that waits for it
/// (`Expect: 100-continue`).
final class BodyDeadline: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limit: TimeAmount
    private var deadline: Scheduled<Void>?
    /// Requests that have come and are not answered to their end.
    private var unanswered = 0
    /// Whether the last of them waits for a word to go on: it has to be its turn.
    private var isWaitedFor = false

    init(_ limit: Duration) {
        self.limit = TimeAmount(limit)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let channel = context.channel
            deadline = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
            unanswered += 1
            isWaitedFor = head.headerFields[.expect]?.lowercased() == "100-continue"
            goOn(context)
        case .body: break
        case .end: forget()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let isEnd = if case .end = unwrapOutboundIn(data) { true } else { false }
        context.write(data, promise: promise)
        guard isEnd else { return }
        unanswered -= 1
        goOn(context)
    }

    private func goOn(_ context: ChannelHandlerContext) {
        guard isWaitedFor, unanswered == 1 else { return }
        isWaitedFor = false
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    private func forget() {
        deadline?.cancel()
        deadline = nil
    }
}
