import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct RouterTests {
    static let submits = [
        ("fal-ai", "/fal-ai/wan/v2.2-5b/text-to-video?_subdomain=queue", #""prompt":"WORDS""#),
        ("replicate", "/v1/models/wan-video/wan-2.2-5b-fast/predictions", #""input":{"prompt":"WORDS"}"#),
        ("wavespeed", "/api/v3/wavespeed-ai/wan-2.2/t2v-5b-720p", #""prompt":"WORDS""#),
        ("novita", "/v3/async/wan-t2v", #""prompt":"WORDS""#),
        ("together", "/v2/videos", #""model":"Wan-AI/Wan2.2-T2V-A14B","prompt":"WORDS""#),
    ]

    private func body(_ form: String, _ words: String) -> String {
        "{" + form.replacing("WORDS", with: words) + "}"
    }

    @Test(arguments: submits)
    func `the router wants a Hugging Face token and a path that is a model's`(
        provider: String,
        path: String,
        form: String
    ) async throws {
        try await withSimulator { it async throws in
            let json = body(form, "x")
            #expect(
                try await it.send(.road("POST", "/\(provider)\(path)", token: nil, body: json)).status == 401
            )
            #expect(try await it.post("/\(provider)\(path)", json).status < 300)
            let wrong = try await it.post("/\(provider)/none/of/these", json)
            #expect(wrong.status == 400)
            #expect(wrong.text == #"{"error":"Model not supported by provider \#(provider)"}"#)
            #expect(await it.jobs.map(\.provider) == [provider])
        }
    }

    @Test(arguments: submits)
    func `a provider's own host wants a key of its own`(
        provider: String,
        path: String,
        form: String
    ) async throws {
        try await withSimulator { it async throws in
            let scheme = provider == "fal-ai" ? "Key" : "Bearer"
            func status(_ token: String) async throws -> Int {
                try await it.post("/own/\(provider)\(path)", body(form, "x"), token: token).status
            }
            #expect(try await status("\(scheme) secret") < 300)
            #expect(try await status("\(scheme) hf_test") == 401)
            #expect(try await status("\(scheme == "Key" ? "Bearer" : "Key") secret") == 401)
        }
    }

    @Test(arguments: submits)
    func `what stands in the way of a submit makes no job`(
        provider: String,
        path: String,
        form: String
    ) async throws {
        try await withSimulator { it async throws in
            func submit(_ words: String) async throws -> RawAnswer {
                try await it.post("/\(provider)\(path)", body(form, words))
            }
            #expect(
                try await submit("#payg").text
                    == #"{"error":"Pay-as-you go is not enabled for provider \#(provider) yet."}"#
            )
            #expect(try await submit("#payg@nscale").status < 300)
            #expect(try await submit("#payg@\(provider)").status == 402)
            #expect(try await submit("#ratelimit").headers["ratelimit"] == #""api";r=0;t=0"#)
            #expect(try await submit("#gateway").headers["content-type"] == "text/html")
            #expect(try await submit("#drop").bytes.isEmpty)
            #expect(await it.jobs.count == 1)
        }
    }

    @Test func `a word can stand at any stage of a job`() async throws {
        try await withSimulator { it in
            let words = "#gateway@poll:2 #ratelimit@poll #drop@cancel:1 #error@result:1 #quick"
            let submit = try await it.post(
                "/fal-ai/fal-ai/wan/v2.2-5b/text-to-video?_subdomain=queue",
                #"{"prompt":"\#(words)"}"#
            )
            let base = "/fal-ai" + path(of: try #require(submit.json).text("response_url"))
            let cancel = RawRequest.road("PUT", "\(base)/cancel?_subdomain=queue", token: "Bearer hf_test")
            #expect(try await it.send(cancel).bytes.isEmpty)
            var statuses: [Int] = []
            for _ in 1...5 { statuses.append(try await it.get("\(base)/status?_subdomain=queue").status) }
            #expect(statuses == [502, 502, 429, 200, 200])
            #expect(try await it.get("\(base)?_subdomain=queue").status == 500)
            #expect(try await it.get("\(base)?_subdomain=queue").status == 200)
            let job = try await it.onlyJob()
            #expect(RoadStage.allCases.map(job.count) == [1, 5, 2, 1, 0])
        }
    }

    @Test func `words count for each job by itself`() async throws {
        try await withSimulator { it in
            for _ in 1...2 {
                let submit = try await it.post("/novita/v3/async/wan-t2v", ##"{"prompt":"#busy@poll:1"}"##)
                let poll = "/novita/v3/async/task-result?task_id=\(submit.json?.text("task_id") ?? "")"
                #expect(try await it.get(poll).status == 503)
                #expect(try await it.get(poll).status == 200)
            }
        }
    }

    @Test func `addresses can name another host, which sees what goes astray`() async throws {
        try await withSimulator { it in
            let submit = try await it.post(
                "/replicate/v1/models/wan-video/wan-2.2-5b-fast/predictions",
                ##"{"input":{"prompt":"#elsewhere"}}"##
            )
            let address = try #require(submit.json).text("urls.get")
            #expect(try await it.fetch(address, headers: [("Authorization", "Bearer hf_test")]).status == 400)
            #expect(await it.mediaRequests.first?.bearerToken == "hf_test")
        }
    }

    @Test func `warnings come several at once`() async throws {
        try await withSimulator { it in
            let answer = try await it.post("/novita/v3/async/wan-t2v", ##"{"prompt":"#warning"}"##)
            let text = String(decoding: answer.bytes, as: UTF8.self)
            #expect(text.ranges(of: "X-HF-Warning: ").count == 2)
        }
    }

    @Test func `a scenario plays on a provider's road`() async throws {
        try await withSimulator(steps: [
            .status(402, error: "no").when(prompt: "boat"), .status(500).when(path: "task-result").times(2),
        ]) { it async throws in
            #expect(try await it.post("/novita/v3/async/wan-t2v", #"{"prompt":"a boat"}"#).status == 402)
            let submit = try await it.post("/novita/v3/async/wan-t2v", #"{"prompt":"a boat"}"#)
            let poll = "/novita/v3/async/task-result?task_id=\(submit.json?.text("task_id") ?? "")"
            var statuses: [Int] = []
            for _ in 1...3 { statuses.append(try await it.get(poll).status) }
            #expect(statuses == [500, 500, 200])
        }
    }

    @Test func `jobs go on with the clock when there is a pace`() async throws {
        let clock = ManualClock()
        var configuration = SimulatorConfiguration(pace: 1)
        configuration.now = { clock.now }
        try await withSimulator(configuration) { it in
            let submit = try await it.post("/novita/v3/async/wan-t2v", ##"{"prompt":"a #slow boat"}"##)
            let poll = "/novita/v3/async/task-result?task_id=\(submit.json?.text("task_id") ?? "")"
            var words: [String] = []
            for seconds in [0, 0, 11, 13, 21, 30, 30] {
                clock.now = .seconds(seconds)
                let task = try #require(try await it.get(poll).json?["task"])
                words.append("\(task.text("status").dropFirst(12)) \(task["progress_percent"]?.integer ?? 0)")
            }
            #expect(
                words == [
                    "QUEUED 0", "QUEUED 0", "QUEUED 0", "PROCESSING 5", "PROCESSING 50", "SUCCEED 100",
                    "SUCCEED 100",
                ]
            )
        }
    }

    @Test func `two runs of the same jobs are equal`() async throws {
        var runs: [[String]] = []
        for _ in 1...2 {
            runs.append(
                try await withSimulator { it in
                    var texts: [String] = []
                    for (provider, path, form) in Self.submits {
                        let answer = try await it.post("/\(provider)\(path)", body(form, "a boat"))
                        texts.append(answer.text)
                    }
                    return texts
                }
            )
        }
        #expect(runs[0] == runs[1] && Set(runs[0]).count == Self.submits.count)
    }

    @Test(arguments: RoadTable.all.map(\.provider))
    func `no two jobs share an id`(provider: String) {
        let ids = (1...2000).map { JobID.text(provider, number: $0, fingerprint: 7) }
        #expect(Set(ids).count == ids.count && Set(ids.map(\.count)).count == 1)
    }

    @Test func `a reset forgets jobs and what went to the media host`() async throws {
        try await withSimulator { it in
            _ = try await it.post("/novita/v3/async/wan-t2v", #"{"prompt":"x"}"#)
            _ = try await it.fetch(it.mediaURL + "/files/none")
            await it.reset()
            let jobs = await it.jobs, media = await it.mediaRequests
            #expect(jobs.isEmpty && media.isEmpty)
        }
    }
}
