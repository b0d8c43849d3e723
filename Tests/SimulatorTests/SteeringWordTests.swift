import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(2))) struct SteeringWordTests {
    /// What a word's first answer must be: its status, its type, and a part of its body.
    struct Expectation: Sendable, CustomTestStringConvertible {
        var word: String
        var status: Int
        var type: String?
        var part: String
        var testDescription: String { "#\(word)" }

        init(_ word: String, _ status: Int, _ part: String, type: String? = "application/json") {
            self.word = word
            self.status = status
            self.type = type
            self.part = part
        }
    }

    static let expectations: [Expectation] = [
        .init("loading", 503, #"{"error":"Model owner/name is currently loading","estimated_time":"#),
        .init("coldstart", 503, #"{"error":"Model owner/name is currently loading","estimated_time":"#),
        .init("waking", 503, "503 Service Unavailable", type: "text/plain; charset=utf-8"),
        .init("busy", 503, "Model too busy"),
        .init("ratelimit", 429, "Too Many Requests"),
        .init("retryafter", 429, "Too Many Requests"),
        .init("nested", 429, #"{"error":{"message":"{\"error\":{\"message\":"#),
        .init("hourly", 429, "You reached free usage limit (reset hourly)"),
        .init("unsupported", 400, #"{"error":"Model not supported by provider hf-inference"}"#),
        .init("unauthorized", 401, #"{"error":"Invalid credentials in Authorization header"}"#),
        .init(
            "credits",
            402,
            "You have depleted your monthly included credits. Purchase pre-paid credits to "
        ),
        .init("payg", 402, #"{"error":"Pay-as-you go is not enabled for provider fal-ai yet."}"#),
        .init(
            "forbidden",
            403,
            "does not have sufficient permissions to call Inference Providers on behalf of"
        ),
        .init("gated", 403, "restricted"),
        .init("missing", 404, #"{"error":"Model owner/name does not exist"}"#),
        .init("gone", 410, #"{"error":"https://api-inference.huggingface.co is no longer supported. "#),
        .init("deprecated", 410, "The requested model is deprecated and no longer supported by provider"),
        .init("toolarge", 413, "length limit exceeded", type: "text/plain; charset=utf-8"),
        .init("refuse", 422, #""type":"content_policy_violation""#),
        .init("nsfw", 422, #""type":"content_policy_violation""#),
        .init("invalid", 422, #""msg":"ensure this value is less than or equal to 161""#),
        .init("validation", 422, #""error_type":"validation"}"#),
        .init("error", 500, #"{"error":"unknown error"}"#),
        .init("gateway", 502, "<title>502 Bad Gateway</title>", type: "text/html"),
        .init("timeout", 504, "<title>504 Gateway Time-out</title>", type: "text/html"),
        .init(
            "redirect",
            307,
            "https://elsewhere.invalid/models/owner/name",
            type: "text/plain; charset=utf-8"
        ),
        .init("html", 200, "<title>Just a moment...</title>", type: "text/html"),
        .init("json", 200, #"{"error":"CUDA out of memory"}"#),
        .init("empty", 200, "", type: "video/mp4"),
    ]

    /// The words whose answers are broken on the wire have tests of their own.
    static let others: Set = ["drop", "silent", "cut", "brokenchunk", "truncated", "drip", "stall"]

    @Test(arguments: expectations)
    func `a word is answered as the service would`(expected: Expectation) async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.call("a cat #\(expected.word)")
            #expect(answer.status == expected.status)
            #expect(answer.headers["content-type"] == expected.type)
            #expect(answer.text.contains(expected.part) && answer.text.isEmpty == expected.part.isEmpty)
            #expect(answer.headers["content-length"] == "\(answer.body.count)")
            #expect((answer.headers["x-request-id"] == nil) == (expected.word == "waking"))
        }
    }

    @Test func `every word has a test`() {
        #expect(Set(Self.expectations.map(\.word)).union(Self.others) == Set(SteeringWord.all.map(\.name)))
        #expect(SteeringWord.all.count == Set(SteeringWord.all.map(\.name)).count)
    }

    @Test func `the headers of a refusal are the service's`() async throws {
        var configuration = SimulatorConfiguration(pace: 1)
        configuration.pace = 0.001
        try await withSimulator(configuration) { simulator in
            let limited = try await simulator.call("#ratelimit").headers
            #expect(limited["ratelimit"] == #""api";r=0;t=1"#)
            #expect(limited["ratelimit-policy"] == #""fixed window";"api";q=500;w=300"#)
            #expect(try await simulator.call("#retryafter").headers["retry-after"] == "1")
            #expect(try await simulator.call("#hourly").headers["retry-after"] == nil)
            #expect(try await simulator.call("#gated").headers["x-error-code"] == "GatedRepo")
            let redirect = try await simulator.call("#redirect").headers
            #expect(redirect["location"] == "https://elsewhere.invalid/models/owner/name")
        }
    }

    @Test(
        arguments: [
            ("loading", 2), ("coldstart", 5), ("waking", 3), ("busy", 2), ("ratelimit", 1), ("hourly", 3),
        ])
    func `a trouble that passes is over after so many answers`(word: String, count: Int) async throws {
        try await withSimulator { simulator in
            var statuses: [Int] = []
            for _ in 0...count { statuses.append(try await simulator.call("#\(word)").status) }
            #expect(statuses.last == 200)
            #expect(!statuses.dropLast().contains(200))
        }
    }

    @Test func `words are played one after the other, each as often as its count says`() async throws {
        try await withSimulator { simulator in
            var statuses: [Int] = []
            for _ in 1...6 {
                statuses.append(
                    try await simulator.call("#error:2 a cat #ratelimit #gateway:1 #nothing").status
                )
            }
            #expect(statuses == [500, 500, 429, 502, 200, 200])
        }
    }

    @Test func `a word counts for each prompt and seed by itself`() async throws {
        try await withSimulator { simulator async throws in
            #expect(try await simulator.call("#busy:1 a", seed: 1).status == 503)
            #expect(try await simulator.call("#busy:1 a", seed: 2).status == 503)
            #expect(try await simulator.call("#busy:1 b", seed: 1).status == 503)
            #expect(try await simulator.call("#busy:1 a", seed: 1).status == 200)
        }
    }

    @Test func `a refusal stays one`() async throws {
        try await withSimulator { simulator async throws in
            for _ in 1...4 { #expect(try await simulator.call("#credits").status == 402) }
        }
    }

    @Test func `a client that asks to wait for the model is held, not sent away`() async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.send(.call("#loading").adding("x-wait-for-model", "true"))
            #expect(answer.status == 200)
            #expect(try await simulator.call("#loading").status == 200)
        }
    }

    @Test func `a client that waits long enough for an endpoint to wake is held`() async throws {
        try await withSimulator { simulator in
            let short = try await simulator.send(.call("#waking").adding("X-Scale-Up-Timeout", "3"))
            #expect(short.status == 503)
            let long = try await simulator.send(.call("#waking").adding("X-Scale-Up-Timeout", "600"))
            #expect(long.status == 200)
        }
    }

    @Test func `the first call to each model meets a cold start when asked to`() async throws {
        try await withSimulator(SimulatorConfiguration(coldStart: true)) { simulator async throws in
            #expect(try await simulator.call("a").status == 503)
            #expect(try await simulator.call("a").status == 200)
            #expect(try await simulator.send(.call("a", path: "/models/owner/other")).status == 503)
        }
    }
}
