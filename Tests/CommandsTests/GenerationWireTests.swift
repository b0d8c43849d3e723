import Foundation
import Generations
import Testing

@testable import Commands
@testable import Server

@Suite struct GenerationWireTests {
    private func generation(_ state: GenerationState) throws -> Generation {
        var generation = Generation(
            id: GenerationID(214),
            uuid: try unwrap(UUID(uuidString: "6F9619FF-8B86-D011-B42D-00C04FC964FF"), "a UUID"),
            request: GenerationRequest(
                prompt: "a \"red\" fox\n",
                model: try unwrap(ModelID("owner/model"), "a model"),
                provider: "fal-ai",
                parameters: VideoParameters(
                    numFrames: 81,
                    guidanceScale: 7.5,
                    seed: 418_273,
                    extra: ["z": .bool(true), "list": .array([.integer(1), .null])]
                )
            ),
            state: state,
            attempts: 3,
            parent: GenerationID(176),
            createdAt: Stage.date
        )
        generation.clocks = GenerationClocks(waiting: 31.249, running: 58, saving: 3.06)
        return generation
    }

    @Test func `a generation that succeeded has the documented keys in their order`() throws {
        var generation = try generation(.succeeded)
        generation.finishedAt = Stage.date.addingTimeInterval(93)
        generation.requestID = "req-1"
        generation.tags = ["fox", "snow"]
        generation.provider = .wavespeed
        generation.job = RemoteJob(
            provider: .wavespeed,
            id: try unwrap(JobID("8f2c91"), "an id"),
            route: .router,
            path: "/p"
        )
        generation.cost = .dollars(0.12)
        generation.keyframe = Keyframe(
            model: try unwrap(ModelID("owner/still"), "a model"),
            file: "/k/0214.png",
            seconds: 2.5
        )
        generation.isFavorite = true
        generation.video = VideoFile(path: "/v/0214-fox.mp4", bytes: 7_436_291, facts: VideoFacts())
        #expect(
            GenerationWire(generation).json.text == """
                {"id": 214, "uuid": "6f9619ff-8b86-d011-b42d-00c04fc964ff", "status": "succeeded", \
                "task": "text-to-video", "prompt": "a \\"red\\" fox\\n", "model": "owner/model", \
                "provider": "wavespeed", "endpoint": null, "parameters": {"seed": 418273, "num_frames": 81, \
                "guidance_scale": 7.5, "list": [1, null], "z": true}, "file": "/v/0214-fox.mp4", \
                "bytes": 7436291, "attempts": 3, "job_id": "8f2c91", "cost": {"dollars": 0.12}, \
                "keyframe": {"model": "owner/still", "provider": null, "file": "/k/0214.png", "seconds": 2.5}, \
                "request_id": "req-1", "parent_id": 176, \
                "created_at": "2026-11-22T14:16:03Z", "finished_at": "2026-11-22T14:17:36Z", \
                "seconds": {"waiting": 31.2, "running": 58.0, "saving": 3.1}, "favorite": true, \
                "tags": ["fox", "snow"], "error": null}
                """
        )
    }

    @Test func `a failure has its code, message, hint, status and request id`() throws {
        let failure = GenerationFailure(
            code: .rateLimited,
            message: "Too fast.",
            hint: "Wait.",
            status: 429,
            requestID: "r"
        )
        #expect(
            GenerationWire.error(failure).text == """
                {"code": "rate_limited", "message": "Too fast.", "hint": "Wait.", "status": 429, \
                "request_id": "r"}
                """
        )
        let wire = GenerationWire(try generation(.held(.interruptedSubmit(.programEnded))))
        #expect(wire.json.text.contains(#""error": {"code": "interrupted_submit""#))
    }

    @Test func `every line is JSON that any reader takes`() throws {
        let text = GenerationWire(try generation(.queued)).json.text
        #expect(!text.contains("\n"))
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["prompt"] as? String == "a \"red\" fox\n")
        #expect(object?["file"] is NSNull)
    }

    @Test func `what a terminal would obey is escaped in JSON`() {
        #expect(
            JSONText.string("\u{1B}[31m\u{9B}\u{202E}\u{61C}\u{7F}é🦊").text
                == #""\u001b[31m\u009b\u202e\u061c\u007fé🦊""#
        )
        #expect(JSONText.number(.nan).text == "null")
        #expect(JSONText.array([]).text == "[]")
    }
}
