import Foundation
import GRDB
import Generations
import Testing

@testable import Library

struct StatisticsTests {
    private func run(
        _ library: LibraryDatabase,
        _ model: String,
        seconds: Double,
        width: Int? = nil,
        state: GenerationState = .succeeded
    ) async throws {
        var request = GenerationRequest.sample("p", model: model)
        request.parameters.width = width
        var generation = try await library.insert(.sample(request))
        generation.state = state
        generation.clocks = GenerationClocks(waiting: seconds / 10, running: seconds, saving: 1)
        try await library.record(generation, timeline: [])
    }

    private func model(_ name: String) throws -> ModelID { try #require(ModelID(name)) }

    @Test func `what is usual comes from runs of the same size when there are enough`() async throws {
        let library = try emptyLibrary()
        #expect(try await library.usual(RunLikeness(model: model("a/b"))) == nil)
        for seconds in [10.0, 40, 20] { try await run(library, "a/b", seconds: seconds, width: 832) }
        for seconds in [1.0, 3] { try await run(library, "a/b", seconds: seconds, width: 480) }
        try await run(library, "a/b", seconds: 1_000, width: 832, state: .cancelled)
        try await run(library, "a/c", seconds: 5_000, width: 832)

        let alike = try #require(try await library.usual(RunLikeness(model: model("a/b"), width: 832)))
        #expect(alike.count == 3)
        #expect(alike.isAlike)
        #expect(alike.running == Spread(lowest: 10, median: 20, highest: 40))
        #expect(alike.waiting == Spread(lowest: 1, median: 2, highest: 4))
        let any = try #require(try await library.usual(RunLikeness(model: model("a/b"), width: 480)))
        #expect(any.count == 5)
        #expect(!any.isAlike)
        #expect(any.running.median == 10)
    }

    @Test func `only the last runs tell what is usual`() async throws {
        let library = try emptyLibrary()
        for number in 1...60 { try await run(library, "a/b", seconds: Double(number)) }
        let usual = try #require(try await library.usual(RunLikeness(model: model("a/b"))))
        #expect(usual.count == 50)
        #expect(usual.running == Spread(lowest: 11, median: 35.5, highest: 60))
    }

    @Test func `the runs of each model are counted`() async throws {
        let library = try emptyLibrary()
        #expect(try await library.statistics() == RunStatistics(models: [], runs: 0, isWhole: true))
        try await run(library, "a/b", seconds: 10)
        try await run(library, "a/c", seconds: 30)
        try await run(library, "a/b", seconds: 20)
        try await run(library, "a/b", seconds: 5, state: .cancelled)
        try await run(
            library,
            "a/b",
            seconds: 1,
            state: .failed(GenerationFailure(code: .timedOut, message: "m"))
        )

        let statistics = try await library.statistics()
        #expect(statistics.runs == 5)
        #expect(statistics.isWhole)
        #expect(statistics.models.map(\.model.rawValue) == ["a/b", "a/c"])
        let first = try #require(statistics.models.first)
        let counts: [Int] = [first.runs, first.succeeded, first.failed, first.cancelled]
        #expect(counts == [4, 2, 1, 1])
        #expect(first.medianRun == 15)
        #expect(first.medianWait == 1.5)
        #expect(first.longWait == 2)
        #expect(first.providers == [])
        #expect(first.videoSeconds == 0)
        #expect(first.totalSeconds == 36)
        #expect(first.lastUsed == present.date)
        let newest = try await library.statistics(newest: 2)
        #expect(newest.runs == 2)
        #expect(!newest.isWhole)
    }

    @Test func `the median of an even count lies between the middle two`() {
        #expect(Spread([]) == nil)
        #expect(Spread([3]) == Spread(lowest: 3, median: 3, highest: 3))
        #expect(Spread.quantile(0.9, of: []) == nil)
        #expect(Spread.quantile(0.9, of: [5]) == 5)
        #expect(Spread.quantile(0.9, of: (1...10).map(Double.init)) == 9)
        #expect(Spread([4, 1]) == Spread(lowest: 1, median: 2.5, highest: 4))
    }

    @Test func `earlier prompts are recalled newest first, each once`() async throws {
        let library = try emptyLibrary()
        for prompt in ["a neon fox", "old Neon light", "a whale", "a neon fox", "“quoted” 100%"] {
            try await library.insertSample(prompt, state: .succeeded)
        }
        #expect(
            try await library.recalled("", limit: 3) == ["“quoted” 100%", "a neon fox", "a whale"]
        )
        #expect(try await library.recalled("NEON", limit: 9) == ["a neon fox", "old Neon light"])
        #expect(try await library.recalled("eon", limit: 9) == ["a neon fox", "old Neon light"])
        #expect(try await library.recalled("100%", limit: 9) == ["“quoted” 100%"])
        #expect(try await library.recalled("\"", limit: 9).isEmpty)
        #expect(try await library.recalled("zebra \u{0}\"", limit: 9).isEmpty)
    }

    @Test func `a prompt of long ago is recalled by its words`() async throws {
        let library = try emptyLibrary()
        try await library.insertSample("a quokka runs", state: .succeeded)
        try await library.writer.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
                    INSERT INTO generations (uuid, created_at, task, prompt, model, status)
                    SELECT printf('00000000-0000-4000-8000-%012d', i), i, 'text-to-video', 'a boat ' || (i % 50), 'a/b', 'succeeded' FROM n
                    """
            )
        }
        #expect(try await library.recalled("quokka ru", limit: 9) == ["a quokka runs"])
        #expect(try await library.recalled("a boat", limit: 200).count == 50)
    }
}

extension LibraryDatabase {
    /// The prompts that a text recalls.
    fileprivate func recalled(_ text: String, limit: Int) async throws -> [String] {
        try await recalled(containing: text, limit: limit).map(\.request.prompt)
    }
}
