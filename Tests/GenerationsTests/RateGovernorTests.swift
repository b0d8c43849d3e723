import Foundation
import Generations
import TestSupport
import Testing

/// The governor alone: who may start, how many, and until when not.
struct RateGovernorTests {
    typealias Lane = RateGovernor.Lane

    static let now = Moment(uptime: .seconds(100), date: Date(timeIntervalSince1970: 1_795_000_000))
    // swift-format-ignore: NeverForceUnwrap
    static let model = ModelID("owner/model")!
    static let fal = Lane.routed(provider: "fal-ai", model: model)
    static let novita = Lane.routed(provider: "novita", model: model)
    static let auto = Lane.routed(provider: nil, model: model)
    static let endpoint = Lane.endpoint("one.example:443")

    static func limit(
        _ bucket: RateGovernor.Bucket,
        _ seconds: Double = 60,
        holdsJobs: Bool = false
    ) -> RateGovernor.Limit {
        RateGovernor.Limit(
            bucket: bucket,
            since: now,
            until: now.advanced(by: .seconds(seconds)),
            source: .retryAfter(seconds),
            holdsJobs: holdsJobs
        )
    }

    @Test(arguments: [
        (RateGovernor.Bucket.huggingFace, [fal, novita, auto]),
        (.provider("fal-ai"), [fal]),
        (.endpoint("one.example:443"), [endpoint]),
        (.endpoint("other.example"), []),
    ])
    func `a limit holds all lanes back that the server counts together`(
        bucket: RateGovernor.Bucket,
        held: [Lane]
    ) {
        var governor = RateGovernor()
        _ = governor.close(Self.limit(bucket))
        for lane in [Self.fal, Self.novita, Self.auto, Self.endpoint, .begun] {
            #expect(governor.admits(lane, at: Self.now) == !held.contains(lane))
            #expect(governor.admits(lane, at: Self.now.advanced(by: .seconds(60))))
        }
    }

    @Test func `the provider that the Hub chose for a model counts for others of that model`() {
        var governor = RateGovernor()
        governor.chose(.falAI, for: Self.auto)
        _ = governor.close(Self.limit(.provider("fal-ai")))
        #expect(!governor.admits(Self.auto, at: Self.now))
        #expect(governor.admits(Self.novita, at: Self.now))
    }

    @Test func `a limit that ends earlier than the known one is no news`() {
        var governor = RateGovernor()
        let first = governor.close(Self.limit(.huggingFace, 60))
        #expect(first != nil)
        let earlier = governor.close(Self.limit(.huggingFace, 30))
        #expect(earlier == nil)
        let later = governor.close(Self.limit(.huggingFace, 90))
        #expect(later != nil)
        #expect(governor.limit(on: Self.fal, at: Self.now)?.source == .retryAfter(90))
    }

    @Test func `nothing is held back for longer than the user would wait`() {
        var governor = RateGovernor()
        _ = governor.close(Self.limit(.huggingFace, 60))
        #expect(!governor.admits(Self.fal, at: Self.now, patience: .seconds(60)))
        #expect(governor.admits(Self.fal, at: Self.now, patience: .seconds(59)))
    }

    @Test func `how many run at once halves with a refusal, once for those under way together`() {
        var governor = RateGovernor()
        for _ in 1...8 { governor.began(Self.fal) }
        for run in 1...8 {
            _ = governor.refused(Self.fal, Self.limit(.provider("fal-ai")), run: run, lastRun: 8)
        }
        let later = Self.now.advanced(by: .seconds(61))
        for _ in 1...8 { governor.ended(Self.fal) }
        #expect(room(governor, later) == 4)
        for run in 9...12 {
            _ = governor.refused(Self.fal, Self.limit(.provider("fal-ai")), run: run, lastRun: 12)
        }
        #expect(room(governor, later) == 1)
    }

    @Test func `it grows by one for each round that succeeds, until nothing is left of it`() {
        var governor = RateGovernor()
        for _ in 1...4 { governor.began(Self.fal) }
        _ = governor.refused(Self.fal, Self.limit(.provider("fal-ai")), run: 4, lastRun: 4)
        for _ in 1...4 { governor.ended(Self.fal) }
        let later = Self.now.advanced(by: .seconds(61))
        var rooms: [Int] = []
        for _ in 1...9 {
            rooms.append(room(governor, later))
            governor.succeeded(Self.fal, concurrency: 5)
        }
        #expect(rooms == [2, 2, 3, 3, 3, 4, 4, 4, 4])
        #expect(room(governor, later) == 100)
    }

    @Test(arguments: [
        (fal, WaitSource.retryAfter(3), "fal-ai" as String?, false, RateGovernor.Bucket.provider("fal-ai")),
        (fal, .rateLimit(bucket: "api", limit: nil, reset: 3), "fal-ai", false, .huggingFace),
        (fal, .rateLimit(bucket: "api", limit: nil, reset: 3), "fal-ai", true, .provider("fal-ai")),
        (auto, .backoff, nil, false, .huggingFace),
        (endpoint, .rateLimit(bucket: "api", limit: nil, reset: 3), nil, false, .endpoint("one.example:443")),
    ])
    func `a refusal is about the one that counts`(
        lane: Lane,
        source: WaitSource,
        provider: String?,
        usesOwnKey: Bool,
        bucket: RateGovernor.Bucket
    ) {
        let governor = RateGovernor()
        #expect(governor.bucket(of: lane, source, provider: provider, usesOwnKey: usesOwnKey) == bucket)
    }

    @Test(arguments: [
        ("https://User:x@One.Example:8080/v1?a=b", "one.example:8080"),
        ("http://127.0.0.1:9", "127.0.0.1:9"),
        ("one.example/path", "one.example"),
        ("", ""),
    ])
    func `an endpoint is counted by host and port`(address: String, host: String) {
        let request = GenerationRequest(prompt: "a boat", model: Self.model, endpoint: address)
        #expect(RateGovernor.lane(of: request) == .endpoint(host))
    }

    @Test(arguments: [
        RateGovernor.Bucket.huggingFace, .provider("fal-ai"), .endpoint("one.example:8080"), .endpoint("a b"),
    ])
    func `a bucket's name is read as it was written`(bucket: RateGovernor.Bucket) {
        #expect(RateGovernor.Bucket(bucket.description) == bucket)
    }

    @Test(arguments: ["", "huggingface more", "provider", "planet mars"])
    func `a bucket's name of a newer program is left alone`(name: String) {
        #expect(RateGovernor.Bucket(name) == nil)
    }

    /// How many more may begin.
    private func room(_ governor: RateGovernor, _ now: Moment) -> Int {
        var governor = governor
        var room = 0
        while room < 100, governor.admits(Self.fal, at: now) {
            governor.began(Self.fal)
            room += 1
        }
        return room
    }
}
