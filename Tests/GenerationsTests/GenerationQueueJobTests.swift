import Foundation
import Generations
import Testing

/// A provider's job, from its acceptance to its end.
struct GenerationQueueJobTests {
    typealias Bench = GenerationQueueTests.Bench

    static let job = RemoteJob(
        provider: .falAI,
        id: JobID("job-1").unsafelyUnwrapped,
        route: .router,
        path: "/fal-ai/wan/requests/job-1"
    )
    static let queued = JobReport(status: .queued(JobProgress(position: 3)))
    static let running = JobReport(status: .running(JobProgress(fraction: 0.4)))

    /// A bench on which the only generation's submit was answered with a job.
    func accepted(_ report: JobReport = queued, policy: RetryPolicy = RetryPolicy()) -> Bench {
        var bench = Bench(policy: policy)
        bench.enqueue(1)
        bench.progress(1, run: 1, .chosen(ProviderNote(provider: .falAI)))
        bench.progress(1, run: 1, .sent)
        bench.finish(1, run: 1, .job(Self.job, report))
        return bench
    }

    func steps(_ bench: Bench) -> [GenerationStep] {
        bench.actions.compactMap { if case .start(_, let step, _) = $0 { step } else { nil } }
    }

    @Test func `a job is written down before it is asked for`() {
        let bench = accepted()
        #expect(bench.recordedGenerations.first?.job == Self.job)
        #expect(bench.recordedGenerations.first?.provider == .falAI)
        #expect(bench.started.isEmpty)
        #expect(bench.wakes == [bench.now.uptime + .seconds(1)])
        #expect(bench.state(1) == .running)
    }

    @Test(arguments: [(Int64(7), 1), (42, 0), (nil, 0)])
    func `the seed that was really taken is kept where it is another than was asked for`(
        seed: Int64?,
        lines: Int
    ) throws {
        var generation = try #require(accepted().recordedGenerations.last)
        generation.request.parameters.seed = 42
        generation.state = .queued
        var bench = Bench()
        bench.actions = bench.queue.enqueue(generation, at: bench.now)
        let result = JobResult(media: .address("https://v3.fal.media/a.mp4"), seed: seed)
        bench.finish(1, run: 1, .report(JobReport(status: .finished(result))))
        #expect(bench.told.filter { $0.text.contains("took the seed") }.count == lines)
        if lines > 0 { #expect(bench.told.contains { $0.text == "fal-ai took the seed 7" }) }
    }

    @Test func `a job is asked for at its pace until it is over, and its video is fetched`() {
        var bench = accepted()
        bench.pass(0.5)
        bench.wake()
        #expect(bench.started.isEmpty)
        bench.pass(0.5)
        bench.wake()
        #expect(steps(bench) == [.poll(Self.job)])
        bench.wake()
        #expect(bench.started.isEmpty, "one question at a time")
        bench.finish(1, run: 2, .report(Self.running))
        #expect(bench.queue.generations.first?.jobStatus == .running(JobProgress(fraction: 0.4)))
        #expect(bench.wakes == [bench.now.uptime + .seconds(1.5)])
        bench.pass(1.5)
        bench.wake()
        bench.finish(1, run: 3, .report(JobReport(status: .resultReady)))
        #expect(steps(bench) == [.result(Self.job)])
        let result = JobResult(media: .address("https://v3.fal.media/a.mp4"), cost: .dollars(0.2))
        bench.finish(1, run: 4, .report(JobReport(status: .finished(result))))
        #expect(steps(bench) == [.download(address: "https://v3.fal.media/a.mp4")])
        bench.finish(
            1,
            run: 5,
            .video(VideoFile(path: "/a.mp4", bytes: 9, facts: VideoFacts()), requestID: nil)
        )
        let ended = bench.recordedGenerations.last
        #expect(ended?.state == .succeeded)
        #expect(ended?.cost == .dollars(0.2))
        #expect(ended?.attempts == 1)
    }

    @Test(
        arguments: [
            InferenceError.providerFailed(ErrorDetail(status: 502)), .connectionLost(ErrorDetail()),
            .rateLimited(ErrorDetail(status: 429), nil), .timedOut(ErrorDetail(), .gateway),
            .unreadableResponse(ErrorDetail()), .unreachable(ErrorDetail(), .refused),
        ]
    )
    func `a question that fails ends no job, however often`(_ error: InferenceError) {
        var bench = accepted()
        for run in 2..<40 {
            bench.pass(40)
            bench.wake()
            #expect(steps(bench) == [.poll(Self.job)])
            bench.finish(1, run: run, .failed(error))
            guard case .waiting? = bench.state(1) else {
                Issue.record("no wait after question \(run)")
                return
            }
        }
        bench.pass(40)
        bench.wake()
        bench.finish(1, run: 40, .report(Self.running))
        #expect(bench.state(1) == .running)
    }

    @Test func `a job that never ends is held, and asked for again when it is released`() throws {
        var bench = accepted(policy: RetryPolicy(jobLimit: .seconds(60)))
        bench.pass(61)
        bench.wake()
        bench.finish(1, run: 2, .report(Self.running))
        guard case .held(.job(let failure))? = bench.state(1) else {
            Issue.record("not held")
            return
        }
        #expect(failure.message.contains("job-1"))
        try bench.release(1)
        #expect(steps(bench) == [.poll(Self.job)])
        bench.finish(1, run: 3, .report(Self.running))
        #expect(bench.state(1) == .running)
    }

    @Test(
        arguments: [
            InferenceError.invalidToken(ErrorDetail(status: 401), source: "HF_TOKEN"),
            .accessDenied(ErrorDetail(status: 403), source: "HF_TOKEN"),
            .paymentRequired(ErrorDetail(status: 402)),
        ]
    )
    func `a job that may not be asked for is held and not lost`(_ error: InferenceError) throws {
        var bench = accepted()
        bench.pass(1)
        bench.wake()
        bench.finish(1, run: 2, .failed(error))
        #expect(bench.state(1) == .held(.job(error.failure())))
        try bench.release(1)
        #expect(steps(bench) == [.poll(Self.job)])
    }

    @Test func `a failed and a cancelled job end the generation`() {
        var bench = accepted()
        bench.pass(1)
        bench.wake()
        let error = InferenceError.contentRefused(ErrorDetail(message: "no"))
        bench.finish(1, run: 2, .report(JobReport(status: .failed(error))))
        #expect(bench.recordedGenerations.last?.state == .failed(error.failure()))
        bench = accepted(JobReport(status: .cancelled))
        #expect(bench.recordedGenerations.last?.state == .cancelled)
    }

    @Test func `what is worth knowing of the choice is told once`() {
        var bench = Bench()
        bench.enqueue(1)
        let note = ProviderNote(provider: .falAI, notices: ["a/b is called c/d now."])
        bench.progress(1, run: 1, .chosen(note))
        let news = bench.actions.compactMap { if case .publish(let event) = $0 { event.news } else { nil } }
        #expect(news == ["#1: a/b is called c/d now."])
        bench.progress(1, run: 1, .chosen(note))
        #expect(bench.actions.isEmpty)
    }

    // MARK: Cancel, end, restart

    @Test func `a cancel is told to the provider, and its answer to the user`() throws {
        var bench = accepted()
        try bench.cancel(1)
        let asked = bench.actions.compactMap { action -> Generation? in
            if case .cancelJob(let generation, Self.job) = action { generation } else { nil }
        }
        let generation = try #require(asked.first)
        #expect(generation.state == .cancelled)
        #expect(generation.finishedAt != nil)
        let told = bench.queue.cancelled(generation, Self.job, .requested, at: bench.now)
        let news = told.compactMap { if case .publish(let event) = $0 { event.news } else { nil } }
        #expect(news == ["#1: fal-ai was told to cancel it; it may still end there and be billed."])
    }

    @Test func `a job that is accepted while it is cancelled is cancelled at the provider`() throws {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .chosen(ProviderNote(provider: .falAI)))
        try bench.cancel(1)
        #expect(bench.stopped == [1])
        bench.finish(1, run: 1, .job(Self.job, Self.queued))
        #expect(bench.actions.contains { if case .cancelJob(_, Self.job) = $0 { true } else { false } })
        #expect(bench.recordedGenerations.last?.job == Self.job)
        #expect(bench.recordedGenerations.last?.state == .cancelled)
    }

    @Test
    func `a job that is accepted after the time is over is cancelled, and has failed all the same`() throws {
        var bench = Bench(policy: RetryPolicy(timeout: .seconds(10)))
        bench.enqueue(1)
        bench.progress(1, run: 1, .chosen(ProviderNote(provider: .falAI)))
        bench.progress(1, run: 1, .sent)
        bench.pass(10)
        bench.wake()
        #expect(bench.stopped == [1])
        bench.finish(1, run: 1, .job(Self.job, Self.queued))
        #expect(bench.actions.contains { if case .cancelJob(_, Self.job) = $0 { true } else { false } })
        #expect(bench.recordedGenerations.last?.job == Self.job)
        #expect(bench.recordedGenerations.last?.state.status == .failed)
    }

    /// A bench on which the only generation's job is over, and its video is being fetched.
    private func fetching() -> Bench {
        let result = JobResult(media: .address("https://a.example/v.mp4"))
        return accepted(JobReport(status: .finished(result)))
    }

    @Test func `a video that cannot be fetched just now is held and fetched when it is released`() throws {
        var bench = fetching()
        let away = InferenceError.unreachable(ErrorDetail(), .unknownHost)
        for run in 2..<500 {
            bench.finish(1, run: run, .failed(away))
            guard case .waiting? = bench.state(1) else { break }
            bench.pass(60)
            bench.wake()
        }
        guard case .held(.job)? = bench.state(1) else {
            Issue.record("not held")
            return
        }
        try bench.release(1)
        #expect(steps(bench) == [.download(address: "https://a.example/v.mp4")])
    }

    @Test func `what has begun goes on while the queue is held, and is not moved or edited`() throws {
        var bench = accepted()
        bench.actions = bench.queue.shutDown(at: bench.now)
        let left = try #require(bench.recordedGenerations.last)
        var next = Bench()
        next.holdAll(true)
        next.enqueue(2)
        #expect(next.started.isEmpty)
        next.actions = next.queue.enqueue(left, at: next.now)
        #expect(steps(next) == [.poll(Self.job)])
        #expect(next.queue.unbegun(GenerationID(1)) == nil)
        #expect(next.queue.unbegun(GenerationID(2)) != nil)
    }

    @Test func `a job that is accepted while the program ends is kept`() {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .chosen(ProviderNote(provider: .falAI)))
        bench.actions = bench.queue.shutDown(at: bench.now)
        bench.finish(1, run: 1, .job(Self.job, Self.queued))
        #expect(bench.recordedGenerations.last?.state == .queued)
        #expect(bench.recordedGenerations.last?.job == Self.job)
    }

    @Test func `a job is taken up where it was left`() throws {
        var bench = accepted()
        bench.actions = bench.queue.shutDown(at: bench.now)
        let left = try #require(bench.recordedGenerations.last)
        #expect(left.state == .queued)
        var next = Bench()
        next.actions = next.queue.enqueue(left, at: next.now)
        #expect(steps(next) == [.poll(Self.job)])
        #expect(next.state(1) == .running)
        #expect(next.queue.generations.first?.attempts == 1)
    }

    // MARK: Other providers

    func notBillable(_ others: [String]) -> InferenceError {
        .providerNotBillable(ErrorDetail(status: 402, provider: "fal-ai", others: others))
    }

    func submitted(fallsBack: Bool) -> Bench {
        var bench = Bench()
        var request = GenerationRequest(prompt: "a boat", model: GenerationQueueTests.model)
        request.fallsBack = fallsBack
        let generation = Generation(
            id: GenerationID(1),
            uuid: UUID(),
            request: request,
            createdAt: bench.now.date
        )
        bench.actions = bench.queue.enqueue(generation, at: bench.now)
        return bench
    }

    @Test func `another provider is asked only where the user said so, each one once`() {
        var bench = submitted(fallsBack: false)
        bench.finish(1, run: 1, .failed(notBillable(["wavespeed"])))
        #expect(bench.recordedGenerations.last?.state.isFinal == true)

        bench = submitted(fallsBack: true)
        bench.finish(1, run: 1, .failed(notBillable(["wavespeed"])))
        #expect(steps(bench) == [.submit])
        #expect(bench.queue.generations.first?.requestToSend.provider == "wavespeed")
        var error = InferenceError.providerNotBillable(
            ErrorDetail(status: 402, provider: "wavespeed", others: ["fal-ai"])
        )
        bench.finish(1, run: 2, .failed(error))
        #expect(bench.recordedGenerations.last?.state == .failed(error.failure()))

        bench = submitted(fallsBack: true)
        error = .endpointGone(ErrorDetail(status: 302, provider: "fal-ai", others: ["wavespeed"]))
        bench.finish(1, run: 1, .failed(error))
        #expect(bench.recordedGenerations.last?.state.isFinal == true, "a redirect may have been billed")

        bench = submitted(fallsBack: true)
        error = .providerFailed(ErrorDetail(status: 500, provider: "fal-ai", others: ["wavespeed"]))
        bench.finish(1, run: 1, .failed(error))
        #expect(bench.recordedGenerations.last?.state.isFinal == true, "it may have accepted it")
    }

    // MARK: Keyframes

    @Test func `a model that animates images gets one made of the prompt first`() throws {
        var bench = Bench()
        bench.enqueue(1)
        bench.finish(1, run: 1, .needsImage)
        #expect(steps(bench) == [.submit])
        let making = try #require(bench.queue.generations.first)
        #expect(making.isMakingKeyframe)
        #expect(making.requestToSend.task == .textToImage)
        #expect(making.requestToSend.model.rawValue == Keyframe.standardModel)
        bench.pass(2)
        let image = VideoFile(path: "/1.keyframe.png", bytes: 5, facts: VideoFacts())
        bench.finish(1, run: 2, .video(image, requestID: nil))
        #expect(bench.recordedGenerations.first?.keyframe?.file == "/1.keyframe.png")
        #expect(bench.recordedGenerations.first?.keyframe?.seconds == 2)
        #expect(steps(bench) == [.submit])
        let video = try #require(bench.queue.generations.first)
        #expect(video.requestToSend.image == .file("/1.keyframe.png"))
        #expect(video.requestToSend.task == .imageToVideo)
        #expect(video.requestToSend.model == GenerationQueueTests.model)
        bench.finish(1, run: 3, .needsImage)
        #expect(bench.recordedGenerations.last?.state.isFinal == true, "it has one")
    }

    @Test func `a keyframe that fails ends the generation with its own failure`() {
        var bench = Bench()
        bench.enqueue(1)
        bench.finish(1, run: 1, .needsImage)
        let error = InferenceError.paymentRequired(ErrorDetail(status: 402))
        bench.finish(1, run: 2, .failed(error))
        #expect(bench.recordedGenerations.last?.state == .failed(error.failure()))
    }
}
