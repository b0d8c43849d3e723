import Foundation
import Generations
import Testing

/// What still comes of an exchange that was stopped: what is made and paid is kept.
struct LateOutcomeTests {
    typealias Bench = GenerationQueueTests.Bench

    static let job = GenerationQueueJobTests.job
    static let address = "https://a.example/v.mp4"
    static let image = VideoFile(path: "/1.keyframe.png", bytes: 5, facts: VideoFacts())

    /// A bench on which the only generation's submit is at a provider.
    private func submitted() -> Bench {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .chosen(ProviderNote(provider: .falAI)))
        bench.progress(1, run: 1, .sent)
        return bench
    }

    /// A bench on which a keyframe is being made.
    private func makingKeyframe() -> Bench {
        var bench = Bench()
        bench.enqueue(1)
        bench.finish(1, run: 1, .needsImage)
        bench.progress(1, run: 2, .sent)
        return bench
    }

    // MARK: After a cancel

    @Test func `a video that was made before its cancel arrived is fetched`() throws {
        var bench = submitted()
        try bench.cancel(1)
        bench.finish(1, run: 1, .address(Self.address, requestID: nil))
        #expect(bench.started == ["1:2"])
        #expect(bench.recordedGenerations.last?.resultAddress == Self.address)
        #expect(bench.recordedGenerations.last?.finishedAt == nil)
        bench.finish(1, run: 2, .video(GenerationQueueTests.video, requestID: nil))
        #expect(bench.recordedGenerations.last?.state == .succeeded)
        #expect(bench.queue.generations.isEmpty)
    }

    @Test func `a keyframe that was made before its cancel is remembered, and no video is begun`() throws {
        for outcome in [
            GenerationQueue.Outcome.video(Self.image, requestID: nil), .address(Self.address, requestID: nil),
        ] {
            var bench = makingKeyframe()
            try bench.cancel(1)
            bench.finish(1, run: 2, outcome)
            #expect(bench.started.isEmpty)
            #expect(bench.recordedGenerations.last?.state == .cancelled)
            if case .video = outcome {
                #expect(bench.recordedGenerations.last?.keyframe?.file == Self.image.path)
            }
        }
    }

    @Test func `the answer to a cancel does not undo a video that came after all`() throws {
        var bench = submitted()
        bench.finish(1, run: 1, .job(Self.job, JobReport(status: .resultReady)))
        try bench.cancel(1)
        let cancelled = try #require(bench.recordedGenerations.last)
        bench.finish(1, run: 2, .video(GenerationQueueTests.video, requestID: nil))
        #expect(bench.recordedGenerations.last?.state == .succeeded)
        bench.actions = bench.queue.cancelled(cancelled, Self.job, .alreadyOver, at: bench.now)
        let last = try #require(bench.recordedGenerations.last)
        #expect(last.state == .succeeded)
        #expect(last.video == GenerationQueueTests.video)
    }

    @Test func `the answer to a cancel is noted once, on what was cancelled`() throws {
        var bench = submitted()
        try bench.cancel(1)
        bench.finish(1, run: 1, .job(Self.job, JobReport(status: .queued(JobProgress()))))
        let cancelled = try #require(bench.recordedGenerations.last)
        bench.actions = bench.queue.cancelled(cancelled, Self.job, .cancelled, at: bench.now)
        #expect(bench.recorded == ["1 cancelled"])
        #expect(bench.recordedGenerations.last?.job == Self.job)
    }

    // MARK: At the end of the program

    @Test func `an address that is told while the program ends is fetched by the next one`() throws {
        var bench = submitted()
        bench.actions = bench.queue.shutDown(at: bench.now)
        bench.finish(1, run: 1, .address(Self.address, requestID: nil))
        let left = try #require(bench.recordedGenerations.last)
        #expect(left.state == .queued)
        #expect(left.resultAddress == Self.address)
        #expect(bench.started.isEmpty)
        var next = Bench()
        next.actions = next.queue.enqueue(left, at: next.now)
        #expect(next.queue.generations.first?.state == .downloading(DownloadProgress(bytes: 0, total: nil)))
    }

    @Test func `an address of something cancelled, told at the end of the program, is fetched later`() throws
    {
        var bench = submitted()
        try bench.cancel(1)
        bench.actions = bench.queue.shutDown(at: bench.now)
        bench.finish(1, run: 1, .address(Self.address, requestID: nil))
        #expect(bench.recordedGenerations.last?.state == .queued)
        #expect(bench.recordedGenerations.last?.resultAddress == Self.address)
    }

    @Test func `a keyframe that is made while the program ends is used by the next one`() throws {
        var bench = makingKeyframe()
        bench.actions = bench.queue.shutDown(at: bench.now)
        #expect(bench.recordedGenerations.last?.state.status == .held)
        bench.finish(1, run: 2, .video(Self.image, requestID: nil))
        let left = try #require(bench.recordedGenerations.last)
        #expect(left.state == .queued)
        #expect(left.keyframe?.file == Self.image.path)
        #expect(left.attempts == 0)
    }

    @Test(
        arguments: [
            (.tooBusy(ErrorDetail(status: 503), nil), .queued),
            (.invalidRequest(ErrorDetail(status: 422)), .failed),
            (.connectionLost(ErrorDetail()), .held),
        ] as [(InferenceError, GenerationStatus)]
    )
    func `an error that is told while the program ends says what is true of the submit`(
        error: InferenceError,
        status: GenerationStatus
    ) {
        var bench = submitted()
        bench.actions = bench.queue.shutDown(at: bench.now)
        bench.finish(1, run: 1, .failed(error))
        #expect(bench.recordedGenerations.last?.state.status == status)
        #expect(bench.started.isEmpty)
    }

    // MARK: Jobs that are not found

    private static let missing = InferenceError.endpointGone(ErrorDetail(status: 404, message: "x"))

    /// A bench on which the only generation's job was accepted.
    private func accepted() -> Bench {
        var bench = submitted()
        bench.finish(1, run: 1, .job(Self.job, JobReport(status: .queued(JobProgress()))))
        return bench
    }

    /// Lets a question be made, and tells that the job was not found.
    private func miss(_ bench: inout Bench, run: Int) {
        bench.pass(60)
        bench.wake()
        bench.finish(1, run: run, .failed(Self.missing))
    }

    @Test func `a job that is not found is asked for a few times more before that is believed`() throws {
        var bench = accepted()
        for run in 2..<6 {
            miss(&bench, run: run)
            #expect(bench.state(1)?.status == .waiting)
        }
        miss(&bench, run: 6)
        guard case .failed(let failure) = bench.recordedGenerations.last?.state else {
            Issue.record("not ended")
            return
        }
        #expect(failure.code == .jobLost)
        #expect(failure.message == "fal-ai does not know job job-1, which it had accepted: x.")
    }

    @Test func `a job that is found again is asked for anew`() throws {
        var bench = accepted()
        for run in 2..<6 { miss(&bench, run: run) }
        bench.pass(60)
        bench.wake()
        bench.finish(1, run: 6, .report(JobReport(status: .running(JobProgress()))))
        for run in 7..<11 {
            miss(&bench, run: run)
            #expect(bench.state(1)?.status == .waiting)
        }
        miss(&bench, run: 11)
        guard case .failed(let failure) = bench.recordedGenerations.last?.state else {
            Issue.record("not ended")
            return
        }
        #expect(failure.message == "fal-ai does not have job job-1 any more: x.")
    }

    @Test func `a job that is finished without a video is asked for again, then held and not lost`() throws {
        var bench = accepted()
        let error = InferenceError.notAVideo(ErrorDetail(status: 200), .json)
        for run in 2..<7 {
            bench.pass(60)
            bench.wake()
            bench.finish(1, run: run, .report(JobReport(status: .failed(error))))
            #expect(bench.state(1)?.status == (run < 6 ? .waiting : .held))
        }
        #expect(bench.state(1) == .held(.job(error.failure())))
        try bench.release(1)
        bench.finish(1, run: 7, .report(JobReport(status: .running(JobProgress()))))
        #expect(bench.state(1) == .running)
    }

    @Test func `a result that is not there any more has its own words`() throws {
        var bench = submitted()
        bench.finish(1, run: 1, .job(Self.job, JobReport(status: .resultReady)))
        for run in 2..<7 { miss(&bench, run: run) }
        guard case .failed(let failure) = bench.recordedGenerations.last?.state else {
            Issue.record("not ended")
            return
        }
        #expect(failure.code == .resultExpired)
        #expect(failure.message == "fal-ai has finished job job-1 and does not have its result any more: x.")
    }
}
