package import Generations

/// A `VideoStore` in memory.
package actor MemoryVideos: VideoStore {
    /// The bytes of each finished video, by path.
    package private(set) var finished: [String: [UInt8]] = [:]
    /// The bytes of each video that was left half, by path.
    package private(set) var kept: [String: [UInt8]] = [:]
    /// How many were begun and neither finished nor discarded.
    package private(set) var open = 0
    /// How often something could not be written.
    package private(set) var refusals = 0
    private var failure: VideoStoreError?

    package init() {}

    /// From now on nothing can be begun or written; nil: it can again.
    package func fail(with error: VideoStoreError?) {
        failure = error
    }

    func check() throws(VideoStoreError) {
        guard let failure else { return }
        refusals += 1
        throw failure
    }

    package func beginVideo(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        if let failure { throw failure }
        open += 1
        let path = "/videos/\(generation.id.rawValue).mp4"
        let before = generation.partial.flatMap { kept.removeValue(forKey: $0.path) }
        return MemorySink(videos: self, path: path, bytes: before ?? [], total: generation.partial?.total)
    }

    package func beginKeyframe(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        if let failure { throw failure }
        open += 1
        let path = "/videos/\(generation.id.rawValue).keyframe.png"
        let before = generation.partial.flatMap { kept.removeValue(forKey: $0.path) }
        return MemorySink(videos: self, path: path, bytes: before ?? [], total: generation.partial?.total)
    }

    /// What was removed, by path.
    package private(set) var removed: [String] = []

    package func remove(_ partial: PartialDownload) async {
        removed.append(partial.path)
        kept[partial.path] = nil
    }

    func leave(_ bytes: [UInt8], at path: String) {
        kept[path] = bytes
        open -= 1
    }

    func keep(_ bytes: [UInt8], at path: String) {
        finished[path] = bytes
        open -= 1
    }

    func drop() {
        open -= 1
    }
}

private actor MemorySink: VideoSink {
    private let videos: MemoryVideos
    private let name: String
    private var bytes: [UInt8]
    private let total: Int64?

    init(videos: MemoryVideos, path: String, bytes: [UInt8] = [], total: Int64? = nil) {
        self.videos = videos
        name = path
        self.bytes = bytes
        self.total = total
    }

    nonisolated var path: String { name + ".part" }

    var offset: Int64 { Int64(bytes.count) }

    func write(_ new: [UInt8]) async throws(VideoStoreError) {
        try await videos.check()
        bytes += new
    }

    func startOver() async throws(VideoStoreError) { bytes = [] }

    func keep() async { await videos.leave(bytes, at: path) }

    var isWhole: Bool { !bytes.isEmpty && offset == total }

    func finish(naming: @Sendable (UInt64) async -> Void) async throws -> VideoFile {
        guard !bytes.isEmpty else { throw InferenceError.notAVideo(ErrorDetail(status: 200), .empty) }
        try await videos.check()
        await naming(1)
        await videos.keep(bytes, at: name)
        return VideoFile(path: name, bytes: Int64(bytes.count), facts: VideoFacts())
    }

    func discard() async {
        await videos.drop()
    }
}
