import Foundation
import Generations
import Testing

@testable import Library

struct VideoFilesTests {
    @Test func `a finished video has its day, number and slug, and its facts`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation(214))
            try await sink.write(Array(MP4Builder.file[..<100]))
            try await sink.write(Array(MP4Builder.file[100...]))

            let video = try await sink.finish { _ in }

            #expect(video.path == folder + "/2027-01-15/0214-a-harbour-at-dawn.mp4")
            #expect(video.bytes == Int64(MP4Builder.file.count))
            #expect(video.facts.codec == "avc1" && video.facts.frames == 24)
            #expect(try bytes(video.path) == MP4Builder.file)
            #expect(names(folder + "/2027-01-15") == ["0214-a-harbour-at-dawn.mp4"])
        }
    }

    @Test func `the day is the user's`() async throws {
        try await withFolder { folder in
            let zone = try #require(TimeZone(identifier: "Pacific/Kiritimati"))
            let store = VideoFiles(folder: folder, timeZone: zone)
            var late = generation(10_000)
            late.createdAt = Date(timeIntervalSince1970: 1_800_000_000 + 3 * 3_600)
            let video = try await save(try await store.beginVideo(for: late))
            #expect(video.path == folder + "/2027-01-16/10000-a-harbour-at-dawn.mp4")
        }
    }

    @Test func `the name does not exist before the video is whole`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            let day = folder + "/2027-01-15"
            #expect(names(day) == ["0001-a-harbour-at-dawn.mp4.part"])
            try await sink.write(MP4Builder.file)
            #expect(names(day) == ["0001-a-harbour-at-dawn.mp4.part"])
            #expect(try mode(day + "/0001-a-harbour-at-dawn.mp4.part") == 0o600)
            _ = try await sink.finish { _ in }
            #expect(names(day) == ["0001-a-harbour-at-dawn.mp4"])
            #expect(try mode(day + "/0001-a-harbour-at-dawn.mp4") & 0o600 == 0o600)
        }
    }

    @Test func `a discarded video leaves nothing, and may be discarded twice`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            try await sink.write([1, 2, 3])
            await sink.discard()
            await sink.discard()
            #expect(names(folder + "/2027-01-15").isEmpty)
            await #expect(throws: VideoStoreError.self) { try await sink.write([1]) }
            await #expect(throws: VideoStoreError.self) { _ = try await sink.finish { _ in } }
        }
    }

    @Test func `a forgotten sink leaves nothing`() async throws {
        try await withFolder { folder in
            _ = try await files(folder).beginVideo(for: generation())
            #expect(names(folder + "/2027-01-15").isEmpty)
        }
    }

    @Test func `discard after finish keeps the video`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            let video = try await save(sink)
            await sink.discard()
            #expect(FileManager.default.fileExists(atPath: video.path))
        }
    }

    @Test func `bytes that are no video are removed`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            try await sink.write(Array(#"{"error": "no credits"}"#.utf8))
            let expected = InferenceError.notAVideo(ErrorDetail(message: "no credits"), .json)
            await #expect(throws: expected) { _ = try await sink.finish { _ in } }
            #expect(names(folder + "/2027-01-15").isEmpty)
        }
    }

    @Test func `a truncated video is removed and named so`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            let size = Int64(MP4Builder.file.count)
            try await sink.write(MP4Builder.file.dropLast())
            let expected = InferenceError.notAVideo(
                ErrorDetail(),
                .truncated(bytes: size - 1, expected: size)
            )
            await #expect(throws: expected) { _ = try await sink.finish { _ in } }
            #expect(names(folder + "/2027-01-15").isEmpty)
        }
    }

    @Test func `a WebM gets its own extension`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            try await sink.write([0x1a, 0x45, 0xdf, 0xa3, 0x82, 1, 2, 0x18, 0x53, 0x80, 0x67, 0x81, 1])
            #expect(try await sink.finish { _ in }.path.hasSuffix("/0001-a-harbour-at-dawn.webm"))
        }
    }
}
