import Foundation
import Subprocess
import Terminal

/// Takes pictures out of videos and makes images smaller with the user's ffmpeg, as a child without a shell, a
/// terminal, or secrets.
struct FFmpeg: Sendable {
    /// Where the program is.
    let folder: String
    /// Ends after so long, whatever the child does.
    let deadline: @Sendable () async throws -> Void

    /// What is wanted of a video.
    struct Cut: Sendable {
        var file: String
        /// Where the first picture is, in seconds.
        var start: Double
        var count: Int
        /// Pictures a second; nil for those that follow each other in the file.
        var rate: Int?
        var width: Int
        var height: Int
        /// Whether the picture keeps its shape, with black beside it: where the file's is not known.
        var keepsShape = false

        var bytes: Int { count * width * height * 3 }
    }

    /// What is wanted of an image: a JPEG.
    struct Still: Sendable {
        var file: String
        /// The only reader that may look at the file, such as `png_pipe`.
        var reader: String
        /// The most pixels of the longer side.
        var side: Int
        /// From 2, hardly any, to 31.
        var loss: Int
    }

    /// The user's ffmpeg; nil when there is none.
    init?(in environment: [String: String], deadline: @escaping @Sendable () async throws -> Void) {
        guard let folder = Self.folder(in: environment) else { return nil }
        self.init(folder: folder, deadline: deadline)
    }

    init(folder: String, deadline: @escaping @Sendable () async throws -> Void) {
        self.folder = folder
        self.deadline = deadline
    }

    /// The folder of the user's ffmpeg; nil when there is none.
    static func folder(in environment: [String: String]) -> String? {
        Programs(environment: environment).path(of: "ffmpeg").map { String($0.dropLast("/ffmpeg".count)) }
    }

    /// The pictures of a cut, as many as there are; none when the file has no such part or is no video.
    func pictures(of cut: Cut) async -> [Picture] {
        guard let bytes = await output(Self.arguments(for: cut), limit: cut.bytes) else { return [] }
        let size = cut.width * cut.height * 3
        return stride(from: 0, to: bytes.count - size + 1, by: size).compactMap { start in
            Picture(width: cut.width, height: cut.height, bytes: Array(bytes[start..<(start + size)]))
        }
    }

    /// An image as JPEG; nil when it is none, or would have more bytes than allowed.
    func jpeg(of still: Still, limit: Int) async -> [UInt8]? {
        await output(Self.arguments(for: still), limit: limit)
    }

    /// What ffmpeg writes; nil when it fails, writes more than allowed, or takes too long.
    private func output(_ arguments: [String], limit: Int) async -> [UInt8]? {
        await withTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { await run(arguments, limit: limit) }
            group.addTask {
                try? await deadline()
                return nil
            }
            // Whichever comes first ends the other: a cancelled child is killed.
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    private func run(_ arguments: [String], limit: Int) async -> [UInt8]? {
        // A process group of its own: Ctrl-C on the terminal is not meant for it.
        var options = PlatformOptions()
        options.createSession = true
        let result = try? await Subprocess.run(
            .name("ffmpeg"),
            arguments: Arguments(arguments),
            environment: .custom(["PATH": folder, "LC_ALL": "C"]),
            platformOptions: options,
            output: .bytes(limit: limit),
            error: .discarded
        )
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput
    }

    /// The arguments for a cut. The file is named as one, so that a dash or a colon in it means nothing; only
    /// files are opened, and only by readers of videos and pictures, since a playlist could name addresses and
    /// other files.
    static func arguments(for cut: Cut) -> [String] {
        let start = String(format: "%.4f", max(0, cut.start))
        let rate = cut.rate.map { "fps=\($0)," } ?? ""
        let size = "\(cut.width):\(cut.height)"
        let scale =
            cut.keepsShape
            ? "scale=\(size):force_original_aspect_ratio=decrease:flags=area,pad=\(size):-1:-1"
            : "scale=\(size):flags=area"
        return [
            "-hide_banner", "-v", "quiet", "-nostdin", "-threads", "1", "-max_alloc", "268435456",
            "-protocol_whitelist", "file", "-format_whitelist",
            "mov,matroska,avi,gif,png_pipe,jpeg_pipe,webp_pipe", "-ss", start,
            "-i", "file:" + cut.file, "-map", "0:v:0", "-frames:v", "\(cut.count)",
            "-vf", rate + scale, "-pix_fmt", "rgb24",
            "-f", "rawvideo", "pipe:1",
        ]
    }

    /// The arguments for an image; nothing but its file is opened, by nothing but its reader.
    static func arguments(for still: Still) -> [String] {
        let (side, file) = (still.side, "file:" + still.file)
        return [
            "-hide_banner", "-v", "quiet", "-nostdin", "-threads", "1", "-max_alloc", "1073741824",
            "-protocol_whitelist", "file", "-f", still.reader, "-i", file, "-frames:v", "1",
            "-vf", "scale=w='if(gte(iw,ih),min(\(side),iw),-2)':h='if(gte(iw,ih),-2,min(\(side),ih))'",
            "-pix_fmt", "yuvj420p", "-q:v", "\(still.loss)", "-f", "mjpeg", "pipe:1",
        ]
    }
}
