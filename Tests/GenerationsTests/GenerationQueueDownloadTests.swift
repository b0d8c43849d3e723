import Foundation
import Generations
import Testing

/// Finished videos on their way to the disk: nothing that was paid for is given up.
struct GenerationQueueDownloadTests {
    typealias Bench = GenerationQueueTests.Bench

    static let address = "https://a.example/v.mp4"
    static let partial = PartialDownload(
        path: "/v/1.mp4.part",
        address: address,
        validator: .entityTag(#""a""#),
        total: 100
    )
    static let video = VideoFile(path: "/v/1.mp4", bytes: 100, facts: VideoFacts())

    /// A bench on which a job's video is being fetched, in run 2.
    func fetching(policy: RetryPolicy = RetryPolicy()) -> Bench {
        let result = JobResult(media: .address(Self.address))
        return GenerationQueueJobTests().accepted(
            JobReport(status: .finished(result)),
            policy: policy
        )
    }

    func wait(_ bench: Bench) throws -> Wait {
        guard case .waiting(let wait)? = bench.state(1) else {
            throw ParameterProblem(parameter: "state", message: "\(String(describing: bench.state(1)))")
        }
        return wait
    }

    func removed(_ bench: Bench) -> [PartialDownload] {
        bench.actions.compactMap { if case .remove(let partial) = $0 { partial } else { nil } }
    }

    func going(_ bench: Bench) -> [Int] {
        bench.actions.compactMap { if case .goOn(let run) = $0 { run } else { nil } }
    }

    func steps(_ bench: Bench) -> [GenerationStep] {
        bench.actions.compactMap { if case .start(_, let step, _) = $0 { step } else { nil } }
    }

    @Test func `what is kept is written down once, and forgotten with the video`() {
        var bench = fetching()
        bench.progress(1, run: 2, .opened(Self.partial))
        #expect(bench.recordedGenerations.map(\.partial) == [Self.partial])
        bench.progress(1, run: 2, .opened(Self.partial))
        #expect(bench.actions.isEmpty)
        bench.finish(1, run: 2, .video(Self.video, requestID: nil))
        #expect(bench.recordedGenerations.last?.partial == nil)
        #expect(removed(bench).isEmpty)
    }

    @Test func `a video that was broken off is gone on with, also after the program has ended`() throws {
        var bench = fetching()
        bench.progress(1, run: 2, .opened(Self.partial))
        bench.actions = bench.queue.shutDown(at: bench.now)
        let left = try #require(bench.recordedGenerations.last)
        #expect(left.state == .queued && left.partial == Self.partial)
        var next = Bench()
        next.actions = next.queue.enqueue(left, at: next.now)
        guard case .start(let started, .download(Self.address), _)? = next.actions.last else {
            Issue.record("not started")
            return
        }
        #expect(started.partial == Self.partial)
    }

    @Test func `the bytes of a download that has ended are removed`() throws {
        var bench = fetching()
        bench.progress(1, run: 2, .opened(Self.partial))
        bench.finish(1, run: 2, .failed(.connectionLost(ErrorDetail())))
        try bench.cancel(1)
        #expect(removed(bench) == [Self.partial])
        #expect(bench.recordedGenerations.last?.partial == nil)
    }

    @Test func `an exchange that is stopped removes its bytes itself`() throws {
        var bench = fetching()
        bench.progress(1, run: 2, .opened(Self.partial))
        #expect(bench.queue.keeps(Self.partial.path, of: GenerationID(1)))
        try bench.cancel(1)
        #expect(removed(bench).isEmpty)
        #expect(!bench.queue.keeps(Self.partial.path, of: GenerationID(1)))
    }

    @Test func `attempts that get further are none of those that fail`() throws {
        var bench = fetching(policy: RetryPolicy(maxAttempts: 3))
        let cut = InferenceError.notAVideo(ErrorDetail(), .truncated(bytes: 1, expected: 100))
        for run in 2..<20 {
            let progress = DownloadProgress(bytes: Int64(run), total: 100)
            bench.progress(1, run: run, .received(progress))
            bench.finish(1, run: run, .failed(cut))
            _ = try wait(bench)
            bench.pass(60)
            bench.wake()
        }
        for run in 20..<22 {
            bench.progress(1, run: run, .received(DownloadProgress(bytes: 5, total: 100)))
            bench.finish(1, run: run, .failed(cut))
            bench.pass(60)
            bench.wake()
        }
        guard case .held(.job)? = bench.state(1) else {
            Issue.record("\(String(describing: bench.state(1)))")
            return
        }
    }

    @Test(arguments: [
        InferenceError.notAVideo(ErrorDetail(status: 200), .html), .unreadableResponse(ErrorDetail()),
        .notAVideo(ErrorDetail(status: 200), .damaged("moov is missing")),
        .accessDenied(ErrorDetail(status: 403), source: "HF_TOKEN"), .endpointGone(ErrorDetail(status: 302)),
    ])
    func `a video that is made is held, and never given up for an answer that is none`(error: InferenceError)
    {
        var bench = fetching()
        for run in 2..<12 {
            bench.finish(1, run: run, .failed(error))
            guard case .waiting? = bench.state(1) else { break }
            bench.pass(60)
            bench.wake()
        }
        guard case .held(.job(let failure))? = bench.state(1) else {
            Issue.record("\(String(describing: bench.state(1)))")
            return
        }
        #expect(failure.code == error.code)
    }

    // MARK: The disk

    @Test func `a full disk is waited for as long as it takes, and told once`() throws {
        var bench = fetching()
        var lengths: [Double] = []
        var lines = 0
        for run in 2..<20 {
            bench.finish(1, run: run, .notKept(.diskFull(path: "/videos")))
            lines += bench.lines
            let wait = try wait(bench)
            #expect(wait.reason == .noRoom && wait.source == .backoff && wait.maxAttempts == 0)
            #expect(wait.message.contains("/videos"))
            lengths.append(wait.length.seconds)
            bench.pass(wait.length.seconds)
            bench.wake()
            lines += bench.lines
            #expect(steps(bench) == [.download(address: Self.address)])
        }
        #expect(lengths.prefix(4) == [5, 10, 30, 30])
        #expect(lines == 1)
        bench.finish(1, run: 20, .video(Self.video, requestID: nil))
        #expect(bench.recordedGenerations.last?.state == .succeeded)
    }

    @Test func `a folder that cannot be written loses no job, and can be tried now, held and cancelled`()
        throws
    {
        var bench = fetching()
        let error = VideoStoreError.cannotWrite(path: "/videos", reason: "Read-only file system")
        bench.finish(1, run: 2, .notKept(error))
        #expect(try wait(bench).reason == .cannotSave)
        try bench.retryNow(1)
        #expect(bench.started == ["1:3"])
        bench.finish(1, run: 3, .notKept(error))
        try bench.hold(1)
        try bench.release(1)
        #expect(bench.started == ["1:4"])
        bench.finish(1, run: 4, .notKept(error))
        try bench.cancel(1)
        #expect(bench.recorded == ["1 cancelled"])
    }

    @Test func `before a request is sent the disk is waited for as often as attempts are made`() throws {
        var bench = Bench(policy: RetryPolicy(maxAttempts: 3))
        bench.enqueue(1)
        for run in 1...2 {
            bench.finish(1, run: run, .notKept(.diskFull(path: "/videos")))
            #expect(try wait(bench).maxAttempts == 3)
            #expect(bench.queue.generations.first?.attempts == 0)
            bench.pass(30)
            bench.wake()
        }
        bench.finish(1, run: 3, .notKept(.diskFull(path: "/videos")))
        guard case .failed(let failure)? = bench.recordedGenerations.last?.state else {
            Issue.record("not failed")
            return
        }
        #expect(failure.code == .diskFull)
    }

    /// A bench on which the answer to a submit is coming in, in run 1.
    func answering() -> Bench {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .sent)
        bench.progress(1, run: 1, .received(DownloadProgress(bytes: 10, total: 100)))
        return bench
    }

    func block(_ bench: inout Bench, whole: PartialDownload? = nil) {
        bench.actions = bench.queue.blocked(
            GenerationID(1),
            run: 1,
            by: .diskFull(path: "/videos"),
            whole: whole,
            at: bench.now
        )
    }

    @Test func `an answer that cannot be asked for again waits for the disk, and is not asked for again`()
        throws
    {
        var bench = answering()
        block(&bench)
        #expect(try wait(bench).reason == .noRoom)
        #expect(bench.wakes == [bench.now.uptime + .seconds(5)])
        bench.pass(5)
        bench.wake()
        #expect(going(bench) == [1] && bench.started.isEmpty)
        block(&bench)
        try bench.retryNow(1)
        #expect(going(bench) == [1] && bench.started.isEmpty)
        #expect(throws: GenerationQueue.Refusal.underWay(.downloading)) { try bench.hold(1) }
        bench.progress(1, run: 1, .received(DownloadProgress(bytes: 20, total: 100)))
        #expect(bench.state(1) == .downloading(DownloadProgress(bytes: 20, total: 100)))
        bench.finish(1, run: 1, .video(Self.video, requestID: nil))
        #expect(bench.recordedGenerations.last?.state == .succeeded)
    }

    @Test func `an answer that waited for the disk when the program was killed is not sent again`() throws {
        var bench = answering()
        block(&bench)
        let left = try #require(bench.recordedGenerations.last)
        #expect(left.isUnderWay && left.nextStep == .submit)
    }

    @Test func `a whole video that waits for its name outlives the program`() throws {
        var bench = answering()
        let whole = PartialDownload(path: "/v/1.mp4.part", address: "", total: 100)
        block(&bench, whole: whole)
        bench.actions = bench.queue.shutDown(at: bench.now)
        let left = try #require(bench.recordedGenerations.last)
        #expect(left.state == .queued && left.partial == whole)
        var next = Bench()
        next.actions = next.queue.enqueue(left, at: next.now)
        #expect(steps(next) == [.download(address: "")])
    }

    @Test func `that a file gets the video's name is written down before`() throws {
        var bench = answering()
        bench.actions = bench.queue.naming(GenerationID(1), run: 1, 77, at: "/v/1.mp4.part", bytes: 100)
        guard case .record(let generation, _)? = bench.actions.first, case .goOn(1)? = bench.actions.last
        else {
            Issue.record("\(bench.actions)")
            return
        }
        #expect(
            generation.partial
                == PartialDownload(path: "/v/1.mp4.part", address: "", total: 100, file: 77)
        )
        #expect(generation.nextStep.isRepeatable)
    }

    @Test func `an answer of which nothing whole is left is held, and not fetched from nowhere`() throws {
        var bench = answering()
        bench.actions = bench.queue.naming(GenerationID(1), run: 1, 77, at: "/v/1.mp4.part", bytes: 100)
        bench.actions = bench.queue.shutDown(at: bench.now)
        var next = Bench()
        next.actions = next.queue.enqueue(try #require(bench.recordedGenerations.last), at: next.now)
        next.finish(1, run: 1, .failed(.unreadableResponse(ErrorDetail())))
        guard case .held(.interruptedSubmit)? = next.state(1) else {
            Issue.record("\(String(describing: next.state(1)))")
            return
        }
        #expect(removed(next).map(\.file) == [77])
        try next.release(1)
        #expect(steps(next) == [.submit])
    }

    // MARK: Addresses

    @Test(arguments: [403, 404, 410])
    func `a job is asked once for a fresh address when the old one has expired`(status: Int) throws {
        var bench = fetching()
        bench.progress(1, run: 2, .opened(Self.partial))
        let gone = InferenceError.endpointGone(ErrorDetail(status: status))
        bench.finish(1, run: 2, .failed(gone))
        #expect(steps(bench) == [.poll(GenerationQueueJobTests.job)])
        #expect(bench.queue.generations.first?.resultAddress == nil)
        #expect(bench.queue.generations.first?.partial == Self.partial)
        let fresh = JobResult(media: .address("https://a.example/fresh.mp4"))
        bench.finish(1, run: 3, .report(JobReport(status: .finished(fresh))))
        #expect(steps(bench) == [.download(address: "https://a.example/fresh.mp4")])
        bench.finish(1, run: 4, .failed(gone))
        switch bench.recordedGenerations.last?.state {
        case .failed(let failure)?:
            #expect(failure.code == .resultExpired)
            #expect(status != 403)
            #expect(removed(bench) == [Self.partial])
        case .held(.job(let failure))?:
            // A refusal may be a proxy's, and what is paid is not given up for it.
            #expect(failure.code == .resultExpired)
            #expect(status == 403)
            #expect(removed(bench) == [])
        default: Issue.record("neither ended nor held")
        }
    }
}

extension GenerationQueueTests.Bench {
    /// How many lines were written into timelines.
    fileprivate var lines: Int {
        actions.reduce(0) { if case .record(_, let lines) = $1 { $0 + lines.count } else { $0 } }
    }
}
