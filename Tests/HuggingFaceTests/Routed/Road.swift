import Foundation
import Generations
import Logging
import Synchronization
import Testing

@testable import HuggingFace

/// A client whose Hub, router and providers are one server on loopback.
struct Road {
    static let key = "key-0123456789abcdef"

    var base: String
    var token: String? = "hf_demo"
    /// The providers that have a key of one's own.
    var keys: Set<InferenceProvider> = []
    /// Where providers themselves are; below it stands each by its name.
    var ownBase: String?
    /// Where the Hub is, when it is not where the rest is.
    var hub: String?
    var endpoint: String?
    var mappings = MappingShelf.none
    var billTo: String?
    var now: @Sendable () -> Date = { Date(timeIntervalSince1970: 1_800_000_000) }
    var limits = Limits(
        connect: .seconds(5),
        answer: .seconds(20),
        silence: .seconds(20),
        whole: .seconds(60)
    )
    let sink = MemorySink()
    let reports = Reports()

    /// A request for a model's video.
    static func request(
        _ model: String = "Wan-AI/Wan2.2-TI2V-5B",
        prompt: String = "waves",
        provider: String? = nil,
        image: ImageSource? = nil
    ) throws -> GenerationRequest {
        GenerationRequest(
            task: image == nil ? .textToVideo : .imageToVideo,
            prompt: prompt,
            model: try #require(ModelID(model)),
            provider: provider,
            image: image
        )
    }

    /// Runs something with one client.
    func with<Value>(_ work: (HuggingFaceClient) async throws -> Value) async throws -> Value {
        let found = try token.flatMap { try AccessToken($0) }.map {
            FoundToken(token: $0, source: "HF_TOKEN")
        }
        let own = FoundToken(token: try #require(try AccessToken(Self.key)), source: "OWN_KEY")
        let bases = ownBase.map { base in
            InferenceProvider.allCases.map { ($0, "\(base)/\($0.rawValue)") }
        }
        let configuration = HuggingFaceConfiguration(
            endpoint: try endpoint.map { try Endpoint($0) },
            token: found,
            router: base,
            hub: hub ?? base,
            hubToken: found,
            providerKeys: Dictionary(uniqueKeysWithValues: keys.map { ($0, own) }),
            providerBases: Dictionary(uniqueKeysWithValues: bases ?? []),
            mappings: mappings,
            tokenPlaces: ["HF_TOKEN"],
            billTo: billTo,
            limits: limits,
            userAgent: "rushes/test",
            makeTraceID: { "trace-1" },
            now: now,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        return try await withHuggingFaceClient(configuration, work)
    }

    func submit(_ request: GenerationRequest) async throws -> SubmitAnswer {
        try await with { try await submit(request, $0) }
    }

    func submit(_ request: GenerationRequest, _ client: HuggingFaceClient) async throws -> SubmitAnswer {
        try await client.submit(request, into: sink) { [reports] in reports.add($0) }
    }

    /// The error that a submit ends with.
    func failure(_ request: GenerationRequest) async -> InferenceError? {
        await #expect(throws: InferenceError.self) { try await submit(request) }
    }

    /// The job that a submit begins.
    func begin(_ request: GenerationRequest, _ client: HuggingFaceClient) async throws -> RemoteJob {
        guard case .job(let job, _) = try await submit(request, client) else {
            throw InferenceError.unsupported(ErrorDetail(message: "no job"))
        }
        return job
    }

    /// A request from the submit to the bytes in the sink; every status on the way.
    func run(_ request: GenerationRequest) async throws -> [JobStatus] {
        try await with { client in
            var seen: [JobStatus] = []
            switch try await submit(request, client) {
            case .video: return seen
            case .needsImage: throw InferenceError.unsupported(ErrorDetail(message: "needs an image"))
            case .address(let address, _): try await download(address, request, client)
            case .job(let job, let report):
                seen.append(report.status)
                while let last = seen.last, last.isPending || last == .resultReady {
                    try #require(seen.count < 30)
                    seen.append(try await next(after: last, job, request, client).status)
                }
                guard case .finished(let result) = seen.last, case .address(let address) = result.media else {
                    return seen
                }
                try await download(address, request, client)
            }
            return seen
        }
    }

    private func next(
        after status: JobStatus,
        _ job: RemoteJob,
        _ request: GenerationRequest,
        _ client: HuggingFaceClient
    ) async throws -> JobReport {
        guard status == .resultReady else {
            return try await client.status(of: job, for: request) { [reports] in reports.add($0) }
        }
        return try await client.result(of: job, for: request) { [reports] in reports.add($0) }
    }

    private func download(
        _ address: String,
        _ request: GenerationRequest,
        _ client: HuggingFaceClient
    ) async throws {
        let answer = try await client.download(address, after: nil, for: request, into: sink) { [reports] in
            reports.add($0)
        }
        guard case .video = answer else { throw InferenceError.unsupported(ErrorDetail(message: "no video")) }
    }
}

extension Reports {
    /// Who was chosen, and what was said of it.
    var notes: [ProviderNote] {
        all.compactMap { if case .chosen(let note) = $0 { note } else { nil } }
    }
}

/// A shelf that a test can look into.
final class MemoryShelf: Sendable {
    private let texts = Mutex<[String: String]>([:])

    var all: [String: String] { texts.withLock { $0 } }

    var shelf: MappingShelf {
        MappingShelf(
            load: { name in self.texts.withLock { $0[name] } },
            save: { name, text in self.texts.withLock { $0[name] = text } }
        )
    }
}

/// A clock that a test turns.
final class TurnedClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

    var now: @Sendable () -> Date {
        { self.time.withLock { $0 } }
    }

    func turn(by seconds: Double) { time.withLock { $0 += seconds } }
}
