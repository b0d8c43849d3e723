import Foundation
import Generations
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
