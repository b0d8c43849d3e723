import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// A connection that the listener has accepted and that may never be handled, because the listener stops first.
///
/// SwiftNIO ends the process when a `NIOAsyncChannel` is dropped with its writer open, which a listener does with what
/// it accepts while it closes. This owner hangs up when it goes, and keeps the channel until that has ended its writer.
final class AcceptedConnection: ServerChildChannelValue {
    let stream: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    var channel: any Channel { stream.channel }

    /// Wraps a channel on its own event loop.
    init(wrappingChannelSynchronously channel: any Channel) throws {
        stream = try NIOAsyncChannel(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true)
        )
    }

    deinit {
        let kept = stream
        kept.channel.closeFuture.whenComplete { _ in _ = kept }
        kept.channel.close(promise: nil)
    }
}
