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
        bench.actions = bench.queue.found(GenerationID(1), Self.job, at: bench.now)
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

    @Test func `what was released or cancelled meanwhile, or has that job already, stays as it is`() throws {
        var bench = Bench()
        bench.actions = bench.queue.enqueue(try left(), at: bench.now)
        try bench.release(1)
        #expect(bench.queue.found(GenerationID(1), Self.job, at: bench.now).isEmpty)
        try bench.cancel(1)
        #expect(bench.queue.found(GenerationID(1), Self.job, at: bench.now).isEmpty)

        bench = Bench()
        bench.enqueue(2)
        bench.finish(2, run: 1, .job(Self.job, JobReport(status: .queued(JobProgress()))))
        bench.actions = bench.queue.enqueue(try left(), at: bench.now)
        #expect(bench.queue.found(GenerationID(1), Self.job, at: bench.now).isEmpty)
    }
}
