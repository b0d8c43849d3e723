package import Generations

/// A `VideoStore` in memory.
package actor MemoryVideos: VideoStore {
    /// The bytes of each finished video, by path.
    package private(set) var finished: [String: [UInt8]] = [:]
    /// How many were begun and neither finished nor discarded.
    package private(set) var open = 0
    private var failure: VideoStoreError?

    package init() {}

    package func fail(with error: VideoStoreError) {
        failure = error
    }

    package func beginVideo(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        if let failure { throw failure }
        open += 1
        return MemorySink(videos: self, path: "/videos/\(generation.id.rawValue).mp4")
    }

    package func beginKeyframe(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        if let failure { throw failure }
        open += 1
        return MemorySink(videos: self, path: "/videos/\(generation.id.rawValue).keyframe.png")
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
    private let path: String
    private var bytes: [UInt8] = []

    init(videos: MemoryVideos, path: String) {
        self.videos = videos
        self.path = path
    }

    func write(_ new: [UInt8]) async throws(VideoStoreError) {
        bytes += new
    }

    func finish() async throws -> VideoFile {
        guard !bytes.isEmpty else { throw InferenceError.notAVideo(ErrorDetail(status: 200), .empty) }
        await videos.keep(bytes, at: path)
        return VideoFile(path: path, bytes: Int64(bytes.count), facts: VideoFacts())
    }

    func discard() async {
        await videos.drop()
    }
}
