import Foundation
import Generations
import TestSupport
import Testing

/// The order of the queue: who is started next, and what the user can do about it.
struct QueueOrderTests {
    typealias Bench = GenerationQueueTests.Bench

    /// One at work, the rest queued behind it.
    private func bench(_ count: Int64, concurrency: Int = 1) -> Bench {
        var bench = Bench(concurrency: concurrency)
        for number in 1...count { bench.enqueue(number) }
        return bench
    }

    private func order(_ bench: Bench) -> [Int64] { bench.queue.generations.map(\.id.rawValue) }

    @Test(arguments: [
        (3 as Int64, QueueDirection.up, [1, 3, 2, 4, 5] as [Int64]), (3, .down, [1, 2, 4, 3, 5]),
        (2, .down, [1, 3, 2, 4, 5]), (5, .up, [1, 2, 3, 5, 4]),
    ])
    func `a queued run moves past its neighbor, and back`(
        _ id: Int64,
        _ direction: QueueDirection,
        _ expected: [Int64]
    ) throws {
        var bench = bench(5)
        try bench.move(id, direction)
        #expect(order(bench) == expected)
        #expect(bench.recordedGenerations.count == 2)
        try bench.move(id, direction == .up ? .down : .up)
        #expect(order(bench) == [1, 2, 3, 4, 5])
    }

    @Test func `what is under way has no place, and the ends are ends`() throws {
        var bench = bench(3)
        #expect(throws: GenerationQueue.Refusal.notQueued(.submitting)) { try bench.move(1, .down) }
        #expect(throws: GenerationQueue.Refusal.noNeighbor(GenerationID(2), .up)) { try bench.move(2, .up) }
        #expect(throws: GenerationQueue.Refusal.noNeighbor(GenerationID(3), .down)) {
            try bench.move(3, .down)
        }
        #expect(throws: GenerationQueue.Refusal.unknown(GenerationID(9))) { try bench.move(9, .up) }
    }

    @Test func `a move goes past those under way to the next one that waits for its start`() throws {
        var bench = bench(4, concurrency: 2)
        try bench.hold(3)
        // 1 and 2 are at it; 3 is held and 4 queued.
        try bench.move(4, .up)
        #expect(order(bench) == [1, 2, 4, 3])
        try bench.release(3)
        bench.finish(1, run: 1, .video(GenerationQueueTests.video, requestID: nil))
        #expect(bench.started == ["4:3"])
    }

    @Test func `what was moved keeps its place over a restart, in whatever order it is read`() throws {
        var bench = bench(5)
        try bench.move(5, .up)
        try bench.move(5, .up)
        let left = bench.queue.generations
        for seed in 1...5 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var again = GenerationQueue(concurrency: 1)
            _ = again.holdAll(true, at: bench.now)
            for generation in left.shuffled(using: &random) {
                _ = again.enqueue(generation, at: bench.now)
            }
            #expect(again.generations.map(\.id) == left.map(\.id))
        }
    }

    @Test func `a rank that is no number is the place of its own number`() {
        var bench = bench(2)
        var generation = bench.queue.generations[1]
        generation.queueRank = .nan
        #expect(generation.rank == 2)
        generation.queueRank = .infinity
        #expect(generation.rank == 2)
        bench.pass(1)
    }

    @Test func `a queue that is held starts nothing, lets what has begun go on, and goes on when let`() throws
    {
        var bench = Bench(concurrency: 2)
        bench.enqueue(1)
        bench.holdAll(true)
        bench.enqueue(2)
        bench.enqueue(3)
        #expect(bench.started.isEmpty)
        bench.finish(1, run: 1, .failed(GenerationQueueTests.loading))
        bench.pass(20)
        bench.wake()
        #expect(bench.started == ["1:2"])
        bench.finish(1, run: 2, .video(GenerationQueueTests.video, requestID: nil))
        #expect(bench.started.isEmpty)
        try bench.hold(2)
        try bench.release(2)
        #expect(bench.started.isEmpty)
        bench.holdAll(false)
        #expect(bench.started == ["2:3", "3:4"])
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `whatever is moved, held and ended, nothing is lost and starts follow the order`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bench = Bench(concurrency: 3)
        var expected: Set<Int64> = []
        var runs: [Int64: Int] = [:]
        for number in 1...30 as ClosedRange<Int64> {
            bench.enqueue(number)
            expected.insert(number)
            note(bench, &runs)
        }
        for _ in 0..<300 {
            let before = bench.queue.generations
            let id = Int64.random(in: 1...30, using: &random)
            bench.actions = []
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1: try? bench.move(id, .up)
            case 2, 3: try? bench.move(id, .down)
            case 4: try? bench.hold(id)
            case 5: try? bench.release(id)
            case 6: bench.holdAll(Bool.random(using: &random))
            default:
                guard let run = runs.removeValue(forKey: id) else { continue }
                bench.finish(id, run: run, .video(GenerationQueueTests.video, requestID: nil))
                expected.remove(id)
            }
            note(bench, &runs)
            let released = before.first { $0.id.rawValue == id && $0.state.status == .held }?.id
            let waiting = bench.queue.generations.filter { $0.state == .queued }.map(\.rank)
            for started in started(bench) where released == nil {
                #expect(waiting.allSatisfy { started.rank < $0 })
            }
            #expect(Set(order(bench)) == expected)
            #expect(bench.queue.generations.map(\.rank) == bench.queue.generations.map(\.rank).sorted())
        }
    }

    private func started(_ bench: Bench) -> [Generation] {
        bench.actions.compactMap { action in
            if case .start(let generation, _, _) = action { generation } else { nil }
        }
    }

    private func note(_ bench: Bench, _ runs: inout [Int64: Int]) {
        for action in bench.actions {
            if case .start(let generation, _, let run) = action { runs[generation.id.rawValue] = run }
        }
    }

    @Test func `ten thousand queued runs are moved and worked off without a walk through all`() throws {
        var bench = Bench(concurrency: 4)
        let clock = ContinuousClock()
        let begun = clock.now
        for number in 1...10_000 as ClosedRange<Int64> { bench.enqueue(number) }
        for number in 5_000...6_000 as ClosedRange<Int64> { try bench.move(number, .up) }
        for number in 1...4_000 as ClosedRange<Int64> {
            bench.finish(number, run: Int(number), .video(GenerationQueueTests.video, requestID: nil))
        }
        #expect(bench.queue.generations.count == 6_000)
        // A walk through ten thousand for each of these would take minutes.
        #expect(clock.now - begun < .seconds(30))
    }
}
