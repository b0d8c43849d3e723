import Foundation
import Generations
import Terminal
import Testing

@testable import Commands
@testable import Interface

/// Pictures out of real files, where ffmpeg is installed; the rest needs none.
struct PictureMakerTests {
    static let folder = FFmpeg.folder(in: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"])

    private func maker(_ stage: Stage, hasFFmpeg: Bool = true) -> PictureMaker {
        let ffmpeg = Self.folder.map { FFmpeg(folder: $0) { try await Task.sleep(for: .seconds(60)) } }
        return PictureMaker(
            ffmpeg: hasFFmpeg ? ffmpeg : nil,
            cache: PictureCache(folder: stage.path("cache"))
        )
    }

    private func request(_ path: String, number: Int = 1) -> PictureRequest {
        let facts = VideoFacts(duration: 2, width: 320, height: 192, frames: 24)
        let video = VideoFile(path: path, bytes: 1, facts: facts)
        let key = PictureKey(video, .stills(3), cells: Size(columns: 16, rows: 5))
        return PictureRequest(number: number, place: .detail, id: GenerationID(1), facts: facts, key: key)
    }

    @Test(arguments: ["not a video", "", "\u{0}\u{0}\u{0}\u{18}ftypisom\u{0}\u{0}\u{2}\u{0}isomiso2"])
    func `a file that is no video gives one sentence`(content: String) async throws {
        let stage = try Stage()
        let path = try stage.write(content, to: "- odd\n name.mp4")
        guard case .picturesFailed(_, let reason)? = await maker(stage).answer(request(path)) else {
            Issue.record("there were pictures")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test
    func `without ffmpeg, and without the file, the sentence says so`() async throws {
        let stage = try Stage()
        let path = try stage.write("x", to: "a.mp4")
        let without = await maker(stage, hasFFmpeg: false).answer(request(path))
        guard case .picturesFailed(_, let reason)? = without else {
            Issue.record("no answer")
            return
        }
        #expect(reason.contains("ffmpeg"))
        let gone = await maker(stage).answer(request(stage.path("gone.mp4")))
        guard case .picturesFailed(_, let why)? = gone else {
            Issue.record("no answer")
            return
        }
        #expect(why.contains("gone.mp4"))
    }

    @Test
    func `a name is never an option or an address, and only videos' readers open it`() throws {
        let cut = try #require(PictureMaker.cuts(of: request("-i http://x")).first)
        let arguments = FFmpeg.arguments(for: cut)
        #expect(arguments.contains("file:-i http://x"))
        #expect(arguments.contains("-nostdin"))
        let index = try #require(arguments.firstIndex(of: "-protocol_whitelist"))
        #expect(arguments[index + 1] == "file")
    }

    @Test
    func `kept pictures come back, damaged ones do not, and there is a bound`() throws {
        let stage = try Stage()
        var cache = PictureCache(folder: stage.path("cache"))
        let bytes = [UInt8](repeating: 5, count: 12)
        let picture = try #require(Picture(width: 2, height: 2, bytes: bytes))
        cache.keep([picture, picture], as: "one")
        #expect(cache.pictures("one", width: 2, height: 2) == [picture, picture])
        #expect(cache.pictures("one", width: 5, height: 3) == nil)
        cache.mostFiles = 4
        for number in 0..<9 { cache.keep([picture], as: "n\(number)") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache.folder).count <= 4)
    }
}
