import Foundation
import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

struct StatisticsPageTests {
    private func model(_ name: String, runs: Int, failed: Int = 0, providers: [String] = []) throws
        -> ModelStatistics
    {
        let ok = runs - failed
        return ModelStatistics(
            model: try #require(ModelID(name)),
            providers: providers,
            runs: runs,
            succeeded: ok,
            failed: failed,
            cancelled: 0,
            medianWait: ok > 0 ? 31 : nil,
            longWait: ok > 0 ? 221.4 : nil,
            medianRun: ok > 0 ? 58 : nil,
            totalSeconds: Double(ok) * 58,
            videoSeconds: Double(ok) * 5.06,
            bytes: Int64(ok) * 7_436_291,
            lastUsed: Sample.now.date.addingTimeInterval(Double(-runs) * 3_000)
        )
    }

    private func models() throws -> [ModelStatistics] {
        [
            try model("tencent/HunyuanVideo", runs: 2, failed: 2),
            try model("Wan-AI/Wan2.2-T2V", runs: 1_214, failed: 3, providers: ["fal-ai", "replicate"]),
            try model("an-organisation-with-a-long-name/and-a-model-whose-name-is-longer-still", runs: 20),
        ]
    }

    private func open(_ size: Size = Size(columns: 80, rows: 24)) -> AppState {
        var state = Sample.state(size.columns, size.rows)
        state.load(Sample.history)
        state.press(.alt("3"), .character("S"))
        return state
    }

    private func answer(_ state: inout AppState, _ models: [ModelStatistics], isWhole: Bool = true) {
        let runs = models.reduce(0) { $0 + $1.runs }
        let statistics = RunStatistics(models: models, runs: runs, isWhole: isWhole)
        state.on(.result(.statisticsLoaded(number: state.lastNumber, statistics)))
    }

    private func check(_ state: AppState, _ name: String) {
        let name = "\(name)-\(state.size.columns)x\(state.size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
        #expect(FrameCheck.faults(state) == [])
    }

    private func text(_ state: AppState) -> String { AppView.frame(state).cells.map(\.text).joined() }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `each model has a row, the most used first, and as many figures as there is room for`(_ size: Size)
        throws
    {
        var state = open(size)
        check(state, "statistics-reading")
        answer(&state, [])
        check(state, "statistics-empty")
        answer(&state, try models(), isWhole: false)
        state.press(.character("j"))
        check(state, "statistics")
    }

    @Test
    func `enter lists the runs of a model, and says why it cannot`() throws {
        var state = open()
        state.press(Key(.enter))
        #expect(state.message?.text == "There is no model to list the runs of yet.")
        answer(&state, try models())
        let effects = state.press(Key(.enter))
        #expect(state.overlays.isEmpty && state.focus == .history)
        #expect(state.history.query == "model:Wan-AI/Wan2.2-T2V")
        #expect(state.history.search.problem == nil)
        let isAsked = effects.contains { effect in
            if case .loadHistory(let lookup) = effect { lookup.text == state.history.query } else { false }
        }
        #expect(isAsked)
    }

    @Test
    func `it says when older runs are not counted`() throws {
        var state = open()
        answer(&state, try models(), isWhole: true)
        #expect(text(state).contains("All 1,236 runs"))
        state.press(Key(.function(5)))
        answer(&state, try models(), isWhole: false)
        #expect(text(state).contains("Only the newest 1,236 runs"))
    }

    @Test
    func `an answer that nobody waits for changes nothing, and a failure says its sentence`() throws {
        var state = open()
        let old = state.lastNumber
        #expect(state.press(Key(.function(5))) == [.loadStatistics(number: old + 1)])
        let late = RunStatistics(models: try models(), runs: 3, isWhole: true)
        let before = state
        state.on(.result(.statisticsLoaded(number: old, late)))
        #expect(state == before)
        state.on(.result(.statisticsFailed(number: old + 1, reason: "The library\u{1b}[31m is away.")))
        #expect(text(state).contains("is away."))
        state.press(.character("q"))
        state.on(.result(.statisticsLoaded(number: old + 1, late)))
        #expect(state.overlays.isEmpty)
    }

    @Test
    func `many models scroll with the chosen one in view`() throws {
        for size in ScreenSnapshotTests.sizes {
            var state = open(size)
            answer(&state, try (0..<90).map { try model("owner/model-\($0)", runs: 1_000 - $0) })
            state.press(.character("G"))
            #expect(text(state).contains("owner/model-89"))
            state.press(.character("k"), Key(.pageUp))
            #expect(!text(state).contains("owner/model-89"))
            state.press(.character("g"))
            #expect(text(state).contains("owner/model-0 "))
        }
    }

    @Test
    func `a share is whole only when it is`() throws {
        #expect(StatisticsColumn.percent(999, of: try model("a/b", runs: 1_000, failed: 1)) == "99 %")
        #expect(StatisticsColumn.percent(0, of: try model("a/b", runs: 0)) == "-")
        #expect(StatisticsColumn.seconds(0.2) == "<1s")
        #expect(StatisticsColumn.seconds(.infinity) == "-")
    }
}
