import Foundation
import Generations
import Simulator
import Testing

@testable import HuggingFace

/// Keyframes by every road against the demo, and what an answer may be instead.
@Suite(.timeLimit(.minutes(2))) struct KeyframeRoadTests {
    static let roads: [(String, String)] = [
        ("black-forest-labs/FLUX.1-dev", "fal-ai"), ("black-forest-labs/FLUX.1-dev", "replicate"),
        ("black-forest-labs/FLUX.1-dev", "together"), ("black-forest-labs/FLUX.1-dev", "wavespeed"),
        ("black-forest-labs/FLUX.1-schnell", "nscale"), ("zai-org/GLM-Image", "zai-org"),
        ("CompVis/stable-diffusion-v1-4", "hf-inference"),
    ]

    private func keyframe(_ model: String, _ provider: String, prompt: String = "waves") throws
        -> GenerationRequest
    {
        var request = try Road.request(model, prompt: prompt, provider: provider)
        request.task = .textToImage
        request.parameters = VideoParameters(negativePrompt: "blur", width: 854, height: 480, seed: 7)
        return request
    }

    @Test(arguments: roads)
    func `an image comes by every road`(model: String, provider: String) async throws {
        try await withSimulator(SimulatorConfiguration(token: .exactly("hf_demo"))) { simulator in
            let road = Road(base: simulator.baseURL)
            _ = try await road.run(try keyframe(model, provider))
            #expect(try StillImage(road.sink.bytes).width > 0)
            #expect(road.reports.notes.map(\.provider.rawValue) == [provider])
            #expect(await simulator.mediaRequests.allSatisfy { $0.header("Authorization") == nil })
        }
    }

    @Test func `an image inside the answer is kept as well`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let request = try keyframe("black-forest-labs/FLUX.1-dev", "fal-ai", prompt: "waves #inline")
            guard case .finished(let result) = try await road.run(request).last,
                case .bytes(let bytes) = result.media
            else { return #expect(Bool(false)) }
            #expect(try StillImage(bytes).height > 0)
        }
    }

    @Test(arguments: [
        ("#html", "html"), ("#json", "json"), ("#cut", "truncated"), ("#empty", "empty"),
    ])
    func `a file that is no whole image is told as one`(mood: String, kind: String) async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let request = try keyframe("black-forest-labs/FLUX.1-dev", "fal-ai", prompt: "waves \(mood)")
            let error = await #expect(throws: InferenceError.self) { _ = try await road.run(request) }
            guard case .notAnImage(_, let what)? = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect("\(what)".hasPrefix(kind))
            #expect(road.sink.bytes.isEmpty)
            #expect(error?.failure().message.contains("image") == true)
        }
    }

    // MARK: Images that are animated

    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47] + Array(repeating: 7, count: 4_200_000)

    private func fit(_ bytes: [UInt8], _ limit: Int, _ scale: ImageScaler? = nil) async throws -> InputImage {
        let limit = ImageLimit(bytes: limit, taker: "together")
        return try await limit.fitted(try InputImage(bytes, from: "/p/a.png"), from: "/p/a.png", with: scale)
    }

    @Test func `an image that is small enough goes as it is`() async throws {
        let image = try await fit(Self.png, 5_000_000) { _, _, _ in [] }
        #expect(image.bytes == Self.png && image.contentType == "image/png")
    }

    @Test func `a larger one is made smaller, and its type is told again`() async throws {
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2]
        let image = try await fit(Self.png, 45_000) { bytes, type, largest in
            #expect(bytes.count == 4_200_004 && type == "image/png" && largest == 45_000)
            return jpeg
        }
        #expect(image.bytes == jpeg && image.contentType == "image/jpeg")
    }

    @Test func `what cannot be made smaller is refused with both sizes`() async throws {
        let rule = "/p/a.png is 4.2 MB and together takes at most 45 KB: make it smaller"
        let without = await #expect(throws: ParameterProblem.self) { try await fit(Self.png, 45_000) }
        #expect(without?.message == rule + ", or install ffmpeg.")
        for answer in [nil, Self.png] {
            let problem = await #expect(throws: ParameterProblem.self) {
                try await fit(Self.png, 45_000) { _, _, _ in answer }
            }
            #expect(problem?.message == rule + "; ffmpeg could not do it.")
        }
    }

    @Test(arguments: [
        ("GIF89a..........", "a picture that models do not take (GIF)"),
        ("<!DOCTYPE html><html>", "a web page"),
        ("", "empty"), ("hello", "text"), ("\0\0\0\u{18}ftypisom", "a video"), ("\u{1}\u{2}", "no picture"),
    ])
    func `what is no image is called what it is`(text: String, words: String) {
        let problem = #expect(throws: ParameterProblem.self) {
            try InputImage(Array(text.utf8), from: "/p/a.png")
        }
        #expect(problem?.message == "/p/a.png is \(words): use an image, PNG, JPEG or WebP.")
    }

    @Test func `an address is looked at before a provider is sent there`() {
        func problem(_ status: Int, _ text: String) -> String? {
            let beginning = Array(text.utf8)
            return InputImage.problem(at: "https://a.example/i?key=1", status: status, beginning: beginning)?
                .message
        }
        #expect(problem(404, "") == "https://a.example/i answered 404: there is no image.")
        #expect(problem(200, "<html>")?.contains("is a web page") == true)
        #expect(problem(206, "RIFF1234WEBPVP8 ") == nil)
        #expect(problem(403, "<html>") == nil, "whoever is sent there may be let in")
    }

    @Test func `every provider of videos has a limit that its own form keeps`() throws {
        for sample in ProviderSample.ofVideos where sample.adapter.tasks.contains(.imageToVideo) {
            let bytes = Array(Self.png.prefix(min(sample.adapter.largestImage, Self.png.count)))
            let image = ProviderImage.image(try InputImage(bytes, from: "a.png"))
            #expect(throws: Never.self) {
                try sample.adapter.submit(try sample.call(.imageToVideo, image: image))
            }
        }
    }
}
