import Engine
import Foundation
import Generations
import Hummingbird
import HummingbirdTesting
import Library
import Logging
import Synchronization
import TestSupport

@testable import Server

/// A server on a library of its own, whose provider answers as a test says.
final class Harness: Sendable {
    let folder: String
    let library: LibraryDatabase
    let client: ScriptedClient
    let settings: ServerSettings
    private let time: EngineTime
    let exchange = EventExchange()
    private let records = Mutex<[RequestRecord]>([])

    /// Every request that was answered, in order.
    var log: [RequestRecord] { records.withLock { $0 } }

    init(
        _ exchanges: [ScriptedClient.Exchange] = [],
        settings: ServerSettings = ServerSettings(host: "127.0.0.1", port: 0, version: "1.2.3"),
        time: EngineTime = .live(),
        folder: String? = nil
    ) throws {
        self.time = time
        let client = ScriptedClient()
        client.answer(exchanges)
        self.client = client
        self.settings = settings
        self.folder = folder ?? NSTemporaryDirectory() + "rushes-server-\(UUID().uuidString)"
        library = try LibraryDatabase.open(folder: self.folder, now: EngineTime.live().now)
    }

    /// Removes what it has left.
    func clear() { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs an engine and the routes around a body.
    func run(
        _ setup: TestingSetup = .router,
        _ body: @Sendable (any TestClientProtocol, RushesServer) async throws -> Void
    ) async throws {
        let engine = GenerationEngine(
            GenerationEngine.Dependencies(
                client: client,
                store: library,
                videos: DiskVideos(folder: folder),
                makeJitter: { 0 },
                logger: Self.silent
            )
        )
        let events = await engine.events()
        let server = RushesServer(settings, dependencies(engine))
        async let running: Void = engine.run()
        async let telling: Void = tell(events)
        do {
            try await server.application().test(setup) { try await body($0, server) }
        } catch {
            await engine.shutDown()
            throw error
        }
        await engine.shutDown()
        try await running
        await telling
    }

    private func tell(_ events: AsyncStream<GenerationEvent>) async {
        for await event in events { exchange.tell(event) }
    }

    private func dependencies(_ engine: GenerationEngine) -> ServerDependencies {
        ServerDependencies(
            engine: engine,
            library: library,
            events: exchange,
            request: { order in
                try GenerationRequest(
                    prompt: order.prompt ?? "",
                    model: Self.model(),
                    parameters: order.parameters
                )
            },
            again: { former, order in
                var request = former.request
                request.prompt = order.prompt ?? request.prompt
                request.parameters = order.parameters.filled(from: request.parameters)
                return request
            },
            cancel: { try await engine.cancel($0) },
            time: time,
            log: { [weak self] record in self?.records.withLock { $0.append(record) } },
            logger: Self.silent
        )
    }

    private static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    static func model() throws -> ModelID {
        guard let model = ModelID("owner/model") else { throw CancellationError() }
        return model
    }

    /// A generation that has ended with a video of these bytes.
    @discardableResult
    func add(video bytes: [UInt8], prompt: String = "a red fox") async throws -> Generation {
        let new = NewGeneration(
            uuid: UUID(),
            request: GenerationRequest(prompt: prompt, model: try Self.model()),
            parent: nil,
            createdAt: Date(timeIntervalSince1970: 1_795_356_963)
        )
        var generation = try await library.insert(new)
        let path = folder + "/\(generation.id.rawValue).mp4"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        generation.state = .succeeded
        generation.finishedAt = generation.createdAt.addingTimeInterval(12.34)
        generation.video = VideoFile(path: path, bytes: Int64(bytes.count), facts: VideoFacts())
        let dates = [0.0, 1, 12].map { generation.createdAt.addingTimeInterval($0) }
        try await library.record(
            generation,
            timeline: [
                TimelineEntry(date: dates[0], kind: .queued, attempt: 0),
                TimelineEntry(date: dates[1], kind: .attempt, attempt: 1),
                TimelineEntry(date: dates[2], kind: .succeeded, attempt: 1),
            ]
        )
        return generation
    }
}

/// Runs a server around a body and clears up.
func withServer(
    _ exchanges: [ScriptedClient.Exchange] = [],
    settings: ServerSettings = ServerSettings(host: "127.0.0.1", port: 0, version: "1.2.3"),
    via setup: TestingSetup = .router,
    _ body: @Sendable (any TestClientProtocol, Harness) async throws -> Void
) async throws {
    let harness = try Harness(exchanges, settings: settings)
    defer { harness.clear() }
    try await harness.run(setup) { client, _ in try await body(client, harness) }
}

extension TestClientProtocol {
    /// Sends JSON.
    func post(_ uri: String, _ body: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = "application/json"
        return try await executeRequest(
            uri: uri,
            method: .post,
            headers: headers,
            body: ByteBuffer(string: body)
        )
    }

    /// Asks for something.
    func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await executeRequest(uri: uri, method: .get, headers: headers, body: nil)
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The body as an object.
    func object() throws -> [String: ParameterValue] {
        guard case .object(let members)? = ParameterValue(json: text) else { throw CancellationError() }
        return members
    }
}
