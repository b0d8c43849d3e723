package import NIOCore

/// A connection that a listener has accepted and that may never be handled, because the listener stops first.
///
/// SwiftNIO ends the process when a `NIOAsyncChannel` is dropped with its writer open ("Deinited NIOAsyncWriter
/// without calling finish()"), which a listener does with what it accepts while it closes. This owner hangs up
/// when it goes, and keeps the channel until that has ended its writer.
package final class AcceptedConnection<Inbound: Sendable, Outbound: Sendable>: Sendable {
    package let channel: NIOAsyncChannel<Inbound, Outbound>

    /// Wraps a channel on its own event loop.
    package init(wrappingChannelSynchronously channel: any Channel) throws {
        self.channel = try NIOAsyncChannel(wrappingChannelSynchronously: channel)
    }

    deinit {
        let kept = channel
        kept.channel.closeFuture.whenComplete { _ in _ = kept }
        kept.channel.close(promise: nil)
    }
}
