import Foundation
import Generations
import Synchronization
import Testing

@testable import Library

struct KeyframeFilesTests {
    private static let day = "/2027-01-15"

    private func sink(_ folder: String, output: String? = nil) async throws -> any VideoSink {
        try await files(folder).beginKeyframe(for: generation(214, output: output))
    }

    @Test func `a keyframe is kept next to its video, under the name of its kind`() async throws {
        try await withFolder { folder in
            let sink = try await sink(folder)
            #expect(names(folder + Self.day) == ["0214-a-harbour-at-dawn.keyframe.png.part"])
            try await sink.write(Picture.jpeg)
            let image = try await sink.finish { _ in }
            #expect(image.path == folder + Self.day + "/0214-a-harbour-at-dawn.keyframe.jpg")
            #expect(image.bytes == Int64(Picture.jpeg.count))
            #expect(image.facts == VideoFacts(width: 24, height: 16))
            _ = try await save(try await files(folder).beginVideo(for: generation(214)))
            #expect(
                names(folder + Self.day)
                    == ["0214-a-harbour-at-dawn.keyframe.jpg", "0214-a-harbour-at-dawn.mp4"]
            )
        }
    }

    @Test func `a keyframe goes where the user wants the video`() async throws {
        try await withFolder { folder in
            let sink = try await sink(folder, output: folder + "/clips/dawn.mov")
            try await sink.write(Picture.png)
            #expect(try await sink.finish { _ in }.path == folder + "/clips/dawn.keyframe.png")
        }
    }

    @Test func `a keyframe never takes the place of another file`() async throws {
        try await withFolder { folder in
            try make(folder + "/dawn.keyframe.jpg", "precious")
            let sink = try await sink(folder, output: folder + "/dawn.mp4")
            try await sink.write(Picture.jpeg)
            #expect(try await sink.finish { _ in }.path == folder + "/dawn.keyframe-2.jpg")
            #expect(try bytes(folder + "/dawn.keyframe.jpg") == Array("precious".utf8))
        }
    }

    /// A generation whose keyframe has all its bytes and not its name.
    private func left(_ folder: String, total: Int) async throws -> Generation {
        var generation = generation(214)
        let sink = try await files(folder).beginKeyframe(for: generation)
        try await sink.write(Picture.jpeg)
        await sink.keep()
        generation.partial = PartialDownload(path: sink.path, address: "", total: Int64(total))
        return generation
    }

    @Test func `a whole keyframe that had to wait for the disk gets its name at the next start`() async throws
    {
        try await withFolder { folder in
            let generation = try await left(folder, total: Picture.jpeg.count)
            let sink = try await files(folder).beginKeyframe(for: generation)
            #expect(await sink.isWhole)
            let image = try await sink.finish { _ in }
            #expect(try bytes(image.path) == Picture.jpeg)
            #expect(names(folder + Self.day) == ["0214-a-harbour-at-dawn.keyframe.jpg"])
        }
    }

    @Test func `one that lost bytes in a power cut is begun anew`() async throws {
        try await withFolder { folder in
            let generation = try await left(folder, total: Picture.jpeg.count + 1)
            let sink = try await files(folder).beginKeyframe(for: generation)
            #expect(await sink.offset == 0)
            #expect(await !sink.isWhole)
        }
    }

    @Test func `one that had got its name before a kill is found`() async throws {
        try await withFolder { folder in
            var generation = try await left(folder, total: Picture.jpeg.count)
            let sink = try await files(folder).beginKeyframe(for: generation)
            let number = Mutex(UInt64(0))
            let named = try await sink.finish { file in number.withLock { $0 = file } }
            generation.partial?.file = number.withLock { $0 }
            let again = try await files(folder).beginKeyframe(for: generation)
            #expect(await again.isWhole)
            #expect(try await again.finish { _ in }.path == named.path)
            #expect(names(folder + Self.day) == ["0214-a-harbour-at-dawn.keyframe.jpg"])
        }
    }

    @Test(arguments: [
        ([UInt8](), InferenceError.NotAVideo.empty, ""),
        (Array(#"{"error": "no credits"}"#.utf8), .json, "no credits"),
        (Array("<!DOCTYPE html><title>502 Bad Gateway</title>".utf8), .html, "502 Bad Gateway"),
        (Array("upstream timed out".utf8), .text, "upstream timed out"),
        (Array("GIF89a...".utf8), .image("GIF"), ""),
        (MP4Builder.file, .video, ""),
        ([0, 1, 2, 0xff], .unknown("00 01 02 ff"), ""),
        (
            Array(Picture.png.dropLast(5)),
            .truncated(bytes: Int64(Picture.png.count - 5), expected: nil), ""
        ),
    ])
    func `what is no whole image is refused, and leaves nothing`(
        bytes: [UInt8],
        kind: InferenceError.NotAVideo,
        message: String
    ) async throws {
        try await withFolder { folder in
            let sink = try await sink(folder)
            try await sink.write(bytes)
            let expected = InferenceError.notAnImage(ErrorDetail(message: message), kind)
            await #expect(throws: expected) { _ = try await sink.finish { _ in } }
            #expect(names(folder + Self.day).isEmpty)
        }
    }
}
