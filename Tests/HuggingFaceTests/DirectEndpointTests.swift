import Foundation
import Generations
import Testing

@testable import HuggingFace

@Suite struct DirectEndpointTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 7, count: 20)

    @Test func `a request holds what was set and no nulls`() throws {
        let request = try request(
            parameters: VideoParameters(
                negativePrompt: "blur",
                numFrames: 81,
                guidanceScale: 5,
                seed: 7,
                extra: [
                    "strength": .number(0.5), "none": .null, "list": .array([.bool(true), .string("a\"b")]),
                ]
            )
        )
        let prepared = try prepare(request)
        #expect(prepared.method == .post)
        #expect(prepared.url == "https://a.example/models/o/n")
        #expect(
            text(prepared)
                == #"{"inputs":"a \"cat\"\n","parameters":{"guidance_scale":5.0,"list":[true,"a\"b"],"#
                + #""negative_prompt":"blur","num_frames":81,"seed":7,"strength":0.5}}"#
        )
    }

    @Test func `headers carry our name, the payer and no token`() throws {
        var request = try request()
        request.billTo = "acme"
        let prepared = try prepare(request, scaleUp: 600)
        let headers = Dictionary(uniqueKeysWithValues: prepared.headers.map { ($0.name, $0.value) })
        #expect(headers["X-HF-Bill-To"] == "acme")
        #expect(headers["X-Scale-Up-Timeout"] == "600")
        #expect(headers["User-Agent"] == "rushes/1")
        #expect(headers["X-Amzn-Trace-Id"] == "trace")
        #expect(headers["Authorization"] == nil)
        #expect(headers["x-wait-for-model"] == nil)
        request.billTo = "a\r\nX: y"
        #expect(throws: ParameterProblem.self) { try prepare(request) }
    }

    @Test func `Stable Video Diffusion gets its defaults, and the user's own values win`() throws {
        let model = try #require(ModelID("stabilityai/stable-video-diffusion-img2vid-xt"))
        let parameters = DirectEndpoint.parameters(
            of: GenerationRequest(prompt: "x", model: model, parameters: VideoParameters(fps: 8, seed: 1))
        )
        #expect(
            parameters == [
                "num_frames": .integer(24), "fps": .integer(8), "width": .integer(512),
                "height": .integer(512),
                "motion_bucket_id": .integer(127), "noise_aug_strength": .number(0.02), "seed": .integer(1),
            ]
        )
    }

    @Test func `an image alone goes as its bytes, with parameters as base64`() throws {
        let image = try InputImage(Self.png, from: "a.png")
        var request = try request(prompt: "")
        let raw = try prepare(request, image: image)
        #expect(raw.body == .bytes(Self.png))
        #expect(raw.headers.first == .init("Content-Type", "image/png"))
        request.parameters.seed = 3
        request.prompt = "waves"
        let json = try prepare(request, image: image)
        let base64 = Data(Self.png).base64EncodedString()
        #expect(text(json) == #"{"inputs":"\#(base64)","parameters":{"prompt":"waves","seed":3}}"#)
    }

    @Test func `what is no image, or too large, is refused before sending`() {
        #expect(throws: ParameterProblem.self) { try InputImage(Array("<html>".utf8), from: "a.png") }
        #expect(throws: ParameterProblem.self) { try InputImage([], from: "a.png") }
    }

    @Test func `the printed request masks the token and long strings`() throws {
        let token = try #require(try AccessToken("hf_secretsecret1234"))
        var prepared = try prepare(try request(), token: token)
        #expect(prepared.printable.contains("Authorization: Bearer hf_•••"))
        #expect(!prepared.printable.contains("secret"))
        prepared.body = .json(.object(["inputs": .string(String(repeating: "A", count: 20_000))]))
        #expect(prepared.printable.contains("… (20000 characters)"))
    }

    @Test func `the printed request holds neither a token in the prompt nor a signed address`() throws {
        let token = try #require(try AccessToken("hf_secretsecret1234"))
        var prepared = try prepare(try request(prompt: "my hf_secretsecret1234"), token: token)
        #expect(prepared.printable.contains("my [token]"))
        #expect(!prepared.printable.contains("secretsecret"))
        let address = "https://u:p@s3.example/a.png?X-Amz-Signature=abc"
        prepared.body = .json(.object(["image_url": .string(address), "prompt": .string("what? a cat")]))
        #expect(prepared.printable.contains("https://s3.example/a.png?…"))
        #expect(!prepared.printable.contains("abc"))
        #expect(prepared.printable.contains("what? a cat"))
    }

    private func request(
        prompt: String = "a \"cat\"\n",
        parameters: VideoParameters = VideoParameters()
    ) throws -> GenerationRequest {
        GenerationRequest(prompt: prompt, model: try #require(ModelID("o/n")), parameters: parameters)
    }

    private func prepare(
        _ request: GenerationRequest,
        image: InputImage? = nil,
        token: AccessToken? = nil,
        scaleUp: Int? = nil
    ) throws -> PreparedRequest {
        try DirectEndpoint(
            endpoint: Endpoint("https://a.example"),
            token: token,
            userAgent: "rushes/1",
            scaleUpTimeout: scaleUp
        ).prepare(request, image: image, traceID: "trace")
    }

    private func text(_ request: PreparedRequest) -> String {
        guard case .json(let value) = request.body else { return "" }
        return JSONText.text(value)
    }
}
