import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct ReplicateRoadTests {
    private static let wan = "/replicate/v1/models/wan-video/wan-2.2-5b-fast/predictions"

    private func submit(
        _ it: RunningSimulator,
        _ prompt: String,
        prefer: String? = nil,
        path: String = wan
    ) async throws -> RawAnswer {
        var request = RawRequest.road(
            "POST",
            path,
            token: "Bearer hf_test",
            body: #"{"input":{"prompt":"\#(prompt)","seed":3}}"#
        )
        if let prefer { request = request.adding("Prefer", prefer) }
        return try await it.send(request)
    }

    private func polls(_ it: RunningSimulator, _ submitted: RawAnswer) async throws -> [JSON] {
        let id = try #require(submitted.json).text("id")
        return try await it.poll("/replicate/v1/predictions/\(id)") {
            !["starting", "processing", "booting", ""].contains($0.text("status"))
        }
    }

    @Test func `a prediction starts, is processed, and succeeds`() async throws {
        try await withSimulator { it in
            let submitted = try await submit(it, "a boat")
            let id = try #require(submitted.json).text("id")
            #expect(submitted.status == 201 && submitted.json?["status"] == "starting" && id.count == 26)
            #expect(submitted.json?.text("urls.get") == "https://api.replicate.com/v1/predictions/\(id)")
            #expect(submitted.headers["ratelimit-remaining"] == "599")
            let seen = try await polls(it, submitted)
            #expect(
                seen.map { $0.text("status") }
                    == ["starting", "processing", "processing", "processing", "succeeded"]
            )
            #expect(seen[3].text("logs").contains("12/20"))
            let file = try await it.fetch(seen[4].text("output"))
            #expect(file.body == Clip.sea.bytes)
            #expect(file.headers["cache-control"] == "public,max-age=3600")
        }
    }

    @Test func `a wait brings the output while the status lags behind`() async throws {
        try await withSimulator { it in
            let answer = try await submit(it, "a boat", prefer: "wait")
            #expect(answer.status == 201 && answer.headers["preference-applied"] == "wait=60")
            #expect(answer.json?["status"] == "processing")
            #expect(answer.json?.text("output").hasPrefix(it.mediaURL) == true)
        }
    }

    @Test func `a wait that runs out is 202 with the place to look`() async throws {
        try await withSimulator { it in
            for (prompt, prefer) in [("a #waitover", "wait"), ("b", "wait=2")] {
                let answer = try await submit(it, prompt, prefer: prefer)
                let json = try #require(answer.json)
                #expect(answer.status == 202 && json["status"] == "starting" && json["output"] == .null)
                #expect(answer.headers["location"] == json.text("urls.get"))
                #expect(answer.headers["reason"] == "wait time exceeded")
                #expect(try await polls(it, answer).last?["status"] == "succeeded")
            }
        }
    }

    @Test func `a pinned version is submitted by its version`() async throws {
        try await withSimulator { it in
            let answer = try await it.post(
                "/replicate/v1/predictions",
                #"{"input":{"prompt":"x"},"version":"\#(Catalog.ltxVersion)"}"#
            )
            #expect(answer.status == 201)
            #expect(answer.json?["model"] == "lightricks/ltx-video")
            #expect(answer.json?["version"] == .string(Catalog.ltxVersion))
            let unknown = try await it.post(
                "/replicate/v1/predictions",
                #"{"input":{"prompt":"x"},"version":"0"}"#
            )
            #expect(unknown.text == #"{"error":"Model not supported by provider replicate"}"#)
        }
    }

    @Test func `output comes as a list for pictures, and when asked for`() async throws {
        try await withSimulator { it in
            let path = "/replicate/v1/models/black-forest-labs/flux-dev/predictions"
            let picture = try await submit(it, "x", prefer: "wait", path: path)
            let address = try #require(picture.json).text("output.0")
            #expect(try await it.fetch(address).body == StillPicture.bytes)
            #expect(try await submit(it, "#list", prefer: "wait").json?.text("output.0").isEmpty == false)
        }
    }

    @Test func `a cancel gives the final object without logs`() async throws {
        try await withSimulator { it in
            let id = try #require(try await submit(it, "x").json).text("id")
            let cancel = try await it.post("/replicate/v1/predictions/\(id)/cancel", "")
            #expect(
                cancel.status == 200 && cancel.json?["status"] == "canceled" && cancel.json?["logs"] == .null
            )
            #expect(try await it.get("/replicate/v1/predictions/\(id)").json?["status"] == "canceled")
            #expect(try await it.onlyJob().moment == .cancelled)
        }
    }

    @Test(arguments: [("#failed", "failed"), ("#aborted", "aborted")])
    func `a prediction that comes to nothing says how`(prompt: String, word: String) async throws {
        try await withSimulator { it in
            let last = try #require(try await polls(it, try await submit(it, prompt)).last)
            #expect(last.text("status") == word && last["output"] == .null)
            #expect((last["error"] == .null) == (word == "aborted"))
        }
    }

    @Test(
        arguments: [
            (#"{"input":{}}"#, "- input: prompt is required\n"),
            (#"{"input":{"prompt":"x"},"provider":"r"}"#, "- Additional property provider is not allowed\n"),
        ]
    )
    func `what is wrong is told as a problem`(body: String, detail: String) async throws {
        try await withSimulator { it in
            let answer = try await it.post(Self.wan, body)
            #expect(answer.status == 422)
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.json?.text("detail") == detail)
            #expect(answer.json?["title"] == "Input validation failed")
            let lost = try await it.get("/replicate/v1/predictions/none")
            #expect(lost.status == 404 && lost.headers["content-type"] == "application/problem+json")
        }
    }

    @Test func `a key may come twice and dates may be null`() async throws {
        try await withSimulator { it in
            #expect(try await submit(it, "#twice").text.ranges(of: #""model":"#).count == 2)
            let nulls = try #require(try await submit(it, "#nulls").json)
            #expect(nulls["started_at"] == .null && nulls["metrics"] == .null && nulls["logs"] == .null)
        }
    }
}
