import Foundation
import Generations

extension GenerationQueueTests {
    /// A queue with its clock and what it has said.
    struct Bench {
        var queue: GenerationQueue
        var now = Moment(uptime: .seconds(100), date: Date(timeIntervalSince1970: 1_795_000_000))
        var actions: [GenerationQueue.Action] = []

        init(policy: RetryPolicy = RetryPolicy(), concurrency: Int = 4) {
            queue = GenerationQueue(policy: policy, concurrency: concurrency)
        }

        mutating func pass(_ seconds: Double) { now = now.advanced(by: .seconds(seconds)) }

        mutating func enqueue(_ number: Int64, state: GenerationState = .queued, provider: String? = nil) {
            let generation = Generation(
                id: GenerationID(number),
                uuid: UUID(),
                request: GenerationRequest(
                    prompt: "a boat",
                    model: GenerationQueueTests.model,
                    provider: provider
                ),
                state: state,
                createdAt: now.date
            )
            actions = queue.enqueue(generation, at: now)
        }

        mutating func progress(_ number: Int64, run: Int, _ progress: SubmitProgress) {
            actions = queue.progressed(GenerationID(number), run: run, progress, at: now)
        }

        mutating func finish(_ number: Int64, run: Int, _ outcome: GenerationQueue.Outcome) {
            actions = queue.finished(GenerationID(number), run: run, outcome, jitter: 0, at: now)
        }

        mutating func hear(_ limit: RateGovernor.Limit) { actions = queue.heard(of: [limit], at: now) }
        mutating func wake() { actions = queue.woke(at: now) }
        mutating func cancel(_ number: Int64) throws {
            actions = try queue.cancel(GenerationID(number), at: now)
        }
        mutating func hold(_ number: Int64) throws { actions = try queue.hold(GenerationID(number), at: now) }
        mutating func release(_ number: Int64) throws {
            actions = try queue.release(GenerationID(number), at: now)
        }
        mutating func retryNow(_ number: Int64) throws {
            actions = try queue.retryNow(GenerationID(number), at: now)
        }

        mutating func move(_ number: Int64, _ direction: QueueDirection) throws {
            actions = try queue.move(GenerationID(number), direction, at: now)
        }
        mutating func holdAll(_ isHeld: Bool) { actions = queue.holdAll(isHeld, at: now) }

        /// The runs that were started, as `id:run`.
        var started: [String] {
            actions.compactMap { action in
                guard case .start(let generation, _, let run) = action else { return nil }
                return "\(generation.id.rawValue):\(run)"
            }
        }

        var recorded: [String] {
            actions.compactMap { action in
                guard case .record(let generation, _) = action else { return nil }
                return "\(generation.id.rawValue) \(generation.state.status.rawValue)"
            }
        }

        var recordedGenerations: [Generation] {
            actions.compactMap { action in
                guard case .record(let generation, _) = action else { return nil }
                return generation
            }
        }

        /// The timeline's new lines.
        var told: [TimelineEntry] {
            actions.flatMap { action in
                guard case .record(_, let lines) = action else { return [] as [TimelineEntry] }
                return lines
            }
        }

        /// The limits that other processes are told of.
        var limits: [RateGovernor.Limit] {
            actions.compactMap { action in
                guard case .limit(let limit) = action else { return nil }
                return limit
            }
        }

        var published: [Generation] {
            actions.compactMap { action in
                guard case .publish(let event) = action else { return nil }
                return event.generation
            }
        }

        var wakes: [Duration] {
            actions.compactMap { action in
                guard case .wake(let moment) = action else { return nil }
                return moment.uptime
            }
        }

        var stopped: [Int] {
            actions.compactMap { action in
                guard case .stop(let run) = action else { return nil }
                return run
            }
        }

        func state(_ number: Int64) -> GenerationState? {
            queue.generations.first { $0.id.rawValue == number }?.state
        }
    }
}
