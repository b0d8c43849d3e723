import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct MediaHostTests {
    /// The address of a finished video of this prompt, at fal-ai unless said otherwise.
    private func address(_ it: RunningSimulator, _ prompt: String) async throws -> String {
        let answer = try await it.post(
            "/fal-ai/fal-ai/wan/v2.2-5b/text-to-video",
            #"{"prompt":"\#(prompt)"}"#
        )
        return try #require(answer.json).text("video.url")
    }

    @Test func `a token is refused, and the request is kept apart`() async throws {
        try await withSimulator { it in
            let url = try await address(it, "a boat")
            let refused = try await it.fetch(url, headers: [("Authorization", "Bearer hf_test")])
            #expect(refused.status == 400 && refused.headers["content-type"] == "application/xml")
            #expect(try await it.fetch(url).status == 200)
            #expect(await it.mediaRequests.map { $0.bearerToken != nil } == [true, false])
            #expect(await it.requests.count == 1)
            #expect(try await it.onlyJob().count(.media) == 2)
        }
    }

    @Test func `a file can be had from a byte on`() async throws {
        try await withSimulator { it in
            let url = try await address(it, "a boat")
            let count = Clip.sea.bytes.count
            let rest = try await it.fetch(url, headers: [("Range", "bytes=100-")])
            #expect(rest.status == 206 && rest.body == Array(Clip.sea.bytes[100...]))
            #expect(rest.headers["content-range"] == "bytes 100-\(count - 1)/\(count)")
            #expect(try await it.fetch(url, headers: [("Range", "bytes=\(count)-")]).status == 416)
        }
    }

    @Test(
        arguments: [
            ("#octet", 200, "application/octet-stream"), ("#mislabeled", 200, "text/plain"),
            ("#expired", 403, "application/xml"), ("#html", 200, "text/html"),
            ("#json", 200, "application/json"),
            ("#missing@media", 404, "application/json"), ("#gateway@media", 502, "text/html"),
        ]
    )
    func `a file can be answered wrongly`(prompt: String, status: Int, type: String) async throws {
        try await withSimulator { it in
            let answer = try await it.fetch(try await address(it, prompt))
            #expect(answer.status == status && answer.headers["content-type"] == type)
        }
    }

    @Test func `a file has a tag, and another version begins anew`() async throws {
        try await withSimulator { it in
            let url = try await address(it, "a boat")
            let tag = try #require(try await it.fetch(url).headers["etag"])
            #expect(tag.hasPrefix("\""))
            let range = ("Range", "bytes=100-")
            #expect(try await it.fetch(url, headers: [range, ("If-Range", tag)]).status == 206)
            #expect(try await it.fetch(url, headers: [range, ("If-Range", "\"old\"")]).status == 200)
        }
    }

    @Test func `a file can be without ranges, or with a weak tag`() async throws {
        try await withSimulator { it in
            let whole = try await address(it, "a boat #norange")
            #expect(try await it.fetch(whole, headers: [("Range", "bytes=100-")]).status == 200)
            let weak = try await address(it, "a boat #weaktag")
            #expect(try await it.fetch(weak).headers["etag"]?.hasPrefix("W/") == true)
        }
    }

    @Test func `a first address can be stale, and the next one good`() async throws {
        try await withSimulator { it in
            let first = try await address(it, "a boat #stale")
            #expect(try await it.fetch(first).status == 403)
            #expect(try await it.fetch(first.replacing("link=0", with: "link=1")).status == 200)
        }
    }

    @Test func `a rest is cut as well`() async throws {
        try await withSimulator { it in
            let url = try await address(it, "a boat #cut")
            let answer = try await it.fetch(url, headers: [("Range", "bytes=100-")])
            #expect(answer.status == 206)
            #expect(answer.body.count == (Clip.sea.bytes.count - 100) / 2)
        }
    }

    @Test func `a file can be cut, and whole the next time`() async throws {
        try await withSimulator { it in
            let url = try await address(it, "a boat #cut:1")
            let cut = try await it.fetch(url)
            #expect(cut.headers["content-length"] == "\(Clip.sea.bytes.count)")
            #expect(cut.body.count == Clip.sea.bytes.count / 2)
            #expect(try await it.fetch(url).body == Clip.sea.bytes)
        }
    }

    @Test func `a file is there only when its job has succeeded`() async throws {
        try await withSimulator { it in
            let submit = try await it.post("/novita/v3/async/wan-t2v", #"{"prompt":"x"}"#)
            let id = submit.json?.text("task_id") ?? ""
            #expect(try await it.fetch("\(it.mediaURL)/files/novita/\(id)/output.mp4").status == 404)
            #expect(try await it.fetch("\(it.mediaURL)/files/novita/none/output.mp4").status == 404)
            #expect(try await it.fetch("\(it.mediaURL)/").status == 404)
        }
    }
}
