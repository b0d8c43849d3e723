import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// An endpoint on loopback that speaks the direct shape of Hugging Face's inference protocol and misbehaves
/// on request. It stops when its task is cancelled or its service group shuts down.
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

    /// Serves until stopped; throws if the port cannot be had.
    package func run() async throws {
        let state = SimulatorState(configuration)
        let server = Server(
            childChannelSetup: SimulatorChannel(state: state, pace: configuration.pace),
            configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: configuration.port)),
            onServerRunning: { [onReady] channel in
                let simulator = RunningSimulator(port: channel.localAddress?.port ?? 0, state: state)
                await state.bound(to: simulator.baseURL)
                await onReady(simulator)
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
        try await server.run()
    }
}
