import Generations
import Testing

/// A job that is found at its provider after the answer to its submit was lost.
struct FoundJobTests {
    typealias Bench = GenerationQueueTests.Bench

    static let job = GenerationQueueJobTests.job

    /// A generation that an earlier run of the program left while its submit was at a provider.
    private func left() throws -> Generation {
        var bench = Bench()
        bench.enqueue(1)
        bench.progress(1, run: 1, .chosen(ProviderNote(provider: .falAI)))
        bench.actions = bench.queue.shutDown(at: bench.now)
        return try #require(bench.recordedGenerations.last)
    }

    private func searches(_ bench: Bench) -> Int {
        bench.actions.count { if case .find = $0 { true } else { false } }
    }

    @Test func `a submit whose answer nobody saw is looked for when it is taken up`() throws {
        var bench = Bench()
        bench.actions = bench.queue.enqueue(try left(), at: bench.now)
        #expect(searches(bench) == 1)
        #expect(bench.started.isEmpty)
        bench.actions = bench.queue.looked(for: GenerationID(1), .found(Self.job), at: bench.now)
        #expect(bench.recordedGenerations.first?.job == Self.job)
        #expect(bench.started == ["1:1"])
        #expect(bench.state(1) == .running)
        #expect(bench.queue.generations.first?.attempts == 1, "nothing is sent again")
    }

    @Test func `what is held otherwise, or was asked of an endpoint, is not looked for`() throws {
        for state in [GenerationState.held(.user), .queued] {
            var bench = Bench()
            var generation = try left()
            generation.state = state
            bench.actions = bench.queue.enqueue(generation, at: bench.now)
            #expect(searches(bench) == 0)
        }
        var generation = try left()
        generation.request.endpoint = "https://a.example"
        var bench = Bench()
        bench.actions = bench.queue.enqueue(generation, at: bench.now)
        #expect(searches(bench) == 0)
    }

    @Test func `released, it is looked for once more, and goes on with the job that is found`() throws {
        var bench = Bench()
        bench.actions = bench.queue.enqueue(try left(), at: bench.now)
        bench.actions = bench.queue.looked(for: GenerationID(1), .nothing, at: bench.now)
        #expect(bench.actions.isEmpty)
        try bench.release(1)
        #expect(searches(bench) == 1)
        #expect(bench.started.isEmpty)
        #expect(bench.state(1)?.status == .held)
        try bench.release(1)
        #expect(searches(bench) == 0, "it is being looked for")
        bench.actions = bench.queue.looked(for: GenerationID(1), .found(Self.job), at: bench.now)
        #expect(bench.started == ["1:1"])
        #expect(bench.queue.generations.first?.job == Self.job)
        #expect(bench.queue.generations.first?.attempts == 1, "nothing is sent again")
    }

    @Test(arguments: [
        (JobSearch.nothing, "fal-ai names no job of it; it is sent again"),
        (.notListed, "fal-ai lists no jobs, so nobody knows whether it has it; it is sent again"),
    ])
    func `released without a job that is found, it is sent again and says so`(
        outcome: JobSearch,
        text: String
    ) throws {
        var bench = Bench()
        bench.actions = bench.queue.enqueue(try left(), at: bench.now)
        try bench.release(1)
        #expect(searches(bench) == 0, "the look at the beginning is under way")
        bench.actions = bench.queue.looked(for: GenerationID(1), outcome, at: bench.now)
        #expect(bench.started == ["1:1"])
        #expect(bench.queue.generations.first?.attempts == 2)
        #expect(bench.told.first { $0.kind == .released }?.text == text)
    }

    @Test func `released while its provider cannot be asked, it stays held until it is released once more`()
        throws
    {
        var bench = Bench()
        bench.actions = bench.queue.enqueue(try left(), at: bench.now)
        try bench.release(1)
        let failed = JobSearch.failed("It is down.")
        bench.actions = bench.queue.looked(for: GenerationID(1), failed, at: bench.now)
        #expect(bench.started.isEmpty)
        #expect(bench.state(1)?.status == .held)
        #expect(bench.told.last?.text == "fal-ai could not be asked for its job: It is down.")
        try bench.release(1)
        #expect(searches(bench) == 1)
        bench.actions = bench.queue.looked(for: GenerationID(1), failed, at: bench.now)
        #expect(bench.started == ["1:1"])
        #expect(bench.queue.generations.first?.attempts == 2)
    }

    @Test func `what was cancelled meanwhile, or has that job already, stays as it is`() throws {
        var bench = Bench()
        bench.actions = bench.queue.enqueue(try left(), at: bench.now)
        try bench.release(1)
        try bench.cancel(1)
        #expect(bench.queue.looked(for: GenerationID(1), .found(Self.job), at: bench.now).isEmpty)

        bench = Bench()
        bench.enqueue(2)
        bench.finish(2, run: 1, .job(Self.job, JobReport(status: .queued(JobProgress()))))
        bench.actions = bench.queue.enqueue(try left(), at: bench.now)
        #expect(bench.queue.looked(for: GenerationID(1), .found(Self.job), at: bench.now).isEmpty)
    }
}
