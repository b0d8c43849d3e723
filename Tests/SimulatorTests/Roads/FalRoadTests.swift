import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct FalRoadTests {
    private static let wan = "/fal-ai/fal-ai/wan/v2.2-5b/text-to-video"

    private func submit(_ it: RunningSimulator, _ prompt: String, more: String = "") async throws -> JSON {
        let answer = try await it.post("\(Self.wan)?_subdomain=queue", #"{"prompt":"\#(prompt)"\#(more)}"#)
        #expect(answer.status == 200, "\(answer.text)")
        return try #require(answer.json)
    }

    private func job(_ submitted: JSON, _ rest: String = "") -> String {
        "/fal-ai" + path(of: submitted.text("response_url")) + rest + "?_subdomain=queue"
    }

    @Test func `a job waits in the queue, runs, and ends in a file on another host`() async throws {
        try await withSimulator { it in
            let submitted = try await submit(it, "a boat")
            let id = submitted.text("request_id")
            #expect(submitted.text("response_url") == "https://queue.fal.run/fal-ai/wan/requests/\(id)")
            #expect(submitted["status"] == "IN_QUEUE" && submitted["queue_position"] == 2)
            let polls = try await it.poll(job(submitted, "/status") + "&logs=1") {
                $0["status"] == "COMPLETED"
            }
            #expect(
                polls.map { $0.text("status") }
                    == ["IN_QUEUE", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "COMPLETED"]
            )
            #expect(polls[0]["queue_position"] == 1)
            #expect(polls[3].text("logs.1.message").contains("|"))
            let result = try await it.get(job(submitted))
            #expect(result.headers["x-fal-billable-units"] == "1")
            let url = try #require(result.json).text("video.url")
            #expect(url.hasPrefix(it.mediaURL) && it.mediaPort != it.port)
            let file = try await it.fetch(url)
            #expect(file.body == Clip.sea.bytes && file.headers["content-type"] == "video/mp4")
            let seen = try await it.onlyJob()
            #expect(RoadStage.allCases.map(seen.count) == [1, 5, 1, 0, 1])
            #expect(seen.target == "fal-ai/wan/v2.2-5b/text-to-video" && seen.moment == .succeeded)
        }
    }

    @Test func `logs come only when asked for`() async throws {
        try await withSimulator { it in
            let submitted = try await submit(it, "#slow")
            let polls = try await it.poll(job(submitted, "/status")) { $0["status"] == "IN_PROGRESS" }
            #expect(polls.last?["logs"] == nil)
            #expect(try await it.get(job(submitted, "/status") + "&logs=1").json?["logs"]?.values.count == 2)
        }
    }

    @Test func `a failure is a COMPLETED with an error, and its result says so with a status`() async throws {
        try await withSimulator { it in
            let submitted = try await submit(it, "#failed #quick")
            let last = try await it.poll(job(submitted, "/status")) { $0["status"] == "COMPLETED" }.last
            #expect(last?["error_type"] == "request_timeout")
            let result = try await it.get(job(submitted))
            #expect(result.status == 504 && result.headers["x-fal-error-type"] == "request_timeout")
        }
    }

    @Test func `a result asked for too early is refused`() async throws {
        try await withSimulator { it in
            let submitted = try await submit(it, "#early #quick")
            let early = try await it.get(job(submitted))
            #expect(early.status == 400 && early.text == #"{"detail":"Request is still in progress"}"#)
            _ = try await it.poll(job(submitted, "/status")) { $0["status"] == "COMPLETED" }
            #expect(try await it.get(job(submitted)).status == 200)
        }
    }

    @Test func `a cancel is told by where the job was`() async throws {
        try await withSimulator { it in
            let queued = try await submit(it, "one")
            let first = try await it.send(.road("PUT", job(queued, "/cancel"), token: "Bearer hf_test"))
            #expect(first.status == 200 && first.text == #"{"status":"OK"}"#)
            #expect(try await it.get(job(queued, "/status")).json?["error_type"] == "client_cancelled")
            let again = try await it.send(.road("PUT", job(queued, "/cancel"), token: "Bearer hf_test"))
            #expect(again.status == 400 && again.text == #"{"status":"ALREADY_COMPLETED"}"#)

            let running = try await submit(it, "two #stubborn")
            _ = try await it.poll(job(running, "/status")) { $0["status"] == "IN_PROGRESS" }
            let second = try await it.send(.road("PUT", job(running, "/cancel"), token: "Bearer hf_test"))
            #expect(second.status == 202 && second.text == #"{"status":"CANCELLATION_REQUESTED"}"#)
            let last = try await it.poll(job(running, "/status")) { $0["status"] == "COMPLETED" }.last
            #expect(last?["error"] == nil)
            #expect(await it.jobs.map { $0.count(.cancel) } == [2, 1])

            let unknown = "/fal-ai/fal-ai/wan/requests/none/cancel?_subdomain=queue"
            #expect(try await it.send(.road("PUT", unknown, token: "Bearer hf_test")).status == 404)
        }
    }

    @Test func `without the queue the answer is the result, and polls find nothing`() async throws {
        try await withSimulator { it in
            let answer = try await it.post(Self.wan, #"{"prompt":"a boat"}"#)
            #expect(answer.json?.at("video.content_type") == "application/octet-stream")
            let submitted = try await submit(it, "x")
            let poll = try await it.get("/fal-ai" + path(of: submitted.text("status_url")))
            #expect(poll.status == 404 && poll.headers["content-type"] == "text/plain; charset=utf-8")
        }
    }

    @Test(
        arguments: [
            (#"{}"#, "prompt", "value_error.missing"), (#"{"prompt":7}"#, "prompt", "type_error.str"),
            (#"{"prompt":"x","num_frames":16}"#, "num_frames", "value_error.number.range"),
            (#"{"prompt":"x","num_frames":"81"}"#, "num_frames", "type_error.integer"),
            (#"{"prompt":"x","negative_prompt":["a"]}"#, "negative_prompt", "type_error.str"),
            (#"{"prompt":"x","resolution":"480p"}"#, "resolution", "value_error.const"),
        ]
    )
    func `a parameter out of order is 422 with its place`(
        body: String,
        field: String,
        type: String
    ) async throws {
        try await withSimulator { it in
            let answer = try await it.post("\(Self.wan)?_subdomain=queue", body)
            #expect(answer.status == 422)
            #expect(answer.json?.at("detail.0.loc")?.values == ["body", .string(field)])
            #expect(answer.json?.text("detail.0.type") == type)
            #expect(await it.jobs.isEmpty)
        }
    }

    @Test func `an older model counts frames in words, and unknown keys are ignored`() async throws {
        try await withSimulator { it async throws in
            let path = "/fal-ai/fal-ai/hunyuan-video?_subdomain=queue"
            #expect(try await it.post(path, #"{"prompt":"x","num_frames":129}"#).status == 422)
            #expect(try await it.post(path, #"{"prompt":"x","num_frames":"129","zzz":1}"#).status == 200)
        }
    }

    @Test func `an image must be one`() async throws {
        try await withSimulator { it async throws in
            let path = "/fal-ai/fal-ai/wan/v2.2-a14b/image-to-video?_subdomain=queue"
            let picture = Base64.text(StillPicture.bytes)
            func status(_ image: String) async throws -> Int {
                try await it.post(path, #"{"prompt":"x","image_url":"\#(image)"}"#).status
            }
            #expect(try await it.post(path, #"{"prompt":"x"}"#).status == 422)
            #expect(try await status("data:image/png;base64,\(picture)") == 200)
            #expect(try await status("https://example.com/a.png") == 200)
            #expect(try await status("data:image/png;base64,aGVsbG8=") == 400)
            #expect(try await status(picture) == 400)
        }
    }

    @Test func `a picture comes by address or inside the answer`() async throws {
        try await withSimulator { it in
            let path = "/fal-ai/fal-ai/flux/dev"
            let answer = try await it.post(path, #"{"prompt":"a cat"}"#)
            let address = try #require(answer.json).text("images.0.url")
            #expect(try await it.fetch(address).body == StillPicture.bytes)
            let inline = try await it.post(path, #"{"prompt":"a cat","sync_mode":true}"#)
            #expect(ImageData(dataURI: inline.json?.text("images.0.url") ?? "")?.bytes == StillPicture.bytes)
        }
    }

    @Test func `nulls, strange words and missing words are as asked for`() async throws {
        try await withSimulator { it in
            let nulls = try await submit(it, "#nulls #quick")
            _ = try await it.poll(job(nulls, "/status")) { $0["status"] == "COMPLETED" }
            let result = try #require(try await it.get(job(nulls)).json)
            #expect(result.at("video.file_name") == .null && result.at("seed") == .null)
            #expect(try await submit(it, "#nostatus")["status"] == nil)
            #expect(try await submit(it, "#oddword")["status"] == "PROCESSING")
        }
    }
}
