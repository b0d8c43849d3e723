import Foundation
import Testing

@testable import Library

/// Files that ffmpeg makes, where it is installed; without it, `MovieReaderTests` says the same of files by hand.
struct FFmpegTests {
    private static let ffmpeg = ["/usr/bin/ffmpeg", "/usr/local/bin/ffmpeg", "/opt/homebrew/bin/ffmpeg"]
        .first(where: FileManager.default.isExecutableFile(atPath:))

    @Test(
        .enabled(if: ffmpeg != nil, "ffmpeg is not installed"),
        arguments: [
            [], ["-movflags", "+faststart"], ["-movflags", "frag_keyframe+empty_moov+default_base_moof"],
            ["-movflags", "frag_keyframe", "-g", "5"],
        ]
    )
    func `what ffmpeg writes is read`(options: [String]) async throws {
        try await withFolder { folder in
            let path = folder + "/clip.mp4"
            try run(options + [path])
            let movie = try movie(path)
            #expect(movie.frames == 24)
            #expect(movie.width == 96 && movie.height == 64)
            #expect(movie.codec == "mp4v")
            #expect(abs((movie.duration ?? 0) - 2) < 0.15)
            #expect(abs((movie.framesPerSecond ?? 0) - 12) < 0.7)
            #expect(movie.isFragmented == (options.joined().contains("frag")))
        }
    }

    @Test(.enabled(if: ffmpeg != nil, "ffmpeg is not installed"))
    func `a WebM is whole, and cut it is not`() async throws {
        try await withFolder { folder in
            let path = folder + "/clip.webm"
            guard (try? run(["-c:v", "libvpx", path])) != nil else { return }
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
            #expect(try VideoContent.check(MemorySource(bytes)) == .webM)
            #expect(throws: (any Error).self) { try VideoContent.check(MemorySource(bytes.dropLast(9))) }
        }
    }

    private func movie(_ path: String) throws -> Movie {
        let file = try FileSystem.open(path, flags: O_RDONLY)
        defer { FileSystem.close(file) }
        return try MovieReader.movie(in: try FileSource(file))
    }

    private func run(_ options: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.ffmpeg))
        let input = ["-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc=size=96x64:rate=12:duration=2"]
        let codec = options.contains("-c:v") ? [] : ["-c:v", "mpeg4"]
        process.arguments = input + codec + options
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
    }
}
