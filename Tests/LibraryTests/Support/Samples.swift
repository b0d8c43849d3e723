import Foundation
import Generations

@testable import Library

/// The present moment of every test.
let present = Moment(uptime: .seconds(10_000), date: Date(timeIntervalSince1970: 1_800_000_000))

/// An empty library in memory.
func emptyLibrary() throws -> LibraryDatabase {
    try LibraryDatabase.inMemory(now: { present })
}

extension GenerationRequest {
    static func sample(
        _ prompt: String = "a harbour at dawn",
        model: String = "Wan-AI/Wan2.2-TI2V-5B",
        output: String? = nil
    ) -> GenerationRequest {
        // swift-format-ignore: NeverForceUnwrap
        GenerationRequest(prompt: prompt, model: ModelID(model)!, output: output)
    }

    // swift-format-ignore: NeverForceUnwrap
    /// A request in which every value is set.
    static let full = GenerationRequest(
        task: .imageToVideo,
        prompt: "Ein Fischerboot läuft aus\n\u{1F30A} 海",
        model: ModelID("stabilityai/stable-video-diffusion-img2vid-xt")!,
        provider: "fal-ai",
        fallsBack: true,
        endpoint: "https://example.com/x",
        image: .file("/tmp/boat.png"),
        keyframeModel: "black-forest-labs/FLUX.1-dev:nscale",
        parameters: VideoParameters(
            negativePrompt: "blurry",
            numFrames: 81,
            fps: 16,
            width: 832,
            height: 480,
            numInferenceSteps: 30,
            guidanceScale: 5.5,
            seed: 418_273,
            motionBucketID: 127,
            noiseAugStrength: 0.02,
            extra: [
                "shift": .number(3.5), "loras": .array([.string("a/b"), .null]), "turbo": .bool(true),
                "nested": .object(["n": .integer(3)]),
            ]
        ),
        billTo: "an-organisation",
        output: "/tmp/out.mp4"
    )
}

extension NewGeneration {
    static func sample(
        _ request: GenerationRequest = .sample(),
        parent: GenerationID? = nil,
        createdAt: Date = present.date
    ) -> NewGeneration {
        NewGeneration(uuid: UUID(), request: request, parent: parent, createdAt: createdAt)
    }
}

extension LibraryDatabase {
    /// Inserts a generation with this prompt.
    @discardableResult
    func insertSample(
        _ prompt: String = "a harbour at dawn",
        model: String = "Wan-AI/Wan2.2-TI2V-5B",
        state: GenerationState = .queued
    ) async throws -> Generation {
        var generation = try await insert(.sample(.sample(prompt, model: model)))
        guard state != .queued else { return generation }
        generation.state = state
        if state.isFinal { generation.finishedAt = present.date }
        try await record(generation, timeline: [])
        return generation
    }

    /// The prompts that a query finds, newest first.
    func prompts(_ query: HistoryQuery) async throws -> [String] {
        try await page(query).generations.map(\.request.prompt)
    }
}

extension HistoryQuery {
    /// A query for what is typed, and more.
    init(
        text: String,
        statuses: Set<GenerationStatus> = [],
        model: ModelID? = nil,
        favoritesOnly: Bool = false,
        tag: String? = nil,
        scope: HistoryScope = .all
    ) {
        self.init(
            search: SearchQuery(text, now: present.date),
            scope: scope,
            statuses: statuses,
            model: model,
            favoritesOnly: favoritesOnly,
            tag: tag
        )
    }
}

extension LibraryDatabase {
    /// How many a query finds, at most `cap`.
    func count(_ query: HistoryQuery = HistoryQuery(), cap: Int = 1_000_000) async throws -> Int {
        try await total(query, limit: cap).count
    }
}

/// A folder that is gone when the closure ends.
@discardableResult
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.path + "/rushes-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}

/// A limit of a provider that lasts so long from the present on.
func limit(_ seconds: Double, holdsJobs: Bool = false) -> RateGovernor.Limit {
    RateGovernor.Limit(
        bucket: .provider("fal-ai"),
        since: present,
        until: present.advanced(by: .seconds(seconds)),
        source: .retryAfter(seconds),
        holdsJobs: holdsJobs
    )
}
