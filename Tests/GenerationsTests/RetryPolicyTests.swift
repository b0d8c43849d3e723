import Foundation
import Generations
import Testing

struct RetryPolicyTests {
    static let now = Moment(uptime: .seconds(500), date: Date(timeIntervalSince1970: 1_795_000_000))
    static let detail = ErrorDetail(status: 503, message: "Model m is currently loading", host: "example.com")

    func decide(
        _ error: InferenceError,
        policy: RetryPolicy = RetryPolicy(),
        _ change: (inout RetryPolicy.Situation) -> Void = { _ in }
    ) -> RetryPolicy.Decision {
        var situation = RetryPolicy.Situation(attempt: 1, now: Self.now)
        change(&situation)
        return policy.decision(for: error, in: situation)
    }

    func wait(_ decision: RetryPolicy.Decision) throws -> Wait {
        guard case .wait(let wait) = decision else {
            throw ParameterProblem(parameter: "decision", message: "\(decision)")
        }
        return wait
    }

    @Test(arguments: [
        (20.0 as Double?, 20.0, WaitSource.estimatedTime(20)),
        (0.25, 1, .backoff),
        (0, 1, .backoff),
        (-5, 1, .backoff),
        (.infinity, 1, .backoff),
        (.nan, 1, .backoff),
        (1e12, 1, .backoff),
        (nil, 1, .backoff),
        (600, 600, .estimatedTime(600)),
    ])
    func `a loading model is waited for as long as it says, when that makes sense`(
        estimate: Double?,
        seconds: Double,
        source: WaitSource
    ) throws {
        let wait = try wait(decide(.modelLoading(Self.detail, estimate: estimate)))
        #expect(wait.reason == .modelLoading)
        #expect(wait.length == .seconds(seconds))
        #expect(wait.source == source)
        #expect(wait.attempt == 2)
        #expect(wait.maxAttempts == 8)
        #expect(wait.until.date == Self.now.date.addingTimeInterval(seconds))
        #expect(wait.message == "Model m is currently loading")
    }

    @Test(arguments: [
        (WaitSource.rateLimit(bucket: "api", limit: 500, reset: 55) as WaitSource?, 56.0),
        (.rateLimit(bucket: "api", limit: nil, reset: 0), 1),
        (.retryAfter(120), 120),
        (.retryAfter(0), 1),
        (.retryAfter(-3), 1),
        (nil, 1),
    ])
    func `a rate limit is waited out as the server says, and never less than our own back-off`(
        source: WaitSource?,
        seconds: Double
    ) throws {
        let wait = try wait(decide(.rateLimited(ErrorDetail(status: 429), source)))
        #expect(wait.reason == .rateLimited)
        #expect(wait.length == .seconds(seconds))
    }

    @Test(arguments: [16.0 * 60, 1e9, 1e300, .greatestFiniteMagnitude])
    func `a wait above fifteen minutes is not slept silently`(seconds: Double) {
        guard
            case .hold(.longWait(let wait)) = decide(
                .rateLimited(ErrorDetail(status: 429), .retryAfter(seconds))
            )
        else {
            Issue.record("not held")
            return
        }
        #expect(wait.length > .seconds(15 * 60))
    }

    @Test func `our own back-off doubles to thirty seconds`() throws {
        let lengths = try (1...7).map { attempt in
            try wait(decide(.tooBusy(ErrorDetail(status: 503), nil)) { $0.attempt = attempt }).length.seconds
        }
        #expect(lengths == [1, 2, 4, 8, 16, 30, 30])
    }

    @Test func `jitter adds up to a quarter to our own back-off and nothing to a server's wait`() throws {
        let own = try wait(decide(.tooBusy(ErrorDetail(), nil)) { $0.jitter = 0.5 })
        #expect(own.length == .seconds(1.125))
        let theirs = try wait(decide(.rateLimited(ErrorDetail(), .retryAfter(42))) { $0.jitter = 0.9 })
        #expect(theirs.length == .seconds(42))
    }

    @Test func `a model that keeps loading is asked less and less often`() throws {
        let lengths = try (1...7).map { attempt in
            try wait(decide(.modelLoading(Self.detail, estimate: 20)) { $0.attempt = attempt }).length.seconds
        }
        #expect(lengths == [20, 20, 20, 40, 80, 160, 240])
    }

    @Test func `a model may take twenty minutes to load, and the last attempt is made at their end`() throws {
        let begun = Moment(uptime: Self.now.uptime - .seconds(19 * 60), date: Self.now.date)
        let last = try wait(decide(.modelLoading(Self.detail, estimate: 300)) { $0.loadingSince = begun })
        #expect(last.length == .seconds(60))
        let over = Moment(uptime: Self.now.uptime - .seconds(20 * 60), date: Self.now.date)
        guard
            case .fail(let failure) = decide(
                .modelLoading(Self.detail, estimate: 300),
                { $0.loadingSince = over }
            )
        else {
            Issue.record("not given up")
            return
        }
        #expect(failure.code == .modelLoading)
    }

    @Test func `attempts come to an end, and those made by hand come on top`() throws {
        guard case .fail(let failure) = decide(.tooBusy(ErrorDetail(status: 503), nil), { $0.attempt = 8 })
        else {
            Issue.record("not given up")
            return
        }
        #expect(failure.message.contains("8 attempts"))
        let more = try wait(
            decide(.tooBusy(ErrorDetail(), nil)) {
                $0.attempt = 8
                $0.extraAttempts = 1
            }
        )
        #expect(more.attempt == 9)
        #expect(more.maxAttempts == 9)
    }

    @Test func `the user's limit for one wait ends the generation`() {
        let policy = RetryPolicy(maxWait: .seconds(10))
        guard
            case .fail(let failure) = decide(
                .rateLimited(ErrorDetail(status: 429), .retryAfter(11)),
                policy: policy
            )
        else {
            Issue.record("not ended")
            return
        }
        #expect(failure.code == .rateLimited)
    }

    @Test(arguments: [
        InferenceError.connectionLost(detail),
        .timedOut(detail, .silent(.seconds(60))),
        .timedOut(detail, .whole(.seconds(60))),
        .timedOut(detail, .gateway),
        .providerFailed(ErrorDetail(status: 502, mayBeAccepted: true)),
        .unreadableResponse(ErrorDetail(status: 200, mayBeAccepted: true)),
    ])
    func `a submit whose answer was never seen is held and not sent again`(error: InferenceError) {
        guard case .hold(.interruptedSubmit(let failure)) = decide(error) else {
            Issue.record("not held: \(decide(error))")
            return
        }
        #expect(failure.code == .interruptedSubmit)
        #expect(failure.message.contains("billed"))
    }

    @Test(arguments: [
        InferenceError.unreachable(detail, .unknownHost), .unreachable(detail, .refused),
        .timedOut(detail, .connecting(.seconds(15))), .tooBusy(detail, nil), .endpointWaking(detail, nil),
    ])
    func `where nothing was accepted the request is sent again`(error: InferenceError) throws {
        #expect(try wait(decide(error)).length == .seconds(1))
    }

    @Test(arguments: [
        InferenceError.invalidRequest(detail), .unsupported(detail), .missingToken(detail),
        .invalidToken(detail, source: "HF_TOKEN"), .accessDenied(detail, source: "HF_TOKEN"),
        .modelNotFound(detail), .paymentRequired(detail), .providerNotBillable(detail),
        .providerFailed(detail), .contentRefused(detail), .unreadableResponse(detail),
        .notAVideo(detail, .html), .notAVideo(detail, .truncated(bytes: 5, expected: 9)),
        .unreachable(detail, .insecure("expired")), .endpointGone(detail),
    ])
    func `what cannot get better by waiting ends at once`(error: InferenceError) {
        guard case .fail(let failure) = decide(error) else {
            Issue.record("not ended: \(decide(error))")
            return
        }
        #expect(failure.code == error.code)
        #expect(!failure.message.isEmpty)
    }

    @Test func `a download is tried again where a submit is not`() throws {
        for error in [
            InferenceError.connectionLost(Self.detail), .providerFailed(Self.detail),
            .timedOut(Self.detail, .gateway), .notAVideo(Self.detail, .truncated(bytes: 1, expected: 2)),
        ] {
            let wait = try wait(decide(error) { $0.step = .download(address: "https://cdn/v.mp4") })
            #expect(wait.reason == .backingOff)
        }
    }

    @Test func `silence after the answer began ends the generation instead of asking`() {
        let decision = decide(.timedOut(Self.detail, .silent(.seconds(60)))) { $0.answerSeen = true }
        guard case .fail(let failure) = decision else {
            Issue.record("not ended")
            return
        }
        #expect(failure.code == .timedOut)
    }
}
