import Foundation
import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct ScenarioTests {
    @Test func `steps are played in order, as often as they say, and then the usual goes on`() async throws {
        try await withSimulator(steps: [.loading(estimatedTime: 20).times(2), .status(500, error: "no")]) {
            it in
            var statuses: [Int] = []
            for _ in 1...4 { statuses.append(try await it.call("a cat").status) }
            #expect(statuses == [503, 503, 500, 200])
        }
    }

    @Test func `a step can be meant for some prompts or paths only`() async throws {
        try await withSimulator(steps: [
            .status(402).when(prompt: "BOAT").always(),
            .status(206).when(path: "/media/", method: "GET"),
            .status(404).when(path: "owner/other"),
        ]) { simulator async throws in
            #expect(try await simulator.call("a cat").status == 200)
            #expect(try await simulator.call("my boat").status == 402)
            #expect(try await simulator.call("a boat").status == 402)
            #expect(try await simulator.send(.get("/media/sea.mp4")).status == 206)
            #expect(try await simulator.send(.get("/media/sea.mp4")).status == 200)
            #expect(try await simulator.send(.call("a cat", path: "/models/owner/other")).status == 404)
        }
    }

    @Test func `the headers of a step are sent as given, several of one name included`() async throws {
        try await withSimulator(steps: [
            .status(429, json: "{}").header("X-HF-Warning", "a; b").header("X-HF-Warning", "c; d")
                .header("Content-Type", "application/problem+json").header("x-request-id", "own"),
            .rateLimited(remaining: 99794, reset: 241, quota: 100_000), .retryAfter(""), .waking(),
        ]) { simulator in
            let text = String(decoding: try await simulator.call("a").bytes, as: UTF8.self)
            #expect(text.contains("X-HF-Warning: a; b\r\nX-HF-Warning: c; d\r\n"))
            #expect(text.contains("Content-Type: application/problem+json\r\nx-request-id: own\r\n"))
            let limited = try await simulator.call("a").headers
            #expect(limited["ratelimit"] == #""api";r=99794;t=241"#)
            #expect(limited["ratelimit-policy"] == #""fixed window";"api";q=100000;w=300"#)
            #expect(try await simulator.call("a").headers["retry-after"] == "")
            #expect(try await simulator.call("a").headers["x-request-id"] == nil)
        }
    }

    @Test func `the answers have the wording of the service`() {
        #expect(
            Scenario.Step.loading(model: "o/n", estimatedTime: 20).body
                == .json(#"{"error":"Model o/n is currently loading","estimated_time":20.0}"#)
        )
        #expect(
            Scenario.Step.loading(model: "o/n", estimatedTime: nil).body
                == .json(#"{"error":"Model o/n is currently loading"}"#)
        )
        #expect(Scenario.Step.status(500, error: "a \"b\"\n").body == .json(#"{"error":"a \"b\"\n"}"#))
    }

    private func check(_ json: String) throws -> [Scenario.Step] {
        try Scenario(data: Data(json.utf8)).steps
    }

    @Test func `a file says all that a step can be`() throws {
        let steps = try check(
            """
            {"steps": [
              {"status": 503, "json": {"b": [1, 2.5, true], "a": "x/y"}, "times": 2},
              {"when": {"prompt": "boat", "path": "/m", "method": "POST"},
               "headers": {"A": "1", "B": ["2", "3"]},
               "text": "t", "delay": 1.5, "chunk": {"bytes": 512, "pause": 0.25},
               "framing": "chunked", "cut": 20},
              {"clip": "sea", "times": "always"}, {"clip": "auto"}, {"base64": "aGk="}, {"html": "<p>"},
              {"picture": true}, {"end": "drop"}, {"end": "silent"}, {"end": "broken-chunk", "cut": 5}, {}
            ]}
            """
        )
        let second = Scenario.Step.status(200, body: .text("t")).header("A", "1").header("B", "2").header(
            "B",
            "3"
        )
        .when(prompt: "boat").when(path: "/m", method: "POST").after(.seconds(1.5))
        .sent(inPiecesOf: 512, pause: .seconds(0.25)).framed(.chunked).ended(.cut(afterBytes: 20))
        #expect(steps.count == 11)
        #expect(steps[0] == .status(503, json: #"{"a":"x/y","b":[1,2.5,true]}"#).times(2))
        #expect(steps[1] == second)
        #expect(steps[2] == .status(200, body: .clip(.sea)).always())
        #expect(steps[3] == .status(200, body: .clip(nil)))
        #expect(
            steps[4] == .status(200, body: .bytes(Array("hi".utf8), contentType: "application/octet-stream"))
        )
        #expect(steps[5] == .status(200, body: .html("<p>")))
        #expect(steps[6] == .picture())
        #expect(steps[7] == .dropped())
        #expect(steps[8] == .silent())
        #expect(steps[9] == Scenario.Step().framed(.chunked).ended(.brokenChunk(afterBytes: 5)))
        #expect(steps[10] == Scenario.Step())
    }

    @Test(
        arguments: [
            ("nonsense", "the scenario is not JSON"), ("", "the scenario is not JSON"),
            ("[]", #"the scenario needs a list named "steps""#),
            (#"{"steps": [{}, 3]}"#, "step 2 is not an object"),
            (#"{"steps": [{"status": "503"}]}"#, #"step 1: "status" must be a number"#),
            (#"{"steps": [{"status": 99}]}"#, #"step 1: "status" must be a number from 200 to 599"#),
            (
                #"{"steps": [{"stauts": 503}]}"#,
                #"step 1: unknown key "stauts"; known are base64, chunk, clip"#
            ),
            (#"{"steps": [{"when": {"promt": ""}}]}"#, #"step 1, "when": unknown key "promt""#),
            (#"{"steps": [{"text": "a", "json": 1}]}"#, "step 1: only one of json, text can be the body"),
            (#"{"steps": [{"clip": "cat"}]}"#, #"step 1: "clip" must be auto or one of abstract"#),
            (#"{"steps": [{"times": 0}]}"#, #"step 1: "times" must be a count"#),
            (#"{"steps": [{"cut": -1}]}"#, #"step 1: "cut" must be a number from 0"#),
            (#"{"steps": [{"end": "bang"}]}"#, #"step 1: "end" must be drop"#),
            (
                #"{"steps": [{"chunk": {"bytes": 0}}]}"#,
                #"step 1: "chunk" must be an object with "bytes" above 0"#
            ),
            (#"{"steps": [{"headers": {"A": 1}}]}"#, #"step 1: "headers" must be an object of texts"#),
            (#"{"steps": [{"base64": "*"}]}"#, #"step 1: "base64" must be a text in base64"#),
        ]
    )
    func `a file with a mistake is refused with its place`(json: String, message: String) {
        let error = #expect(throws: ScenarioFileError.self) { try check(json) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }
}
