import Testing

@testable import Simulator

/// wavespeed, novita, together and zai-org: a submit, polls, an end.
@Suite(.timeLimit(.minutes(1))) struct JobRoadTests {
    @Test func `wavespeed answers in one envelope and names the path to poll`() async throws {
        try await withSimulator { it in
            let answer = try await it.post(
                "/wavespeed/api/v3/wavespeed-ai/wan-2.2/t2v-5b-720p",
                #"{"prompt":"a boat","size":"832*480"}"#
            )
            let data = try #require(answer.json?["data"])
            #expect(answer.json?["code"] == 200 && data["status"] == "created" && data["outputs"] == [])
            let address = data.text("urls.get")
            #expect(address == "https://api.wavespeed.ai/api/v3/predictions/\(data.text("id"))/result")
            let seen = try await it.poll("/wavespeed" + path(of: address)) {
                $0.at("data.status") == "completed"
            }
            let words = seen.map { $0.text("data.status") }
            #expect(words == ["created", "processing", "processing", "processing", "completed"])
            #expect(try await it.fetch(seen[4].text("data.outputs.0")).body == Clip.sea.bytes)
        }
    }

    @Test(arguments: [
        ("#failed", "failed", "Content flagged"), ("#aborted", "timeout", "The task timed out"),
    ])
    func `wavespeed fails with status 200`(prompt: String, word: String, error: String) async throws {
        try await withSimulator { it in
            let submit = try await it.post(
                "/wavespeed/api/v3/wavespeed-ai/wan-2.2/t2v-5b-720p",
                #"{"prompt":"\#(prompt) #quick #short"}"#
            )
            let address = try #require(submit.json).text("data.urls.get")
            #expect(!address.hasSuffix("/result"))
            _ = try await it.get("/wavespeed" + path(of: address))
            let last = try await it.get("/wavespeed" + path(of: address))
            #expect(last.status == 200 && last.json?["code"] == 200)
            #expect(last.json?.text("data.status") == word && last.json?.text("data.error") == error)
        }
    }

    @Test func `wavespeed wants an asterisk in sizes, and takes images in three forms`() async throws {
        try await withSimulator { it async throws in
            let text = "/wavespeed/api/v3/wavespeed-ai/wan-2.2/t2v-5b-720p"
            let size = try await it.post(text, #"{"prompt":"x","size":"832x480"}"#)
            #expect(size.status == 400 && size.json?.text("message").contains("832*480") == true)
            let image = "/wavespeed/api/v3/wavespeed-ai/wan-2.1/i2v-480p"
            let bytes = Base64.text(StillPicture.bytes)
            for form in [bytes, "data:image/png;base64,\(bytes)", "https://example.com/a.png"] {
                #expect(try await it.post(image, #"{"prompt":"x","image":"\#(form)"}"#).status == 200)
            }
            #expect(try await it.post(image, #"{"prompt":"x","image":"nonsense"}"#).status == 400)
            #expect(try await it.post(image, #"{"prompt":"x"}"#).status == 400)
            let envelope = try await it.post(text, ##"{"prompt":"#envelope"}"##)
            #expect(envelope.status == 200 && envelope.json?["code"] == 400)
        }
    }

    @Test func `novita tells a percentage`() async throws {
        try await withSimulator { it in
            let submit = try await it.post("/novita/v3/async/wan-t2v", #"{"prompt":"a boat","steps":30}"#)
            let id = try #require(submit.json).text("task_id")
            let seen = try await it.poll("/novita/v3/async/task-result?task_id=\(id)") {
                $0.at("task.status") == "TASK_STATUS_SUCCEED"
            }
            #expect(seen.map { $0.at("task.progress_percent")?.integer } == [0, 0, 33, 66, 100])
            #expect(seen[0].at("task.status") == "TASK_STATUS_QUEUED")
            #expect(seen[4].at("videos.0.video_url_ttl") == "3600")
            #expect(try await it.fetch(seen[4].text("videos.0.video_url")).body == Clip.sea.bytes)
        }
    }

    @Test func `novita has a path of one long request, and reasons for failures`() async throws {
        try await withSimulator { it in
            let long = try await it.post("/novita/v3/hf/wan-t2v", #"{"prompt":"a boat"}"#)
            #expect(try await it.fetch(long.json?.text("video.video_url") ?? "").status == 200)
            let submit = try await it.post("/novita/v3/async/wan-t2v", ##"{"prompt":"#failed #quick"}"##)
            let id = try #require(submit.json).text("task_id")
            let last = try await it.poll("/novita/v3/async/task-result?task_id=\(id)") {
                $0.at("task.status") == "TASK_STATUS_FAILED"
            }.last
            #expect(last?.text("task.reason") == "content violates policy")
            #expect(
                try await it.post("/novita/v3/async/wan-t2v", #"{"prompt":"x","steps":41}"#).status == 400
            )
        }
    }

    @Test func `together tells the price, and Retry-After on answers that are in order`() async throws {
        try await withSimulator { it in
            let submit = try await it.post(
                "/together/v2/videos",
                #"{"model":"Wan-AI/Wan2.2-T2V-A14B","prompt":"a boat","seconds":"5"}"#
            )
            #expect(submit.status == 200 && submit.json?["status"] == "queued")
            #expect(submit.headers["retry-after"] == "2" && submit.headers["x-ratelimit-remaining"] == "39")
            let seen = try await it.poll("/together/v2/videos/\(submit.json?.text("id") ?? "")") {
                $0["status"] == "completed"
            }
            #expect(seen[1]["status"] == "in_progress" && seen[4].at("outputs.cost") == 0.25)
            #expect(try await it.fetch(seen[4].text("outputs.video_url")).body == Clip.sea.bytes)
        }
    }

    @Test(
        arguments: [
            (#"{"prompt":"x"}"#, "model"),
            (#"{"model":"Wan-AI/Wan2.2-T2V-A14B","prompt":"x","seconds":5}"#, "seconds"),
            (#"{"model":"Wan-AI/Wan2.2-T2V-A14B","prompt":"x","steps":51}"#, "steps"),
            (
                #"{"model":"Wan-AI/Wan2.2-I2V-A14B","prompt":"x","frame_images":[{"input_image":"no"}]}"#,
                "frame_images"
            ),
        ]
    )
    func `together names the parameter that it does not take`(body: String, param: String) async throws {
        try await withSimulator { it in
            let answer = try await it.post("/together/v2/videos", body)
            #expect(answer.status == 400 && answer.json?.text("error.param") == param)
            #expect(answer.json?.text("id").isEmpty == false)
        }
    }

    @Test func `together leaves the status out and then fails`() async throws {
        try await withSimulator { it in
            let submit = try await it.post(
                "/together/v2/videos",
                ##"{"model":"Wan-AI/Wan2.2-T2V-A14B","prompt":"#nostatus #failed #nulls"}"##
            )
            #expect(submit.json?["status"] == nil && submit.json?["outputs"] == .null)
            let last = try await it.poll("/together/v2/videos/\(submit.json?.text("id") ?? "")") {
                $0["status"] != nil
            }.last
            #expect(last?["status"] == "failed" && last?.text("error.message") == "generation failed")
        }
    }

    @Test func `zai-org has ids that no double can hold`() async throws {
        try await withSimulator { it in
            let submit = try await it.post(
                "/zai-org/api/paas/v4/async/images/generations",
                #"{"model":"glm-image","prompt":"x"}"#
            )
            let id = try #require(submit.json).text("id")
            #expect(id.count == 20 && UInt64(id).map { UInt64(Double($0)) != $0 } ?? true)
            let seen = try await it.poll("/zai-org/api/paas/v4/async-result/\(id)") {
                $0["task_status"] == "SUCCESS"
            }
            #expect(
                try await it.fetch(seen.last?.text("image_result.0.url") ?? "").body == StillPicture.bytes
            )
        }
    }

    @Test(
        arguments: [
            ("/nscale/v1/images/generations", "black-forest-labs/FLUX.1-schnell", "b64_json"),
            ("/together/v1/images/generations", "black-forest-labs/FLUX.1-dev", "base64"),
        ]
    )
    func `pictures come as base64`(path: String, model: String, format: String) async throws {
        try await withSimulator { it in
            let answer = try await it.post(
                path,
                #"{"model":"\#(model)","prompt":"x","response_format":"\#(format)"}"#
            )
            #expect(
                ImageData(base64: answer.json?.text("data.0.b64_json") ?? "")?.bytes == StillPicture.bytes
            )
        }
    }

    @Test func `hf-inference makes pictures of what it serves, and says why not of the rest`() async throws {
        try await withSimulator { it in
            func ask(_ model: String) async throws -> RawAnswer {
                try await it.post("/hf-inference/models/\(model)", #"{"inputs":"x","parameters":{}}"#)
            }
            let picture = try await ask("CompVis/stable-diffusion-v1-4")
            #expect(picture.body == StillPicture.bytes && picture.headers["x-inference-id"] != nil)
            #expect(try await ask("Wan-AI/Wan2.2-TI2V-5B").status == 400)
            #expect(try await ask("stabilityai/stable-diffusion-xl-base-1.0").status == 410)
            #expect(try await ask("no/such").text == #"{"error":"Model no/such does not exist"}"#)
        }
    }
}
