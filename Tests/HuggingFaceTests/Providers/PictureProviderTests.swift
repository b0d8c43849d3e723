import Foundation
import Generations
import NIOHTTP1
import Testing

@testable import HuggingFace

/// Keyframes: what every provider of images is sent, and what its answers give.
@Suite struct PictureProviderTests {
    private static let png: [UInt8] = {
        let text =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
        return [UInt8](Data(base64Encoded: text) ?? Data())
    }()

    private func body(_ sample: ProviderSample, _ parameters: VideoParameters) throws -> [String:
        ParameterValue]
    {
        let body = try #require(try sample.adapter.submit(try sample.call(parameters: parameters)).body)
        guard case .object(let inner) = body["input"] ?? body["parameters"] else { return body }
        return inner
    }

    @Test func `seven providers make keyframes`() {
        #expect(
            ProviderSample.ofPictures.map(\.adapter.provider.rawValue)
                == ["fal-ai", "hf-inference", "nscale", "replicate", "together", "wavespeed", "zai-org"]
        )
    }

    @Test(arguments: ProviderSample.ofPictures)
    func `words that only a video has neither refuse a keyframe nor go along`(sample: ProviderSample) throws {
        let words = VideoParameters(
            numFrames: 81,
            fps: 16,
            width: 1,
            numInferenceSteps: 20,
            guidanceScale: 4,
            motionBucketID: 100,
            noiseAugStrength: 0.1
        )
        #expect(try body(sample, words) == body(sample, VideoParameters()))
    }

    static let forms: [(InferenceProvider, String)] = [
        (.falAI, #"{"image_size":{"height":480,"width":832},"prompt":"a cat","seed":7}"#),
        (.hfInference, #"{"height":480,"negative_prompt":"blur","seed":7,"width":832}"#),
        (
            .nscale,
            #"{"model":"black-forest-labs/FLUX.1-schnell","prompt":"a cat","response_format":"b64_json","#
                + #""size":"832x480"}"#
        ),
        (.replicate, #"{"aspect_ratio":"16:9","prompt":"a cat","seed":7}"#),
        (
            .together,
            #"{"height":480,"model":"stabilityai/stable-diffusion-xl-base-1.0","negative_prompt":"blur","#
                + #""prompt":"a cat","response_format":"base64","seed":7,"width":832}"#
        ),
        (.wavespeed, #"{"prompt":"a cat","seed":7,"size":"832*480"}"#),
        (.zaiOrg, #"{"model":"glm-image","prompt":"a cat","size":"1760x1024"}"#),
    ]

    @Test(arguments: forms)
    func `size, seed and negative prompt are written as the provider has them`(
        provider: InferenceProvider,
        form: String
    ) throws {
        let sample = try #require(ProviderSample.ofPictures.first { $0.adapter.provider == provider })
        let words = VideoParameters(negativePrompt: "blur", width: 832, height: 480, seed: 7)
        #expect(JSONText.text(.object(try body(sample, words))) == form)
    }

    @Test(arguments: [
        (VideoSize(854, 480), VideoSize(848, 480)), (VideoSize(1_920, 1_080), VideoSize(1_536, 864)),
        (VideoSize(128, 128), VideoSize(256, 256)), (VideoSize(16, 8_192), VideoSize(256, 1_536)),
        (VideoSize(1_280, 720), VideoSize(1_280, 720)),
    ])
    func `a size is brought to one that models for images take`(asked: VideoSize, taken: VideoSize) {
        #expect(PictureGrid().nearest(to: asked) == taken)
    }

    @Test func `the names of the Hub's own servers and of Z.ai go along`() throws {
        let own = ProviderSample.of(.hfInference)
        let routed = try ProviderSample.router(own.adapter)
        let request = try routed.prepare(own.adapter.submit(try own.call()), traceID: "t")
        #expect(request.url.hasSuffix("/hf-inference/models/CompVis/stable-diffusion-v1-4"))
        #expect(request.headers.filter { $0.name == "Accept" } == [.init("Accept", "image/png")])
        let zai = ProviderSample.of(.zaiOrg)
        let route = try ProviderSample.router(zai.adapter)
        let job = try zai.job(on: route)
        for asked in [try zai.adapter.submit(try zai.call()), zai.adapter.poll(job)] {
            let prepared = try route.prepare(asked, traceID: "t")
            #expect(prepared.header("x-source-channel") == "hugging_face")
            #expect(prepared.header("Accept-Language") == "en-US,en")
        }
        #expect(zai.adapter.poll(job).path.hasSuffix("/async-result/25551764231520061234567890"))
    }

    @Test func `replicate's LoRA for images is a page, and others are asked by their sides`() throws {
        var sample = try #require(ProviderSample.ofPictures.first { $0.adapter.provider == .replicate })
        sample.model = "bytedance/sdxl-lightning-4step:5599ed30"
        let repository = try #require(ModelID("o/lora"))
        let call = try sample.call(
            parameters: VideoParameters(width: 640, height: 640),
            lora: .init(repository: repository, weights: nil)
        )
        #expect(
            try sample.adapter.submit(call).body == [
                "version": .string("5599ed30"),
                "input": .object([
                    "prompt": .string("a cat"), "width": .integer(640), "height": .integer(640),
                    "lora_weights": .string("https://huggingface.co/o/lora"),
                ]),
            ]
        )
    }

    // MARK: Answers

    private func submission(_ provider: InferenceProvider, _ body: [UInt8], status: Int = 200) throws
        -> JobSubmission
    {
        let adapter = ProviderRegistry.adapter(for: provider)
        var answer = ProviderSample.answer("", status: status, .submit)
        answer.body = body
        return try adapter.readSubmit(answer, from: try ProviderSample.router(adapter))
    }

    @Test func `an image that comes at once is the result`() throws {
        let base64 = Data(Self.png).base64EncodedString()
        let bodies: [(InferenceProvider, [UInt8])] = [
            (.hfInference, Self.png),
            (.nscale, Array(#"{"data":[{"b64_json":"\#(base64)"}]}"#.utf8)),
            (.together, Array(#"{"id":"a","data":[{"index":0,"b64_json":"\#(base64)"}]}"#.utf8)),
            (.nscale, Array(#"{"data":[{"b64_json":"data:image/png;base64,\#(base64)"}]}"#.utf8)),
            (.falAI, Array(#"{"images":[{"url":"data:image/png;base64,\#(base64)"}]}"#.utf8)),
        ]
        for (provider, body) in bodies {
            let submission = try submission(provider, body)
            #expect(submission.job == nil)
            guard case .finished(let result) = submission.status else {
                Issue.record("\(provider): \(submission.status)")
                continue
            }
            #expect(result.media == .bytes(Self.png))
        }
    }

    @Test func `an address in a list is fetched`() throws {
        let submission = try submission(
            .together,
            Array(#"{"data":[{"url":"https://a.example/i.jpg"}]}"#.utf8)
        )
        #expect(submission.status == .finished(JobResult(media: .address("https://a.example/i.jpg"))))
    }

    @Test(arguments: [
        ("", "empty"), (#"{"ok":true}"#, "json"), ("<html><title>x</title>", "html"), ("busy", "text"),
        ("GIF89a...........", #"image("GIF")"#), ("\u{1}\u{2}\u{3}", "unknown"),
    ])
    func `a body that is no image says what it is`(body: String, kind: String) throws {
        do {
            _ = try submission(.hfInference, Array(body.utf8))
            Issue.record("an image was read")
        } catch InferenceError.notAnImage(_, let what) {
            #expect("\(what)".hasPrefix(kind))
        }
    }

    @Test func `an image that broke off is no image`() throws {
        do {
            _ = try submission(.hfInference, Self.png.dropLast(3))
            Issue.record("an image was read")
        } catch InferenceError.notAnImage(_, let what) {
            #expect(what == .truncated(bytes: Int64(Self.png.count - 3), expected: nil))
        }
    }

    @Test(arguments: ["", "~~~~", "data:image/png;base64,"])
    func `base64 that cannot be read is no image`(text: String) throws {
        let body = #"{"data":[{"b64_json":"\#(text)"}]}"#
        do {
            guard case .failed = try submission(.nscale, Array(body.utf8)).status else {
                Issue.record("an image was read")
                return
            }
        } catch {
            guard case .unreadableResponse = error as? InferenceError else { throw error }
        }
    }
}
