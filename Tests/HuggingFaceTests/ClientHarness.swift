import Foundation
import Generations
import Logging
import Synchronization
import Testing

@testable import HuggingFace

/// The bytes of a small video, as far as its beginning goes.
let tinyVideo: [UInt8] = [0, 0, 0, 24] + Array("ftypmp42".utf8) + [UInt8](repeating: 9, count: 5_000)

let testToken = "hf_testtesttest1234"

/// Keeps what is written into it.
final class MemorySink: VideoSink {
    private let state = Mutex<[UInt8]>([])
    /// Called with each piece before it is kept.
    private let onWrite: @Sendable (Int) async -> Void
    private let failure: VideoStoreError?

    init(failure: VideoStoreError? = nil, onWrite: @Sendable @escaping (Int) async -> Void = { _ in }) {
        self.failure = failure
        self.onWrite = onWrite
    }

    var bytes: [UInt8] { state.withLock { $0 } }

    let path = "/x.part"

    var offset: Int64 { Int64(bytes.count) }

    func startOver() async throws(VideoStoreError) { state.withLock { $0 = [] } }

    func keep() async {}

    func write(_ bytes: [UInt8]) async throws(VideoStoreError) {
        if let failure { throw failure }
        await onWrite(bytes.count)
        state.withLock { $0 += bytes }
    }

    let isWhole = false

    func finish(naming: @Sendable (UInt64) async -> Void) async throws -> VideoFile {
        VideoFile(path: "/x", bytes: 0, facts: VideoFacts())
    }

    func discard() async {}
}

/// What progress said.
final class Reports: Sendable {
    private let state = Mutex<[SubmitProgress]>([])

    /// Without the exchanges.
    var all: [SubmitProgress] {
        state.withLock { $0 }.filter {
            switch $0 {
            case .exchanged, .opened: false
            default: true
            }
        }
    }

    /// What can be gone on with.
    var opened: [PartialDownload] {
        state.withLock { $0 }.compactMap { if case .opened(let partial) = $0 { partial } else { nil } }
    }

    var exchanges: [Generations.Exchange] {
        state.withLock { $0 }.compactMap { if case .exchanged(let exchange) = $0 { exchange } else { nil } }
    }

    func add(_ progress: SubmitProgress) { state.withLock { $0.append(progress) } }
}

/// One client, one request, one sink.
struct Exchange {
    var endpoint: String
    var token: String? = testToken
    var limits = Limits(
        connect: .seconds(5),
        answer: .seconds(20),
        silence: .seconds(20),
        whole: .seconds(60)
    )
    var environment: [String: String] = [:]
    var request: GenerationRequest? = nil
    var sink = MemorySink()
    var reports = Reports()
    var insecureHTTP = false

    func submit() async throws -> SubmitAnswer {
        try await with { client, request in
            try await client.submit(request, into: sink) { [reports] in reports.add($0) }
        }
    }

    func download(_ address: String, after partial: PartialDownload? = nil) async throws -> SubmitAnswer {
        try await with { client, request in
            try await client.download(address, after: partial, for: request, into: sink) { [reports] in
                reports.add($0)
            }
        }
    }

    /// The error that a submit ends with.
    func failure() async -> InferenceError? {
        await #expect(throws: InferenceError.self) { try await submit() }
    }

    func downloadFailure(_ address: String) async -> InferenceError? {
        await #expect(throws: InferenceError.self) { try await download(address) }
    }

    func with<Result>(
        _ work: (HuggingFaceClient, GenerationRequest) async throws -> Result
    ) async throws -> Result {
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .debug
        let found = try token.flatMap { try AccessToken($0) }.map {
            FoundToken(token: $0, source: "HF_TOKEN")
        }
        let configuration = HuggingFaceConfiguration(
            endpoint: try Endpoint(endpoint, insecureHTTP: insecureHTTP),
            token: found,
            tokenPlaces: ["HF_TOKEN"],
            limits: limits,
            environment: environment,
            userAgent: "rushes/test",
            makeTraceID: { "trace-1" },
            logger: logger
        )
        let model = try #require(ModelID("o/n"))
        let request = request ?? GenerationRequest(prompt: "waves", model: model)
        return try await withHuggingFaceClient(configuration) { try await work($0, request) }
    }
}

/// Expects an answer.
func check(
    _ answer: SubmitAnswer,
    _ expected: SubmitAnswer,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(answer == expected, sourceLocation: sourceLocation)
}
