import ArgumentParser
import Foundation
import Generations
import Library
import Synchronization
import Testing

@testable import Commands

@Suite struct RecipeCommandTests {
    /// A video of the demo endpoint's kind, with the recipe of a generation.
    private func video(_ stage: Stage, of prompt: String, image: ImageSource? = nil) async throws -> String {
        var request = GenerationRequest(
            task: image == nil ? .textToVideo : .imageToVideo,
            prompt: prompt,
            model: try unwrap(ModelID("owner/model"), "a model"),
            image: image,
            parameters: VideoParameters(numFrames: 48, seed: 7)
        )
        request.output = stage.path("fox.mp4")
        let generation = Generation(
            id: GenerationID(214),
            uuid: UUID(),
            request: request,
            createdAt: Stage.date
        )
        let files = VideoFiles(folder: stage.folder, timeZone: .gmt, keepsRecipes: true)
        let sink = try await files.beginVideo(for: generation)
        try await sink.write(Self.movie)
        return try await sink.finish { _ in }.path
    }

    /// One second of a movie, by hand.
    private static let movie: [UInt8] = {
        func u32(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
        func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
        func box(_ type: String, _ parts: [UInt8]...) -> [UInt8] {
            let body = parts.flatMap { $0 }
            return u32(UInt32(body.count + 8)) + Array(type.utf8) + body
        }
        let tables = box(
            "stbl",
            box("stsd", u32(0), u32(1), box("avc1", zeros(24), [2, 0, 1, 0x40], zeros(50))),
            box("stts", u32(0), u32(1), u32(24), u32(1_000)),
            box("stsz", u32(0), u32(0), u32(24), zeros(96)),
            box("stco", u32(0), u32(1), u32(0))
        )
        let media = box(
            "mdia",
            box("mdhd", zeros(12), u32(12_000), u32(24_000), zeros(4)),
            box("hdlr", zeros(8), Array("vide".utf8), zeros(13)),
            box("minf", tables)
        )
        let header = box("mvhd", zeros(12), u32(1_000), u32(2_000), zeros(4))
        let brand = box("ftyp", Array("isom".utf8), u32(512))
        return brand + box("moov", header, box("trak", media)) + box("mdat", zeros(256))
    }()

    @Test func `show reads the recipe of a video`() async throws {
        let stage = try Stage()
        let path = try await video(stage, of: "a red fox")
        #expect(try await stage.run(["show", path]) == .done)
        #expect(stage.output.text.contains("Prompt        a red fox\n"))
        #expect(stage.output.text.contains("Parameters    num_frames=48 seed=7\n"))
        #expect(try await stage.run(["show", "--json", path]) == .done)
        #expect(stage.output.lines.last?.contains(#""prompt": "a red fox""#) == true)
    }

    @Test func `rerun takes the request out of a video`() async throws {
        let stage = try Stage()
        let path = try await video(stage, of: "a red fox")
        let requests = Requests()
        let status = try await stage.run(["rerun", "--dry-run", "--num-frames", "24", path]) { dependencies in
            dependencies.preview = { request in
                requests.add(request)
                return RequestPreview(request: "POST", file: "f")
            }
        }
        #expect(status == .done)
        let request = try #require(requests.all.first)
        #expect(request.prompt == "a red fox" && request.model.rawValue == "owner/model")
        #expect(request.parameters == VideoParameters(numFrames: 24, seed: 7))
        #expect(request.output == nil)
    }

    @Test func `an image that is not in the recipe has to be named`() async throws {
        let stage = try Stage()
        let path = try await video(stage, of: "it turns", image: .file("/tmp/secret-place/fox.png"))
        #expect(try await stage.run(["rerun", "--dry-run", path]) == .usage)
        #expect(stage.error.text.contains("--image"))
        #expect(try await stage.run(["show", path]) == .done)
        #expect(stage.output.text.contains("Image         not in the recipe\n"))
        #expect(!stage.output.text.contains("secret-place"))
    }

    @Test func `what is no video, says nothing or is not there has its own end`() async throws {
        let stage = try Stage()
        let page = try stage.write("<html></html>", to: "page.mp4")
        let plain = stage.path("plain.mp4")
        try Data(Self.movie).write(to: URL(fileURLWithPath: plain))
        #expect(try await stage.run(["show", page]) == .notAVideo)
        #expect(try await stage.run(["show", plain]) == .notAVideo)
        #expect(stage.error.text.contains("does not say how it was made"))
        #expect(try await stage.run(["show", stage.path("none.mp4")]) == .notFound)
    }

    @Test func `recipes are left out by the flag and by the setting`() async throws {
        let stage = try Stage()
        let standard = try await stage.dependencies().videos() as? VideoFiles
        #expect(standard?.keepsRecipes == true)
        let set = try await stage.dependencies(["RUSHES_METADATA": "no"]).videos() as? VideoFiles
        #expect(set?.keepsRecipes == false)
        let command = try RootCommand.parseAsRoot(["generate", "--no-metadata", "x"]) as? GenerateCommand
        let flags = try unwrap(command, "a command").flags
        let flagged = try await stage.dependencies(flags: flags).videos() as? VideoFiles
        #expect(flagged?.keepsRecipes == false)
    }
}

/// The requests that a command would have sent.
private final class Requests: Sendable {
    private let storage = Mutex<[GenerationRequest]>([])

    var all: [GenerationRequest] { storage.withLock { $0 } }

    func add(_ request: GenerationRequest) { storage.withLock { $0.append(request) } }
}
