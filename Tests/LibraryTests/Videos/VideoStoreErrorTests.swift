import Foundation
import Generations
import Testing

@testable import Library

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

    @Test func `a whole video outlives its folder, which is made again`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            try await sink.write(MP4Builder.file)
            try FileManager.default.removeItem(atPath: folder)
            let video = try await sink.finish { _ in }
            #expect(video.path == folder + "/2027-01-15/0001-a-harbour-at-dawn.mp4")
            #expect(try bytes(video.path) == MP4Builder.file)
        }
    }

    #if os(Linux)
        @Test func `a device without room is full`() throws {
            let file = try FileSystem.open("/dev/full", flags: O_WRONLY)
            defer { FileSystem.close(file) }
            let failure = #expect(throws: SystemFailure.self) {
                try FileSystem.write([1, 2, 3], to: file, at: 0)
            }
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
