import NIOCore
import NIOHTTP1

/// Has one spelling for what clients write in several ways.
///
/// A client that takes no second answer on its connection says so by its version (HTTP/1.0), by `close`, or by `Close`.
/// One that names two hosts has named none.
final class HeadNormalizer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        if !head.isKeepAlive { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        if head.headers["Host"].count > 1 { head.headers.replaceOrAdd(name: "Host", value: "") }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
