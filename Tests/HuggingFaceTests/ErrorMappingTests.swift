import Foundation
import Generations
import NIOHTTP1
import Testing

@testable import HuggingFace

@Suite struct ErrorMappingTests {
    /// Kind, message's beginning, for every recorded error.
    static let table: [(String, String, String)] = [
        ("legacy-404-model", "modelNotFound", "Model this-model-does-not-exist-123 does not exist"),
        ("legacy-410-gone", "endpointGone", "https://api-inference.huggingface.co is no longer supported."),
        ("legacy-422-text", "invalidRequest", "Failed to deserialize the JSON body"),
        ("legacy-422-validation", "invalidRequest", "Input validation error: `top_p` must"),
        ("legacy-429-diffusers", "rateLimited nil", "Max requests total reached"),
        ("legacy-429-hourly", "rateLimited nil", "Rate limit reached."),
        ("legacy-503-loading", "modelLoading 20.0", "Model distilbert-base-cased-distilled-squad"),
        ("legacy-503-loading-long", "modelLoading 300.8891906738281", "Model ZeroWw/Mistral"),
        ("router-400-not-supported-fal", "unsupported", "Model not supported by provider"),
        (
            "router-400-not-supported-hf-inference", "unsupported",
            "Model not supported by provider hf-inference"
        ),
        ("router-400-openai-shape", "unsupported", "The requested model 'moonshotai/Kimi-K2-Instruct'"),
        ("router-401-invalid-credentials", "invalidToken HF_TOKEN", "Invalid credentials"),
        ("router-402-credits-depleted", "paymentRequired", "You have depleted your monthly"),
        ("router-402-payg-not-enabled", "providerNotBillable", "Pay-as-you go is not enabled"),
        ("router-403-permissions", "accessDenied HF_TOKEN", "This authentication method"),
        ("router-404-model", "modelNotFound", "Model this-model-does-not-exist-123 does not exist"),
        ("router-410-model-deprecated", "unsupported", "The requested model is deprecated"),
        ("router-422-text", "invalidRequest", "Failed to deserialize the JSON body"),
        ("router-422-validation", "invalidRequest", "Input validation error: `inputs` tokens"),
        ("endpoint-503-waking", "endpointWaking nil", "503 Service Unavailable"),
        ("rate-429-exhausted", "rateLimited rateLimit(api, 500, 55.0)", ""),
        (
            "rate-429-other-limit", "rateLimited nil",
            "You have exceeded the rate limit for repository creation"
        ),
        ("retry-after-0", "rateLimited retryAfter(0.0)", ""),
        ("retry-after-120", "rateLimited retryAfter(120.0)", ""),
        ("retry-after-42-lower", "rateLimited retryAfter(42.0)", ""),
        ("retry-after-empty", "rateLimited nil", ""),
        ("retry-after-text", "rateLimited nil", ""),
        ("fal-400-data-url", "invalidRequest", "Unsupported data URL"),
        ("fal-404-text", "modelNotFound", "404: Not Found"),
        ("fal-422-content-policy", "contentRefused", "body.prompt: The content could not be processed"),
        ("fal-422-detail-string", "invalidRequest", "Model directory /data/models"),
        ("fal-422-missing-field", "invalidRequest", "body.model_name: field required"),
        ("fal-422-validation", "invalidRequest", "body.loras.0.path: str type expected"),
        ("fal-503-runner", "tooBusy nil", "Runner connection failed"),
        ("replicate-401", "invalidToken HF_TOKEN", "Unauthenticated: You did not pass a valid"),
        (
            "replicate-422-invalid-fields", "invalidRequest",
            "Input validation failed: - input: text is required"
        ),
        (
            "replicate-422-problem", "invalidRequest",
            "Input validation failed: - Additional property provider"
        ),
        ("together-400", "invalidRequest", "Invalid request"),
        ("whoami-401", "invalidToken HF_TOKEN", "Invalid credentials in Authorization header"),
    ]

    @Test(arguments: table)
    func `each recorded error reads as its kind and message`(row: (String, String, String)) throws {
        let error = try Fixture(row.0).error()
        #expect(Self.kind(of: error) == row.1)
        #expect(error.detail.message.hasPrefix(row.2), "\(error.detail.message)")
        #expect(error.detail.message.isEmpty == row.2.isEmpty)
        #expect(error.detail.status == (try Fixture(row.0).status))
        #expect(error.detail.host != nil)
    }

    @Test func `401 without a token says that one is missing and where it was looked for`() throws {
        let mapping = ErrorMapping(host: "example.com", noToken: "looked in HF_TOKEN", now: .now)
        let error = mapping.error(status: 401, headers: [:], body: [])
        #expect(
            error
                == .missingToken(ErrorDetail(status: 401, message: "looked in HF_TOKEN", host: "example.com"))
        )
    }

    @Test(
        arguments: [
            ("20.5", 20.5), ("\"20\"", 20), ("-1", nil), ("0", nil), ("1e300", nil), ("1e999", nil),
            ("NaN", nil),
            ("Infinity", nil), ("\"soon\"", nil), ("null", nil), ("[]", nil), ("true", nil), ("86401", nil),
        ] as [(String, Double?)]
    )
    func `a guess counts when it is a usable number`(text: String, estimate: Double?) {
        let error = map(503, #"{"error":"Model x is currently loading","estimated_time":\#(text)}"#)
        #expect(error == .modelLoading(detail(503, "Model x is currently loading"), estimate: estimate))
    }

    @Test(arguments: [
        (#"{"error":"Model x is currently loading"}"#, "modelLoading nil"),
        (#"{"error":"Model x is currently load"#, "modelLoading nil"),
        (#"{"error":"Model x is currently loading","estimated_time":2"#, "modelLoading nil"),
        (#"{"error":"Model too busy, unable to get response in less than 120 second(s)"}"#, "tooBusy nil"),
        ("503 Service Unavailable", "endpointWaking nil"),
        (
            "<html><head><title>503 Service Temporarily Unavailable</title></head></html>",
            "endpointWaking nil"
        ),
        ("", "tooBusy nil"),
        ("upstream connect error", "tooBusy nil"),
    ])
    func `the three meanings of an endpoint's 503 are told apart`(body: String, expected: String) {
        let error = map(503, body, isEndpoint: true)
        let words = body.hasPrefix(#"{"error":"Model x is currently load"#) && !body.contains("loading")
        #expect(Self.kind(of: error) == (words ? "tooBusy nil" : expected))
    }

    @Test(arguments: [
        "503 Service Unavailable", "", "upstream connect error", #"{"detail":"not now"}"#,
        "<html><head><title>503 Service Temporarily Unavailable</title></head></html>",
    ])
    func `a 503 from the way to a provider that says nothing may hide an accepted job`(body: String) {
        let error = map(503, body)
        #expect(Self.kind(of: error) == "providerFailed")
        #expect(error.detail.mayBeAccepted)
        #expect(!map(503, #"{"error":"Model too busy"}"#).detail.mayBeAccepted)
        let asked = ErrorMapping(host: "example.com", now: .now)
            .error(status: 503, headers: ["Retry-After": "3"], body: Array(body.utf8))
        let says = body.hasPrefix("{") ? "tooBusy retryAfter(3.0)" : "providerFailed"
        #expect(Self.kind(of: asked) == says, "a provider that names a time has taken nothing")
    }

    @Test(
        arguments: [
            (502, #"{"error":"x"}"#, true), (520, "", true), (500, "<html>", true), (999, "", true),
            (500, #"{"error":"unknown error"}"#, false), (501, #"{"detail":"x"}"#, false), (422, "", false),
        ] as [(Int, String, Bool)]
    )
    func `what a gateway says of a submit leaves open whether it was accepted`(
        status: Int,
        body: String,
        isOpen: Bool
    ) {
        #expect(map(status, body).detail.mayBeAccepted == isOpen)
        #expect(!map(status, body, isEndpoint: true).detail.mayBeAccepted)
        #expect(!map(status, body, purpose: .job).detail.mayBeAccepted)
    }

    @Test(arguments: ["", "something", "no healthy upstream"])
    func `an Inference Endpoint that answers 503 is waking unless it says busy`(body: String) {
        let host = "abc.us-east-1.aws.endpoints.huggingface.cloud"
        let mapping = ErrorMapping(host: host, now: .now)
        let headers: HTTPHeaders = ["retry-after": "7"]
        #expect(
            Self.kind(of: mapping.error(status: 503, headers: headers, body: Array(body.utf8)))
                == "endpointWaking retryAfter(7.0)"
        )
        let busy = mapping.error(status: 503, headers: headers, body: Array("queue is full".utf8))
        #expect(Self.kind(of: busy) == "tooBusy retryAfter(7.0)")
    }

    @Test func `a retry date counts as seconds from now`() {
        let now = RetryAfter.date("Sun, 06 Nov 1994 08:49:37 GMT") ?? .now
        #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:50:37 GMT", now: now) == 60)
        #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:00:00 GMT", now: now) == 0)
        #expect(now.timeIntervalSince1970 == 784_111_777)
        for bad in ["-5", "", " ", "5 minutes", "Sun, 99 Nov 1994 08:49:37 GMT", "٣"] {
            #expect(RetryAfter.seconds(bad, now: now) == nil)
        }
    }

    @Test(arguments: [
        (500, "providerFailed"), (502, "providerFailed"), (504, "timedOut"), (524, "timedOut"),
        (408, "timedOut"),
        (409, "providerFailed"), (413, "invalidRequest"), (415, "invalidRequest"), (405, "unsupported"),
        (418, "invalidRequest"), (451, "contentRefused"), (499, "providerFailed"),
        (302, "unreadableResponse"), (307, "endpointGone"),
        (599, "providerFailed"), (100, "providerFailed"), (999, "providerFailed"),
    ])
    func `every other status has a kind`(status: Int, expected: String) {
        #expect(Self.kind(of: map(status, "")) == expected)
    }

    @Test func `a gated model says that its terms have to be accepted`() throws {
        let found = FoundToken(token: try #require(try AccessToken("hf_abcdefghijklm0123")), source: ".env")
        let mapping = ErrorMapping(host: "example.com", token: found, now: .now)
        let error = mapping.error(status: 403, headers: ["X-Error-Code": "GatedRepo"], body: [])
        #expect(Self.kind(of: error) == "accessDenied .env")
        #expect(error.detail.message.contains("terms"))
    }

    @Test(arguments: [
        #"{"error":["a","b"]}"#, #"{"errors":[{"message":"a"},{"message":"b"}]}"#, #"{"detail":["a","b"]}"#,
        #"{"error":{"message":"a; b"}}"#, #"{"message":"{\"error\":\"a; b\"}"}"#,
        #"{"data":{"error":"a; b"}}"#,
        #"{"error_description":"a; b"}"#, #""a; b""#, "a; b", "<html><title>a; b</title><body>no</body>",
        #"{"error":{"error":{"message":"a; b"}}}"#, #"{"title":"a; b"}"#, #"["a","b"]"#,
        "\u{FEFF}{\"msg\":\"a; b\"}",
    ])
    func `a message is found in every shape`(body: String) {
        let text =
            body.hasPrefix("\u{FEFF}") ? String(body.unicodeScalars.dropFirst().map(Character.init)) : body
        #expect(map(400, text).detail.message == "a; b")
    }

    @Test func `the request id is taken in the known order`() {
        let headers: HTTPHeaders = [
            "X-Amz-Cf-Id": "c", "X-Amzn-Trace-Id": "b", "X-Request-Id": "a\u{1B}[31m",
        ]
        #expect(ErrorMapping.requestID(headers) == "a[31m")
        #expect(ErrorMapping.requestID(["x-amz-cf-id": "c"]) == "c")
        #expect(ErrorMapping.requestID([:]) == nil)
    }

    @Test func `no input makes the readers trap`() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "\"", "api", ";", "r=", "t=", "0", "99999999999999999999", "{", "}", "[", "]", "\\u", "\\",
            "null", ":",
            ",", "error", "detail", "\u{0}", "\u{202E}", "é", "<title>", "-", "1e", "https://a?b", "hf_",
            "Bearer ",
        ]
        for _ in 0..<2_000 {
            let count = Int.random(in: 0..<20, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            _ = RateLimitHeader(rateLimit: text, policy: text)
            _ = RetryAfter.seconds(text, now: .now)
            let status = [400, 403, 429, 503].randomElement(using: &random) ?? 400
            let message = map(status, text).detail.message
            #expect(message.count <= Redaction.longest)
            var bytes = Array(text.utf8)
            for index in bytes.indices where Bool.random(using: &random) {
                bytes[index] = .random(in: 0...255)
            }
            var reader = VideoJSONReader()
            _ = reader.read(bytes)
            _ = reader.finish()
            _ = ErrorBody(bytes, contentType: text)
            _ = MediaSniffer.verdict(bytes, isWhole: true)
        }
    }

    @Test func `deeply nested JSON is read without harm`() {
        let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
        _ = map(500, deep)
        _ = map(500, String(repeating: #"{"error":"#, count: 5_000))
        var reader = VideoJSONReader()
        _ = reader.read(Array(deep.utf8))
        _ = reader.finish()
    }

    private func map(
        _ status: Int,
        _ body: String,
        purpose: ErrorMapping.Purpose = .submit,
        isEndpoint: Bool = false
    ) -> InferenceError {
        ErrorMapping(host: "example.com", purpose: purpose, isEndpoint: isEndpoint, now: .now)
            .error(status: status, headers: [:], body: Array(body.utf8))
    }

    private func detail(_ status: Int, _ message: String) -> ErrorDetail {
        ErrorDetail(status: status, message: message, host: "example.com")
    }

    static func kind(of error: InferenceError) -> String {
        switch error {
        case .rateLimited(_, let source): "rateLimited \(text(source))"
        case .modelLoading(_, let estimate): "modelLoading \(estimate.map { "\($0)" } ?? "nil")"
        case .endpointWaking(_, let source): "endpointWaking \(text(source))"
        case .tooBusy(_, let source): "tooBusy \(text(source))"
        case .invalidToken(_, let source): "invalidToken \(source)"
        case .accessDenied(_, let source): "accessDenied \(source)"
        default: "\(error)".prefix { $0 != "(" }.description
        }
    }

    private static func text(_ source: WaitSource?) -> String {
        switch source {
        case .rateLimit(let bucket, let limit, let reset): "rateLimit(\(bucket), \(limit ?? -1), \(reset))"
        case .retryAfter(let seconds): "retryAfter(\(seconds))"
        case nil: "nil"
        default: "\(String(describing: source))"
        }
    }
}
