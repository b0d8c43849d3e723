import Foundation
import Testing

@testable import Library

/// Movies that ffmpeg makes get a title and a comment, and ffprobe finds the same packets in them, byte for byte.
struct FFprobeTests {
    private static let isThere = ["ffmpeg", "ffprobe"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0)
    }

    @Test(
        .enabled(if: isThere, "ffmpeg is not installed"),
        arguments: [
            "clip.mp4", "clip.mp4 -movflags +faststart", "clip.mov", "clip.mov -movflags +faststart",
            "clip.mp4 -movflags frag_keyframe -g 5", "clip.mp4 -movflags frag_keyframe+empty_moov -g 5",
            "clip.mp4 -movflags frag_keyframe+empty_moov+default_base_moof -g 5",
            "clip.mp4 -movflags dash+frag_keyframe -g 5",
            "clip.mp4 -movflags dash+frag_keyframe+global_sidx -g 5",
            "clip.mp4 -movflags +faststart -metadata title=Theirs -metadata artist=Them",
            "clip.mp4 -movflags use_metadata_tags -metadata prompt=theirs -metadata artist=Them",
            "clip.mp4 -movflags use_metadata_tags+faststart -metadata comment=theirs",
            "clip.m4v -brand mp42 -movflags +faststart", "clip.mp4 -f ismv -g 5",
        ]
    )
    func `packets stay what they are`(options: String) async throws {
        try await withFolder { folder in
            let words = options.split(separator: " ").map(String.init)
            let path = folder + "/" + words[0]
            let picture = ["-f", "lavfi", "-i", "testsrc=size=96x64:rate=12:duration=2"]
            let input = ["-v", "error", "-nostdin"] + picture
            let sound = ["-f", "lavfi", "-i", "sine=duration=2", "-c:v", "mpeg4", "-c:a", "aac"]
            _ = try run("ffmpeg", input + sound + words.dropFirst() + [path])
            let source = MemorySource(try bytes(path))
            let comment = #"{"prompt": "läuft 海 \n 🌊", "seed": 7}"#
            let plan = try TagPlanner.plan(source, title: "Fischerboot 海", comment: comment)
            var new: [UInt8] = []
            try plan.write(source) { new += $0 }
            let copy = folder + "/new-" + words[0]
            try Data(new).write(to: URL(fileURLWithPath: copy))

            let entries = "packet=stream_index,pts,dts,duration,size,flags,data_hash"
            let hashes = ["-v", "error", "-show_data_hash", "sha256", "-of", "csv"]
            let packets = hashes + ["-show_entries", entries]
            let before = try run("ffprobe", packets + [path])
            #expect(before.split(separator: "\n").count > 24)
            #expect(try run("ffprobe", packets + [copy]) == before)
            let decoding = ["-v", "error", "-nostdin", "-xerror", "-i", copy, "-f", "null", "-"]
            #expect(try run("ffmpeg", decoding).isEmpty)
            let seek = ["-v", "error", "-nostdin", "-ss", "1.5", "-i"]
            let md5 = ["-map", "0", "-c", "copy", "-f", "md5", "-"]
            #expect(try run("ffmpeg", seek + [copy] + md5) == run("ffmpeg", seek + [path] + md5))

            let tags = ["-v", "error", "-of", "default=nk=1:nw=1", "-show_entries"]
            #expect(try run("ffprobe", tags + ["format_tags=comment", copy]) == comment + "\n")
            #expect(try run("ffprobe", tags + ["format_tags=title", copy]) == "Fischerboot 海\n")
            let artist = try run("ffprobe", tags + ["format_tags=artist", path])
            #expect(try run("ffprobe", tags + ["format_tags=artist", copy]) == artist)
            #expect(try MovieReader.movie(in: MemorySource(new)) == MovieReader.movie(in: source))
        }
    }

    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/" + program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        guard process.terminationStatus == 0 else { throw ProgramFailure(text: text) }
        return text
    }

    private struct ProgramFailure: Error {
        var text: String
    }
}
