import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct RequestTests {
    @Test(arguments: ["Bearer", "Bearer ", "Basic hf_test", nil])
    func `without a bearer token the answer is 401`(authorization: String?) async throws {
        try await withSimulator { simulator in
            var request = RawRequest.call("a cat").without("Authorization")
            if let authorization { request = request.adding("Authorization", authorization) }
            let answer = try await simulator.send(request)
            #expect(answer.status == 401)
            #expect(answer.text == #"{"error":"Invalid credentials in Authorization header"}"#)
        }
    }

    @Test func `one token alone passes when one is set`() async throws {
        try await withSimulator(SimulatorConfiguration(token: .exactly("hf_other"))) {
            simulator async throws in
            #expect(try await simulator.call("a cat").status == 401)
            let request = RawRequest.call("a cat").without("Authorization")
            #expect(
                try await simulator.send(request.adding("Authorization", "bearer hf_other")).status == 200
            )
        }
    }

    @Test func `a public endpoint looks at no token`() async throws {
        try await withSimulator(SimulatorConfiguration(token: .notNeeded)) { simulator async throws in
            #expect(try await simulator.send(.call("a cat").without("Authorization")).status == 200)
        }
    }

    @Test(
        arguments: [
            (#"{"prompt":"x"}"#, "missing field `inputs` at line 1 column 14"),
            (#"{"inputs":{"text":"x"}}"#, "inputs: invalid type"), ("", "as JSON"), ("{", "as JSON"),
            ("[]", "invalid type"), (#"{"inputs":null}"#, "as JSON"),
        ]
    )
    func `a body that cannot be read is 422 in plain text`(body: String, part: String) async throws {
        try await withSimulator { simulator in
            var request = RawRequest.call("")
            request.body = Array(body.utf8)
            let answer = try await simulator.send(request)
            #expect(answer.status == 422)
            #expect(answer.headers["content-type"] == "text/plain; charset=utf-8")
            #expect(answer.text.contains(part))
        }
    }

    @Test func `the pages for people are there, and nothing else is`() async throws {
        try await withSimulator { simulator in
            #expect(try await simulator.send(.get("/health")).text == #"{"status":"ok"}"#)
            let page = try await simulator.send(.get("/")).text
            #expect(SteeringWord.all.allSatisfy { page.contains("#\($0.name) ") })
            #expect(JobMood.allCases.allSatisfy { page.contains("#\($0.rawValue) ") })
            #expect(RoadTable.all.allSatisfy { page.contains($0.provider) })
            #expect(try await simulator.send(.get("/models/owner/name")).status == 404)
            var request = RawRequest.get("/health")
            request.method = "DELETE"
            #expect(try await simulator.send(request).status == 405)
            request.method = "HEAD"
            let head = try await simulator.send(request)
            #expect(head.status == 200 && head.body.isEmpty && head.headers["content-length"] == "15")
        }
    }

    @Test func `requests are kept as they came, in their order, until a reset`() async throws {
        try await withSimulator { simulator in
            _ = try await simulator.send(
                .call("one").adding("X-Thing", "a").adding("X-Scale-Up-Timeout", "9")
            )
            _ = try await simulator.call("two")
            let requests = try await simulator.waitForRequests(2)
            #expect(requests.map(\.number) == [1, 2])
            #expect(requests[0].method == "POST" && requests[0].path == "/models/owner/name")
            #expect(requests[0].header("x-thing") == "a" && requests[0].bearerToken == "hf_test")
            #expect(requests[1].text == #"{"inputs":"two","parameters":{"seed":1}}"#)
            await simulator.reset(Scenario(steps: [.status(418)]))
            #expect(await simulator.requests.isEmpty)
            #expect(try await simulator.call("three").status == 418)
            #expect(await simulator.requests.map(\.number) == [1])
        }
    }

    @Test func `the request id carries the client's own`() async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.send(.call("a").adding("X-Amzn-Trace-Id", "mine"))
            #expect(answer.headers["x-request-id"] == "simulated-1;mine")
        }
    }

    @Test(arguments: [
        "\u{1F30A} воды", "#", "##", "#:3", "#loading:", String(repeating: "long ", count: 4000),
    ])
    func `odd prompts are prompts`(prompt: String) async throws {
        try await withSimulator { simulator async throws in
            #expect([200, 503].contains(try await simulator.call(prompt).status))
        }
    }
}
