import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// The REST server: runs until it is asked to end.
package struct RushesServer: Sendable {
    private let settings: ServerSettings
    private let session: ServerSession
    private let stop: StopSign

    package init(_ settings: ServerSettings, _ dependencies: ServerDependencies) {
        self.settings = settings
        stop = StopSign()
        session = ServerSession(settings, dependencies, stop: stop)
    }

    /// Refuses new work from now on, and tells those who wait where their videos will be.
    package func raiseStop() { stop.raise() }

    /// Serves until the calling task is cancelled or `ends` ends; then what is being sent has a while to be sent to its
    /// end.
    ///
    /// - Parameters:
    ///   - ends: ends when the server is to end.
    ///   - onReady: told the port once it listens.
    /// - Throws: when the port cannot be had.
    package func run(until ends: AsyncStream<Never>, onReady: @escaping @Sendable (Int) async -> Void)
        async throws
    {
        let (ready, announcement) = AsyncStream.makeStream(of: Void.self)
        let application = application { port in
            await onReady(port)
            announcement.finish()
        }
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: application)],
            logger: session.dependencies.logger
        )
        configuration.maximumGracefulShutdownDuration = settings.limits.grace
        let group = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                for await _ in ends {}
                stop.raise()
                // A listener that is closed while it is being made brings the process down.
                for await _ in ready {}
                await group.triggerGracefulShutdown()
            }
            do {
                for try await _ in tasks {}
            } catch  where stop.isRaised {
                // What had its time and was not sent to its end was broken off.
                tasks.cancelAll()
            }
        }
    }

    /// The application, as tests drive it as well.
    func application(
        onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<RouterResponder<ServerContext>> {
        let limits = settings.limits
        return Application(
            router: ServerRouter.router(session),
            server: HTTPServerBuilder { ServerConnection(responder: $0, limits: limits) },
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    limits.connections,
                    logger: session.dependencies.logger
                )
            ),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) },
            logger: session.dependencies.logger
        )
    }
}
