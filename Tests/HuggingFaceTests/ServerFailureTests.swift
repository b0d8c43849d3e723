import Foundation
import Generations
import NIOHTTP1
import Testing

@testable import HuggingFace

/// What follows each way in which their side fails, at each step: the mapping of errors and the policy together.
@Suite struct ServerFailureTests {
    /// An answer, and what follows it: for a submit to a provider, for one to an endpoint, for a poll or the request for
    /// a result, and for a download.
    struct Row: CustomTestStringConvertible, Sendable {
        var status: Int
        var body: String
        var submit: String
        var endpoint: String
        var job = "again"
        var download = "again"

        var testDescription: String { "\(status) \(body)" }
    }

    private static let page = "<html><head><title>Bad Gateway</title></head></html>"

    static let rows = [
        // A provider that says what went wrong has not taken the request.
        Row(status: 500, body: #"{"detail":"CUDA out of memory"}"#, submit: "fail", endpoint: "fail"),
        Row(status: 500, body: #"{"error":"unknown error"}"#, submit: "fail", endpoint: "fail"),
        Row(
            status: 500,
            body: #"{"detail":"Internal error","error_type":"internal_error"}"#,
            submit: "fail",
            endpoint: "fail"
        ),
        // The router's own words say nothing of the provider.
        Row(
            status: 500,
            body: #"{"error":"Internal Error, please report to us"}"#,
            submit: "hold",
            endpoint: "fail"
        ),
        Row(status: 500, body: #"{"error":"Internal Server Error"}"#, submit: "hold", endpoint: "fail"),
        Row(status: 500, body: #"{"error":"fetch failed: ECONNRESET"}"#, submit: "hold", endpoint: "fail"),
        Row(status: 500, body: "{}", submit: "hold", endpoint: "fail"),
        Row(status: 500, body: page, submit: "hold", endpoint: "fail"),
        Row(status: 500, body: "", submit: "hold", endpoint: "fail"),
        Row(status: 502, body: #"{"detail":"x"}"#, submit: "hold", endpoint: "fail"),
        Row(status: 502, body: page, submit: "hold", endpoint: "fail"),
        Row(status: 503, body: #"{"detail":"not now"}"#, submit: "hold", endpoint: "again"),
        Row(status: 503, body: page, submit: "hold", endpoint: "again"),
        Row(status: 503, body: "503 Service Unavailable", submit: "hold", endpoint: "waking"),
        Row(status: 503, body: #"{"error":"Model too busy"}"#, submit: "again", endpoint: "again"),
        Row(
            status: 503,
            body: #"{"error":"loading","estimated_time":20}"#,
            submit: "loading",
            endpoint: "loading"
        ),
        // The job may live and be billed, whoever says that it took too long.
        Row(
            status: 504,
            body: #"{"detail":"x","error_type":"request_timeout"}"#,
            submit: "hold",
            endpoint: "hold"
        ),
        Row(status: 504, body: page, submit: "hold", endpoint: "hold"),
        Row(status: 524, body: "", submit: "hold", endpoint: "hold"),
    ]

    @Test(arguments: rows)
    func `what their failure leads to is decided by status, words and step`(row: Row) throws {
        let job = RemoteJob(provider: .falAI, id: try #require(JobID("j")), route: .router, path: "/j")
        #expect(follow(row, .submit, at: .submit) == row.submit)
        #expect(follow(row, .submit, at: .submit, isEndpoint: true) == row.endpoint)
        #expect(follow(row, .job, at: .poll(job)) == row.job)
        #expect(follow(row, .job, at: .result(job)) == row.job)
        #expect(follow(row, .download, at: .download(address: "https://a.example/v")) == row.download)
    }

    private func follow(
        _ row: Row,
        _ purpose: ErrorMapping.Purpose,
        at step: GenerationStep,
        isEndpoint: Bool = false
    ) -> String {
        let error = ErrorMapping(host: "a.example", purpose: purpose, isEndpoint: isEndpoint, now: .now)
            .error(status: row.status, headers: [:], body: Array(row.body.utf8))
        let now = Moment(uptime: .seconds(1), date: .now)
        switch RetryPolicy().decision(for: error, in: .init(step: step, attempt: 1, now: now)) {
        case .fail: return "fail"
        case .hold(.interruptedSubmit): return "hold"
        case .hold(let reason): return "\(reason)"
        case .wait(let wait):
            switch wait.reason {
            case .modelLoading: return "loading"
            case .endpointWaking: return "waking"
            default: return "again"
            }
        }
    }
}
