import Foundation
import Generations

/// A `VideoStore` that takes any bytes for a video.
struct DiskVideos: VideoStore {
    let folder: String

    func beginVideo(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        DiskSink(path: folder + "/\(generation.id.rawValue).mp4.part")
    }

    func beginKeyframe(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        DiskSink(path: folder + "/\(generation.id.rawValue).png.part")
    }

    func remove(_ partial: PartialDownload) async {}
}

private actor DiskSink: VideoSink {
    nonisolated let path: String
    private var bytes: [UInt8] = []

    init(path: String) {
        self.path = path
    }

    var offset: Int64 { Int64(bytes.count) }
    var isWhole: Bool { false }

    func write(_ new: [UInt8]) async throws(VideoStoreError) { bytes += new }
    func startOver() async throws(VideoStoreError) { bytes = [] }

    func finish(naming: @Sendable (UInt64) async -> Void) async throws -> VideoFile {
        await naming(1)
        let name = String(path.dropLast(".part".count))
        try Data(bytes).write(to: URL(fileURLWithPath: name))
        return VideoFile(path: name, bytes: Int64(bytes.count), facts: VideoFacts())
    }

    func keep() async {}
    func discard() async {}
}
