import Foundation
import Generations
import TestSupport
import Testing

/// The queue and servers' limits: one meets it, the others wait for it and say so.
struct QueueLimitTests {
    typealias Bench = GenerationQueueTests.Bench

    static let video = GenerationQueueTests.video

    static func refusal(_ seconds: Double = 60) -> InferenceError {
        .rateLimited(ErrorDetail(status: 429, provider: "fal-ai"), .retryAfter(seconds))
    }

    @Test func `a refusal of one holds the others back, and those whose turn it is say why`() throws {
        var bench = Bench(concurrency: 2)
        for number in 1...5 as ClosedRange<Int64> { bench.enqueue(number, provider: "fal-ai") }
        bench.finish(1, run: 1, .failed(Self.refusal()))
        #expect(bench.started.isEmpty)
        #expect(bench.limits.map(\.bucket) == [.provider("fal-ai")])
        let told = bench.published.filter { $0.state == .queued }
        #expect(told.map(\.id.rawValue) == [3])
        let wait = try #require(told.first?.heldBack)
        #expect(wait.reason == .rateLimited)
        #expect(wait.until == bench.now.advanced(by: .seconds(60)))
        bench.finish(2, run: 2, .video(Self.video, requestID: nil))
        #expect(bench.started.isEmpty)
        #expect(bench.published.filter { $0.heldBack != nil }.map(\.id.rawValue) == [4])
    }

    @Test func `a wait that is too long for one holds all alike, and released they wait for it`() throws {
        var bench = Bench(concurrency: 2)
        for number in 1...4 as ClosedRange<Int64> { bench.enqueue(number, provider: "fal-ai") }
        bench.enqueue(5, provider: "novita")
        bench.finish(1, run: 1, .failed(Self.refusal(3_600)))
        #expect(bench.started == ["5:3"])
        bench.finish(2, run: 2, .failed(Self.refusal(3_600)))
        for number in 1...4 as ClosedRange<Int64> {
            guard case .held(.longWait(let wait)) = bench.state(number) else {
                Issue.record("#\(number) is not held")
                continue
            }
            #expect(wait.until == bench.now.advanced(by: .seconds(3_600)))
        }
        #expect(bench.told.filter { $0.kind == .held }.count == 3)
        bench.enqueue(6, provider: "fal-ai")
        #expect(bench.state(6)?.status == .held)

        try bench.release(3)
        #expect(bench.state(3) == .queued)
        #expect(bench.queue.generations[2].heldBack?.reason == .rateLimited)
        bench.pass(3_600)
        bench.wake()
        #expect(bench.started == ["3:4"])
        bench.enqueue(7, provider: "fal-ai")
        #expect(bench.state(7) == .queued, "the limit is over, and only so many run")
    }

    @Test func `what was released waits for the limit after a restart as well`() throws {
        var bench = Bench(concurrency: 2)
        for number in 1...2 as ClosedRange<Int64> { bench.enqueue(number, provider: "fal-ai") }
        bench.finish(1, run: 1, .failed(Self.refusal(3_600)))
        try bench.release(1)
        let released = try #require(bench.queue.generations.first { $0.id.rawValue == 1 })
        #expect(released.state == .queued)
        var next = Bench(concurrency: 2)
        next.actions = next.queue.enqueue(released, isTakenUp: true, at: next.now)
        next.enqueue(2, provider: "fal-ai")
        next.finish(2, run: 2, .failed(Self.refusal(3_600)))
        #expect(next.state(1) != .held(.user))
        if case .held(.longWait) = next.state(1) { Issue.record("it is held once more") }
    }

    @Test func `what other servers are asked for goes on meanwhile`() {
        var bench = Bench(concurrency: 2)
        bench.enqueue(1, provider: "fal-ai")
        bench.enqueue(2, provider: "fal-ai")
        bench.enqueue(3, provider: "fal-ai")
        bench.enqueue(4, provider: "novita")
        bench.finish(1, run: 1, .failed(Self.refusal()))
        #expect(bench.started == ["4:3"])
    }

    @Test func `after the reset half as many begin, the oldest first, and the rest queue again`() throws {
        var bench = Bench(concurrency: 4)
        for number in 1...8 as ClosedRange<Int64> { bench.enqueue(number, provider: "fal-ai") }
        for number in 1...4 { bench.finish(Int64(number), run: number, .failed(Self.refusal())) }
        bench.pass(60)
        bench.wake()
        #expect(bench.started == ["1:5", "2:6"])
        #expect(bench.state(3) == .queued)
        #expect(bench.queue.generations.allSatisfy { $0.heldBack == nil })
        bench.finish(1, run: 5, .video(Self.video, requestID: nil))
        #expect(bench.started == ["3:7"])
        bench.finish(2, run: 6, .video(Self.video, requestID: nil))
        #expect(bench.started == ["4:8", "5:9"])
    }

    @Test func `retry now of one lets one go, not the herd`() throws {
        var bench = Bench(concurrency: 4)
        for number in 1...6 as ClosedRange<Int64> { bench.enqueue(number, provider: "fal-ai") }
        for number in 1...4 { bench.finish(Int64(number), run: number, .failed(Self.refusal())) }
        try bench.retryNow(2)
        #expect(bench.started == ["2:5"])
        bench.finish(2, run: 5, .video(Self.video, requestID: nil))
        #expect(bench.started.isEmpty)
        try bench.retryNow(5)
        #expect(bench.started == ["5:6"])
        #expect(throws: GenerationQueue.Refusal.self) { try bench.retryNow(5) }
    }

    @Test func `an answer that says it was the last one holds the others back as well`() throws {
        var bench = Bench(concurrency: 1)
        bench.enqueue(1, provider: "fal-ai")
        bench.enqueue(2, provider: "novita")
        bench.progress(1, run: 1, .limited(.rateLimit(bucket: "api", limit: 10, reset: 30)))
        #expect(bench.limits.map(\.bucket) == [.huggingFace])
        bench.finish(1, run: 1, .video(Self.video, requestID: nil))
        #expect(bench.started.isEmpty)
        #expect(bench.queue.generations.first?.heldBack?.remaining(at: bench.now) == .seconds(31))
        bench.pass(31)
        bench.wake()
        #expect(bench.started == ["2:2"])
    }

    @Test func `a job is not asked for while its server takes no questions, and is afterwards`() throws {
        var bench = Bench(concurrency: 2)
        bench.enqueue(1, provider: "fal-ai")
        bench.enqueue(2, provider: "fal-ai")
        let job = RemoteJob(
            provider: .falAI,
            id: try #require(JobID("j")),
            route: .router,
            path: "/j"
        )
        bench.finish(1, run: 1, .job(job, JobReport(status: .queued(JobProgress()))))
        bench.progress(2, run: 2, .limited(.rateLimit(bucket: "api", limit: 10, reset: 30)))
        bench.pass(5)
        bench.wake()
        #expect(bench.started.isEmpty)
        bench.pass(26)
        bench.wake()
        #expect(bench.started == ["1:3"])
    }

    @Test func `what another process has heard holds back, and is told to nobody again`() {
        var bench = Bench(concurrency: 1)
        bench.hear(RateGovernorTests.limit(.provider("fal-ai"), 40))
        #expect(bench.limits.isEmpty)
        bench.enqueue(1, provider: "fal-ai")
        #expect(bench.started.isEmpty)
        #expect(bench.published.last?.heldBack != nil)
        bench.pass(40)
        bench.wake()
        #expect(bench.started == ["1:1"])
    }

    @Test func `held and cancelled it waits for no limit any more`() throws {
        var bench = Bench(concurrency: 1)
        bench.hear(RateGovernorTests.limit(.provider("fal-ai"), 40))
        bench.enqueue(1, provider: "fal-ai")
        bench.enqueue(2, provider: "fal-ai")
        try bench.hold(1)
        #expect(bench.recordedGenerations.map(\.heldBack) == [nil])
        try bench.cancel(2)
        #expect(bench.recordedGenerations.map(\.heldBack) == [nil])
        bench.pass(60)
        bench.wake()
        #expect(bench.started.isEmpty)
    }

    @Test(arguments: 0..<6)
    func `whatever servers say, everything ends, none overtakes its elders, and places are kept`(seed: UInt64)
    {
        var random = SeededGenerator(seed: seed)
        var bench = Bench(policy: RetryPolicy(maxAttempts: 1_000), concurrency: 6)
        var running: [Int64: Int] = [:]
        var firsts: [String: [Int64]] = [:]
        var ended: Set<Int64> = []
        let providers = ["fal-ai", "novita", "replicate"]
        for number in 1...40 as ClosedRange<Int64> {
            bench.enqueue(number, provider: providers[Int(number) % 3])
            note()
        }
        var turns = 0
        while ended.count < 40, turns < 20_000 {
            turns += 1
            if let (id, run) = running.randomElement(using: &random), Bool.random(using: &random) {
                running[id] = nil
                if Int.random(in: 0..<3, using: &random) == 0 {
                    let error = InferenceError.rateLimited(
                        ErrorDetail(status: 429, provider: providers[Int(id) % 3]),
                        Bool.random(using: &random) ? .retryAfter(20) : nil
                    )
                    bench.finish(id, run: run, .failed(error))
                } else {
                    bench.finish(id, run: run, .video(Self.video, requestID: nil))
                }
            } else {
                bench.pass(Double.random(in: 0...20, using: &random))
                bench.wake()
            }
            note()
            #expect(bench.queue.generations.count { $0.state.isActive } <= 6)
        }
        #expect(ended.count == 40)
        for order in firsts.values { #expect(order == order.sorted()) }

        func note() {
            for action in bench.actions {
                if case .start(let generation, _, let run) = action {
                    let id = generation.id.rawValue
                    running[id] = run
                    let provider = providers[Int(id) % 3]
                    if generation.attempts == 1 { firsts[provider, default: []].append(id) }
                }
                if case .record(let generation, _) = action, generation.state.isFinal {
                    ended.insert(generation.id.rawValue)
                }
            }
            bench.actions = []
        }
    }
}
