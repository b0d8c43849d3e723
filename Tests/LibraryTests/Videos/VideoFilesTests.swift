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

            let video = try await sink.finish()

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
            _ = try await sink.finish()
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
            await #expect(throws: VideoStoreError.self) { _ = try await sink.finish() }
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

    @Test func `restart begins again`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            try await sink.write(Array(repeating: 7, count: 5_000))
            try await sink.restart()
            let video = try await save(sink)
            #expect(try bytes(video.path) == MP4Builder.file)
        }
    }

    @Test func `bytes that are no video are removed`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            try await sink.write(Array(#"{"error": "no credits"}"#.utf8))
            let expected = InferenceError.notAVideo(ErrorDetail(message: "no credits"), .json)
            await #expect(throws: expected) { _ = try await sink.finish() }
            #expect(names(folder + "/2027-01-15").isEmpty)
        }
    }

    @Test func `a truncated video is removed and named so`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            let size = Int64(MP4Builder.file.count)
            try await sink.write(MP4Builder.file.dropLast())
            let expected = InferenceError.notAVideo(ErrorDetail(), .truncated(bytes: size - 1, expected: size))
            await #expect(throws: expected) { _ = try await sink.finish() }
            #expect(names(folder + "/2027-01-15").isEmpty)
        }
    }

    @Test func `a WebM gets its own extension`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            try await sink.write([0x1a, 0x45, 0xdf, 0xa3, 0x82, 1, 2, 0x18, 0x53, 0x80, 0x67, 0x81, 1])
            #expect(try await sink.finish().path.hasSuffix("/0001-a-harbour-at-dawn.webm"))
        }
    }
}

struct VideoNameTests {
    @Test func `a taken name gets the next number`() async throws {
        try await withFolder { folder in
            let output = folder + "/out.mp4"
            try make(output, "mine")
            let second = try await save(try await files(folder).beginVideo(for: generation(output: output)))
            let third = try await save(try await files(folder).beginVideo(for: generation(output: output)))
            #expect(second.path == folder + "/out-2.mp4")
            #expect(third.path == folder + "/out-3.mp4")
            #expect(try bytes(output) == Array("mine".utf8))
        }
    }

    @Test func `a name that differs by case alone is taken`() async throws {
        try await withFolder { folder in
            try make(folder + "/OUT.MP4")
            let video = try await save(
                try await files(folder).beginVideo(for: generation(output: folder + "/out.mp4")))
            #expect(video.path == folder + "/out-2.mp4")
        }
    }

    @Test func `a name that is taken meanwhile is not overwritten`() async throws {
        try await withFolder { folder in
            let output = folder + "/out.mp4"
            let sink = try await files(folder).beginVideo(for: generation(output: output))
            try make(output, "mine")
            #expect(try await save(sink).path == folder + "/out-2.mp4")
            #expect(try bytes(output) == Array("mine".utf8))
        }
    }

    @Test func `many at once get a name each`() async throws {
        try await withFolder { folder in
            let store = files(folder)
            let paths = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await save(
                            try await store.beginVideo(for: generation(output: folder + "/out.mp4"))
                        ).path
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(paths.count == 20)
            #expect(names(folder).count == 20)
        }
    }

    @Test func `an output folder gets our name, and missing folders are made`() async throws {
        try await withFolder { folder in
            let first = try await save(try await files(folder).beginVideo(for: generation(output: folder)))
            let second = try await save(
                try await files(folder).beginVideo(for: generation(2, output: folder + "/a/b/")))
            let third = try await save(
                try await files(folder).beginVideo(for: generation(output: folder + "/c/d/film")))
            #expect(first.path == folder + "/0001-a-harbour-at-dawn.mp4")
            #expect(second.path == folder + "/a/b/0002-a-harbour-at-dawn.mp4")
            #expect(third.path == folder + "/c/d/film")
        }
    }

    @Test func `a leftover of ours is replaced, one that is being written is not`() async throws {
        try await withFolder { folder in
            let day = folder + "/2027-01-15"
            try FileManager.default.createDirectory(atPath: day, withIntermediateDirectories: true)
            let part = day + "/0001-a-harbour-at-dawn.mp4.part"
            try make(part, "left over")

            let first = try await files(folder).beginVideo(for: generation())
            #expect(names(day) == ["0001-a-harbour-at-dawn.mp4.part"])
            let second = try await files(folder).beginVideo(for: generation())

            #expect(try await save(second).path == day + "/0001-a-harbour-at-dawn-2.mp4")
            #expect(try await save(first).path == day + "/0001-a-harbour-at-dawn.mp4")
        }
    }

    @Test func `a .part of someone else is let be`() async throws {
        try await withFolder { folder in
            let part = folder + "/out.mp4.part"
            try make(part, "a browser's")
            let video = try await save(
                try await files(folder).beginVideo(for: generation(output: folder + "/out.mp4")))
            #expect(video.path == folder + "/out-2.mp4")
            #expect(try bytes(part) == Array("a browser's".utf8))
        }
    }

    @Test func `a symbolic link in the way is neither followed nor replaced`() async throws {
        try await withFolder { folder in
            let target = folder + "/precious"
            try make(target, "mine")
            let day = folder + "/2027-01-15"
            try FileManager.default.createDirectory(atPath: day, withIntermediateDirectories: true)
            for name in ["0001-a-harbour-at-dawn.mp4.part", "0001-a-harbour-at-dawn-2.mp4"] {
                try FileManager.default.createSymbolicLink(
                    atPath: day + "/" + name, withDestinationPath: target)
            }
            let video = try await save(try await files(folder).beginVideo(for: generation()))
            #expect(video.path == day + "/0001-a-harbour-at-dawn-3.mp4")
            #expect(try bytes(target) == Array("mine".utf8))
        }
    }

    @Test func `where files have one name only, the video still replaces nothing`() async throws {
        try await withFolder { folder in
            let place = try VideoPlace(
                of: generation(output: folder + "/out.mp4"), folder: folder, timeZone: .gmt)
            let video = try PartialVideo.create(at: place)
            try FileSystem.write(MP4Builder.file, to: video.file)
            try make(folder + "/taken.mp4", "mine")
            #expect(throws: SystemFailure.self) { try video.renameOverReservation(folder + "/taken.mp4") }
            try video.renameOverReservation(folder + "/out.mp4")
            FileSystem.close(video.file)
            #expect(names(folder) == ["out.mp4", "taken.mp4"])
            #expect(try bytes(folder + "/taken.mp4") == Array("mine".utf8))
        }
    }
}

struct VideoStoreErrorTests {
    @Test(arguments: ["relative.mp4", "~/x.mp4", "/tmp/a\0b.mp4"])
    func `a path that is not absolute is refused`(output: String) async throws {
        try await withFolder { folder in
            await #expect(
                throws: VideoStoreError.cannotWrite(path: output, reason: "it is no absolute path")
            ) {
                _ = try await files(folder).beginVideo(for: generation(output: output))
            }
        }
    }

    @Test func `a file where a folder should be is named with the system's words`() async throws {
        try await withFolder { folder in
            try make(folder + "/file")
            let path = folder + "/file/out.mp4"
            await #expect(throws: VideoStoreError.cannotWrite(path: path, reason: "Not a directory")) {
                _ = try await files(folder).beginVideo(for: generation(output: path))
            }
        }
    }

    @Test func `a name that is too long is named with the system's words`() async throws {
        try await withFolder { folder in
            let path = folder + "/" + String(repeating: "x", count: 300) + ".mp4"
            await #expect(throws: VideoStoreError.cannotWrite(path: path, reason: "File name too long")) {
                _ = try await files(folder).beginVideo(for: generation(output: path))
            }
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a folder without permission is named`() async throws {
        try await withFolder { folder in
            chmod(folder, 0o500)
            let path = folder + "/out.mp4"
            await #expect(throws: VideoStoreError.cannotWrite(path: path, reason: "Permission denied")) {
                _ = try await files(folder).beginVideo(for: generation(output: path))
            }
            chmod(folder, 0o700)
        }
    }

    @Test func `a vanished folder does not lose a whole video silently`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            try await sink.write(MP4Builder.file)
            try FileManager.default.removeItem(atPath: folder)
            await #expect(throws: VideoStoreError.self) { _ = try await sink.finish() }
        }
    }

    #if os(Linux)
    @Test func `a device without room is full`() throws {
        let file = try FileSystem.open("/dev/full", flags: O_WRONLY)
        defer { FileSystem.close(file) }
        let failure = #expect(throws: SystemFailure.self) { try FileSystem.write([1, 2, 3], to: file) }
        #expect(failure?.isFull == true)
        let error = VideoStoreError(SystemFailure(code: ENOSPC), path: "/v/x.part", folder: "/v")
        #expect(error == .diskFull(path: "/v"))
    }
    #endif

    /// The kernel writes as much as fits and refuses the rest, as it does on a full disk. No other test writes files
    /// of this size, so that the limit, which is the whole process's, meets this one alone.
    @Test func `a disk that fills up while a video comes in is full, and the part is removed`() async throws {
        try await withFolder { folder in
            signal(SIGXFSZ, SIG_IGN)
            var former = rlimit()
            getrlimit(fileSizeLimit, &former)
            var limit = rlimit(rlim_cur: 96 << 20, rlim_max: former.rlim_max)
            setrlimit(fileSizeLimit, &limit)
            defer { setrlimit(fileSizeLimit, &former) }
            let sink = try await files(folder).beginVideo(for: generation())
            let piece = [UInt8](repeating: 0, count: 5 << 20)
            await #expect(throws: VideoStoreError.diskFull(path: folder + "/2027-01-15")) {
                for _ in 0..<20 { try await sink.write(piece) }
            }
            await sink.discard()
            #expect(names(folder + "/2027-01-15").isEmpty)
        }
    }
}

#if canImport(Glibc)
private let fileSizeLimit = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
#else
private let fileSizeLimit = RLIMIT_FSIZE
#endif

private func files(_ folder: String) -> VideoFiles {
    VideoFiles(folder: folder, timeZone: .gmt)
}

private func generation(_ number: Int64 = 1, output: String? = nil) -> Generation {
    Generation(
        id: GenerationID(number), uuid: UUID(), request: .sample(output: output), createdAt: present.date)
}

private func save(_ sink: any VideoSink) async throws -> VideoFile {
    try await sink.write(MP4Builder.file)
    return try await sink.finish()
}

private func make(_ path: String, _ text: String = "") throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}

private func bytes(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
}

private func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
}

private func mode(_ path: String) throws -> mode_t {
    try FileSystem.facts(path).mode
}
