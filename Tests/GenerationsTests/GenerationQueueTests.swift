import Foundation
import Generations
import TestSupport
import Testing

/// The queue as a table: something happens, and the actions that come back are compared.
struct GenerationQueueTests {
    // swift-format-ignore: NeverForceUnwrap
    static let model = ModelID("owner/model")!
    static let loading = InferenceError.modelLoading(
        ErrorDetail(status: 503, message: "loading"),
        estimate: 20
    )
    static let video = VideoFile(path: "/v/1.mp4", bytes: 1_000, facts: VideoFacts())

    @Test func `a generation is written down before its request is sent`() {
        var bench = Bench()
        bench.enqueue(1)
        let record = bench.actions.firstIndex {
            if case .record(let generation, _) = $0 { generation.state == .submitting } else { false }
        }
        let start = bench.actions.firstIndex { if case .start = $0 { true } else { false } }
        #expect(record != nil && start != nil)
        #expect((record ?? 9) < (start ?? 0))
    }

    @Test func `it runs, saves and ends, and its three clocks say how long each took`() throws {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .sent)
        #expect(bench.state(1) == .running)
        bench.pass(58)
        bench.progress(1, run: 1, .received(DownloadProgress(bytes: 10, total: 1_000)))
        bench.pass(3)
        bench.finish(1, run: 1, .video(Self.video, requestID: "r"))
        let done = try #require(bench.recordedGenerations.last)
        #expect(done.state == .succeeded)
        #expect(done.clocks == GenerationClocks(waiting: 0, running: 58, saving: 3))
        #expect(done.video == Self.video)
        #expect(done.requestID == "r")
        #expect(done.attempts == 1)
        #expect(done.finishedAt == bench.now.date)
        #expect(bench.queue.generations.isEmpty)
    }

    @Test func `progress of bytes is told and not written down`() {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .sent)
        bench.progress(1, run: 1, .received(DownloadProgress(bytes: 10, total: 100)))
        #expect(bench.recorded == ["1 downloading"])
        bench.progress(1, run: 1, .received(DownloadProgress(bytes: 20, total: 100)))
        #expect(bench.recorded.isEmpty)
        #expect(bench.actions.count == 1)
    }

    @Test func `a loading model is waited for and asked again, and remembers what the server guessed`() throws
    {
        var bench = Bench()
        bench.enqueue(1)
        bench.finish(1, run: 1, .failed(Self.loading))
        guard case .waiting(let first) = try #require(bench.state(1)) else {
            Issue.record("does not wait")
            return
        }
        #expect(first.reason == .modelLoading)
        #expect(first.attempt == 2)
        #expect(bench.wakes == [bench.now.uptime + .seconds(20)])

        bench.pass(19)
        bench.wake()
        #expect(bench.started.isEmpty)
        bench.pass(1)
        bench.wake()
        #expect(bench.started == ["1:2"])
        bench.finish(1, run: 2, .failed(Self.loading))
        guard case .waiting(let second) = try #require(bench.state(1)) else {
            Issue.record("does not wait")
            return
        }
        #expect(second.attempt == 3)
        #expect(second.formerEstimates == [20])
    }

    @Test func `so many run at once, and the rest follow in order`() throws {
        var bench = Bench(concurrency: 2)
        for number in 1...4 as ClosedRange<Int64> { bench.enqueue(number) }
        #expect(bench.state(2) == .submitting)
        #expect(bench.state(3) == .queued)
        bench.finish(2, run: 2, .video(Self.video, requestID: nil))
        #expect(bench.started == ["3:3"])
        try bench.cancel(1)
        #expect(bench.started == ["4:4"])
    }

    @Test func `one that waits keeps its place, and one that is held gives it up`() throws {
        var bench = Bench(concurrency: 1)
        bench.enqueue(1)
        bench.enqueue(2)
        bench.finish(1, run: 1, .failed(Self.loading))
        #expect(bench.started.isEmpty)
        try bench.hold(1)
        #expect(bench.state(1) == .held(.user))
        #expect(bench.started == ["2:2"])
    }

    @Test func `retry now skips the wait and costs no attempt`() throws {
        var bench = Bench(policy: RetryPolicy(maxAttempts: 2))
        bench.enqueue(1)
        bench.finish(1, run: 1, .failed(Self.loading))
        bench.pass(2)
        try bench.retryNow(1)
        #expect(bench.started == ["1:2"])
        bench.finish(1, run: 2, .failed(Self.loading))
        guard case .waiting(let wait) = try #require(bench.state(1)) else {
            Issue.record("gave up")
            return
        }
        #expect(wait.attempt == 3)
        #expect(wait.maxAttempts == 3)
    }

    @Test func `a wait that was skipped wakes nothing later`() throws {
        var bench = Bench()
        bench.enqueue(1)
        bench.finish(1, run: 1, .failed(Self.loading))
        try bench.retryNow(1)
        bench.pass(30)
        bench.wake()
        #expect(bench.actions.isEmpty)
    }

    @Test func `cancel ends at once, stops the exchange, and what it still says is ignored`() throws {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .sent)
        try bench.cancel(1)
        #expect(bench.stopped == [1])
        #expect(bench.recorded == ["1 cancelled"])
        bench.finish(1, run: 1, .failed(Self.loading))
        #expect(bench.actions.isEmpty)
    }

    @Test func `a video that was whole when it was cancelled is made and paid, so the history has it`() throws
    {
        var bench = Bench(concurrency: 1)
        bench.enqueue(1)
        bench.enqueue(2)
        bench.progress(1, run: 1, .sent)
        try bench.cancel(1)
        #expect(bench.started == ["2:2"])
        bench.finish(1, run: 1, .video(Self.video, requestID: "r"))
        #expect(bench.recorded == ["1 succeeded"])
        #expect(bench.recordedGenerations.last?.video == Self.video)
        #expect(bench.state(2) == .submitting)
        bench.finish(1, run: 1, .video(Self.video, requestID: "r"))
        #expect(bench.actions.isEmpty)
    }

    @Test func `a video that was whole when the program ended is not asked for again`() {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .received(DownloadProgress(bytes: 10, total: 10)))
        bench.actions = bench.queue.shutDown(at: bench.now)
        #expect(bench.recorded == ["1 held"])
        bench.finish(1, run: 1, .video(Self.video, requestID: nil))
        #expect(bench.recorded == ["1 succeeded"])
        #expect(bench.queue.generations.isEmpty)
    }

    @Test func `an attempt that the server sent away counts as time waited`() throws {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .sent)
        bench.pass(3)
        bench.finish(1, run: 1, .failed(Self.loading))
        let waiting = try #require(bench.recordedGenerations.last)
        #expect(waiting.clocks == GenerationClocks(waiting: 3))
    }

    @Test func `the user's time begins with the first attempt and not in the queue`() throws {
        var bench = Bench(policy: RetryPolicy(timeout: .seconds(30)), concurrency: 1)
        bench.enqueue(1)
        bench.enqueue(2)
        bench.pass(20)
        bench.finish(1, run: 1, .video(Self.video, requestID: nil))
        bench.pass(20)
        bench.wake()
        #expect(bench.state(2) == .submitting)
        bench.pass(10)
        bench.wake()
        #expect(bench.recorded == ["2 failed"])
    }

    @Test func `one that queues again after a limit is out of time as any other`() {
        var bench = Bench(policy: RetryPolicy(timeout: .seconds(90)), concurrency: 4)
        for number in 1...5 as ClosedRange<Int64> { bench.enqueue(number, provider: "fal-ai") }
        let refusal = InferenceError.rateLimited(
            ErrorDetail(status: 429, provider: "fal-ai"),
            .retryAfter(60)
        )
        for number in 1...4 { bench.finish(Int64(number), run: number, .failed(refusal)) }
        bench.pass(60)
        bench.wake()
        #expect(bench.state(4) == .queued)
        bench.pass(30)
        bench.wake()
        #expect(bench.recorded.contains("4 failed"))
        #expect(!bench.recorded.contains("5 failed"), "its time has not begun")
    }

    @Test func `a cancelled generation is never tried again`() throws {
        var bench = Bench()
        bench.enqueue(1)
        bench.finish(1, run: 1, .failed(Self.loading))
        try bench.cancel(1)
        bench.pass(60)
        bench.wake()
        #expect(bench.actions.isEmpty)
    }

    @Test func `hold and release put it back into its old place`() throws {
        var bench = Bench(concurrency: 1)
        bench.enqueue(1)
        bench.enqueue(2)
        bench.enqueue(3)
        try bench.hold(2)
        try bench.release(2)
        #expect(bench.state(2) == .queued)
        try bench.cancel(1)
        #expect(bench.started == ["2:2"])
    }

    @Test func `a held generation starts when it is released and there is room`() throws {
        var bench = Bench()
        bench.enqueue(1)
        bench.finish(1, run: 1, .failed(.connectionLost(ErrorDetail(host: "h"))))
        guard case .held(.interruptedSubmit) = try #require(bench.state(1)) else {
            Issue.record("not held")
            return
        }
        #expect(bench.started.isEmpty)
        try bench.release(1)
        #expect(bench.started == ["1:2"])
    }

    @Test func `commands that cannot be done say why`() throws {
        var bench = Bench()
        bench.enqueue(1)
        #expect(throws: GenerationQueue.Refusal.notWaiting(.submitting)) { try bench.retryNow(1) }
        #expect(throws: GenerationQueue.Refusal.underWay(.submitting)) { try bench.hold(1) }
        #expect(throws: GenerationQueue.Refusal.notHeld(.submitting)) { try bench.release(1) }
        #expect(throws: GenerationQueue.Refusal.unknown(GenerationID(9))) { try bench.cancel(9) }
    }

    @Test func `an address is written down before it is fetched, and fetching is tried again by itself`()
        throws
    {
        var bench = Bench()
        bench.enqueue(1)
        bench.finish(1, run: 1, .address("https://cdn/v.mp4?s=1", requestID: nil))
        #expect(bench.recordedGenerations.first?.resultAddress == "https://cdn/v.mp4?s=1")
        #expect(bench.started == ["1:2"])
        bench.finish(1, run: 2, .failed(.connectionLost(ErrorDetail())))
        bench.pass(1)
        bench.wake()
        guard case .start(let generation, let step, _) = try #require(bench.actions.last) else {
            Issue.record("not started")
            return
        }
        #expect(step == .download(address: "https://cdn/v.mp4?s=1"))
        #expect(generation.attempts == 1)
        bench.finish(1, run: 3, .video(Self.video, requestID: nil))
        #expect(bench.recordedGenerations.last?.resultAddress == nil)
    }

    @Test func `a generation out of time ends, whether it waits or runs`() throws {
        var bench = Bench(policy: RetryPolicy(timeout: .seconds(30)))
        bench.enqueue(1)
        #expect(bench.wakes == [bench.now.uptime + .seconds(30)])
        bench.enqueue(2)
        bench.finish(2, run: 2, .failed(Self.loading))
        bench.pass(30)
        bench.wake()
        #expect(bench.recorded == ["1 failed", "2 failed"])
        #expect(bench.stopped == [1])
        guard case .failed(let failure) = try #require(bench.recordedGenerations.first).state else { return }
        #expect(failure.code == .timedOut)
    }

    @Test func `when the program ends, a submit under way is held and the rest stays as it is`() throws {
        var bench = Bench(concurrency: 2)
        bench.enqueue(1)
        bench.enqueue(2)
        bench.enqueue(3)
        bench.finish(2, run: 2, .failed(Self.loading))
        bench.actions = bench.queue.shutDown(at: bench.now)
        #expect(bench.stopped == [1])
        #expect(bench.recorded == ["1 held"])
        #expect(bench.state(3) == .queued)
    }

    @Test func `one that an earlier run left waiting keeps its deadline`() {
        var bench = Bench()
        let wait = Wait(
            reason: .rateLimited,
            source: .retryAfter(60),
            since: bench.now,
            until: bench.now.advanced(by: .seconds(60)),
            attempt: 3,
            maxAttempts: 8
        )
        bench.enqueue(1, state: .waiting(wait))
        #expect(bench.started.isEmpty)
        #expect(bench.wakes == [wait.until.uptime])
        bench.pass(60)
        bench.wake()
        #expect(bench.started == ["1:1"])
    }

    @Test(arguments: 0..<20)
    func `whatever happens in whatever order, places are kept and every end is final`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bench = Bench(concurrency: 3)
        var next: Int64 = 1
        var ended: Set<Int64> = []
        var running: [Int64: Int] = [:]
        for _ in 0..<400 {
            let id = Int64.random(in: 1...max(1, next), using: &random)
            switch Int.random(in: 0..<9, using: &random) {
            case 0, 1:
                bench.enqueue(next)
                next += 1
            case 2:
                if let run = running[id] { bench.finish(id, run: run, .video(Self.video, requestID: nil)) }
            case 3: if let run = running[id] { bench.finish(id, run: run, .failed(Self.loading)) }
            case 4: if let run = running[id] { bench.progress(id, run: run, .sent) }
            case 5: try? bench.cancel(id)
            case 6: try? bench.hold(id)
            case 7: try? bench.release(id)
            default:
                bench.pass(Double.random(in: 0...40, using: &random))
                bench.wake()
            }
            for action in bench.actions {
                if case .start(let generation, _, let run) = action {
                    #expect(!ended.contains(generation.id.rawValue))
                    running[generation.id.rawValue] = run
                }
                if case .record(let generation, _) = action, generation.state.isFinal {
                    #expect(ended.insert(generation.id.rawValue).inserted)
                    running[generation.id.rawValue] = nil
                }
            }
            bench.actions = []
            let taken = bench.queue.generations.count { generation in
                [.submitting, .running, .downloading, .waiting].contains(generation.state.status)
            }
            #expect(taken <= 3)
        }
    }
}
