import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Hugging Face on loopback: the Hub, the router with its providers, endpoints and a media host, all of which
/// misbehave on request. It stops when its task is cancelled or its service group shuts down.
package struct SimulatorServer: Service {
    private let configuration: SimulatorConfiguration
    private let logger: Logger
    private let onReady: @Sendable (RunningSimulator) async -> Void

    /// A server that tells `onReady` once it listens. Without a logger it logs nothing.
    package init(
        configuration: SimulatorConfiguration,
        logger: Logger = Logger(label: "rushes.simulator") { _ in SwiftLogNoOpLogHandler() },
        onReady: @escaping @Sendable (RunningSimulator) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.onReady = onReady
    }

    /// Serves until stopped; throws if a port cannot be had.
    package func run() async throws {
        let state = SimulatorState(configuration)
        let (bound, announcement) = AsyncStream.makeStream(of: Int.self)
        let media = server(.media, configuration.mediaPort, state) { announcement.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { announcement.finish() }
                try await media.run()
            }
            group.addTask {
                // Addresses of results are told in answers, so the media host comes first.
                guard let mediaPort = await bound.first(where: { _ in true }) else { return }
                try await services(state, mediaPort: mediaPort).run()
            }
            // Whichever ends first, by an error or by being stopped, ends both.
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func services(_ state: SimulatorState, mediaPort: Int) -> Server<SimulatorChannel> {
        server(.services, configuration.port, state) { [onReady] port in
            await onReady(RunningSimulator(port: port, mediaPort: mediaPort, state: state))
        }
    }

    private func server(
        _ host: SimulatedHost,
        _ port: Int,
        _ state: SimulatorState,
        onBound: @escaping @Sendable (Int) async -> Void
    ) -> Server<SimulatorChannel> {
        Server(
            childChannelSetup: SimulatorChannel(state: state, host: host, pace: configuration.pace),
            configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                await state.bound(host, to: "http://127.0.0.1:\(port)")
                await onBound(port)
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
    }
}
