import Foundation
import Generations
import HTTPTypes
import Testing

@testable import Server

@Suite struct OrderBodyTests {
    private func read(_ text: String, _ use: VideoOrder.Use = .new) throws(ServerProblem) -> VideoOrder {
        try VideoOrder.read(Array(text.utf8), for: use)
    }

    @Test func `every parameter is read`() throws {
        let order = try read(
            """
            {"prompt": "a fox", "model": "a/b:fal-ai", "provider": "novita", "fallback": true,
             "keyframe_model": "c/d", "image": "https://example.com/a.png", "seed": 7, "negative_prompt": "rain",
             "num_frames": 81, "fps": 16, "width": 832, "height": 480, "num_inference_steps": 30,
             "guidance_scale": 5, "motion_bucket_id": 127, "noise_aug_strength": 0.02,
             "params": {"shift": 3.5}, "wait": false}
            """
        )
        var expected = VideoOrder(prompt: "a fox")
        expected.model = "a/b:fal-ai"
        expected.provider = "novita"
        expected.fallback = true
        expected.keyframeModel = "c/d"
        expected.image = .address("https://example.com/a.png")
        expected.parameters = VideoParameters(
            negativePrompt: "rain",
            numFrames: 81,
            fps: 16,
            width: 832,
            height: 480,
            numInferenceSteps: 30,
            guidanceScale: 5,
            seed: 7,
            motionBucketID: 127,
            noiseAugStrength: 0.02,
            extra: ["shift": .number(3.5)]
        )
        expected.waits = false
        #expect(order == expected)
    }

    @Test func `a value that is null is one that was not given`() throws {
        #expect(try read(#"{"prompt": "a fox", "seed": null, "image": null}"#) == VideoOrder(prompt: "a fox"))
    }

    private static let deep =
        #"{"prompt": "a", "params": {"x": "# + String(repeating: "[", count: 400)
        + String(repeating: "]", count: 400) + "}}"

    private static let wrong: [(String, String)] = [
        ("", "no body"), ("hello", "not JSON"), ("{\"prompt\": ", "not JSON"), ("[]", "no object"),
        ("\"a fox\"", "no object"), ("{}", "missing"), (#"{"prompt": null}"#, "missing"),
        (#"{"prompt": ""}"#, "empty"), (#"{"prompt": " \n\t\u3000 "}"#, "blank"),
        (#"{"prompt": 7}"#, "must be a text"),
        (#"{"prompt": ["a"]}"#, "must be a text"),
        (#"{"prompt": "a", "fps": "12"}"#, "must be a whole number"),
        (#"{"prompt": "a", "fps": 12.5}"#, "must be a whole number"),
        (#"{"prompt": "a", "fps": 0}"#, "from 1 to 240"),
        (#"{"prompt": "a", "seed": -1}"#, "seed is -1"),
        (#"{"prompt": "a", "wait": "no"}"#, "must be true or false"),
        (#"{"prompt": "a", "params": []}"#, "must be an object"),
        (#"{"prompt": "a", "frames": 7}"#, "is no parameter"),
        (deep, "16 lists and objects"),
        (#"{"prompt": "a", "endpoint": "http://10.0.0.1"}"#, "is no parameter"),
        (#"{"prompt": "a", "vary": true}"#, "is no parameter"),
        (#"{"prompt": "a", "image": "/etc/passwd"}"#, "neither an address"),
        (#"{"prompt": "a", "image": "file:///etc/passwd"}"#, "neither an address"),
        (#"{"prompt": "a", "image": "data:image/png;base64,!!"}"#, "not in Base64"),
        (#"{"prompt": "a", "image": "data:image/png;base64,aGVsbG8="}"#, "no whole PNG"),
    ]

    @Test(arguments: wrong)
    func `what cannot be is refused with a sentence`(_ body: String, _ part: String) {
        let problem = #expect(throws: ServerProblem.self) { try read(body) }
        #expect(problem?.status == 400)
        #expect(problem?.message.contains(part) == true, "\(problem?.message ?? "")")
        #expect(problem?.suggestion.isEmpty == false)
    }

    @Test func `a prompt that is too long, and a body that is, are refused`() {
        let long = String(repeating: "a", count: GenerationRequest.longestPrompt + 1)
        let problem = #expect(throws: ServerProblem.self) { try read(#"{"prompt": "\#(long)"}"#) }
        #expect(problem?.showsExample == true)
        let filler = String(repeating: "b", count: VideoOrder.longestBody)
        #expect(throws: VideoOrder.tooLong) {
            try read(#"{"prompt": "a", "params": {"x": "\#(filler)"}}"#)
        }
    }

    @Test func `bytes that are no UTF-8 are no JSON`() {
        #expect(throws: ServerProblem.self) { try VideoOrder.read([0x7B, 0xFF, 0x7D], for: .new) }
    }

    @Test func `something is run again without a word, or with changes`() throws {
        #expect(try read("", .again) == VideoOrder())
        let order = try read(#"{"vary": true, "seed": 4}"#, .again)
        #expect(order.varies)
        #expect(order.parameters.seed == 4)
        #expect(throws: ServerProblem.self) { try read(#"{"wait": false}"#, .again) }
    }
}
