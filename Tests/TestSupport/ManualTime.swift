import Foundation
package import Generations
import Synchronization

/// Clocks that stand still until a test moves them.
package final class ManualTime: Sendable {
    private struct Sleeper {
        var until: Duration
        var wake: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Moment(uptime: .seconds(1_000), date: Date(timeIntervalSince1970: 1_795_000_000))
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var lastNumber = 0
        var watchers: [(until: Duration, told: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// This instant.
    package func now() -> Moment {
        state.withLock { $0.now }
    }

    /// Moves both clocks on and wakes whoever slept until then.
    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let numbers = state.sleepers.filter { $0.value.until <= state.now.uptime }.keys
            return numbers.compactMap { state.sleepers.removeValue(forKey: $0) }
        }
        for sleeper in due { sleeper.wake.resume() }
    }

    /// Returns when somebody sleeps until this uptime; at once if somebody does.
    package func sleeper(until uptime: Duration) async {
        await withCheckedContinuation { continuation in
            let there = state.withLock { state in
                let there = state.sleepers.values.contains { $0.until == uptime }
                if !there { state.watchers.append((uptime, continuation)) }
                return there
            }
            if there { continuation.resume() }
        }
    }

    /// Sleeps until this uptime; throws `CancellationError` when the task is cancelled.
    package func sleep(until uptime: Duration) async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (wake: CheckedContinuation<Void, any Error>) in
                register(Sleeper(until: uptime, wake: wake), number)
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.cancelled.insert(number)
                return state.sleepers.removeValue(forKey: number)
            }
            sleeper?.wake.resume(throwing: CancellationError())
        }
    }

    private func register(_ sleeper: Sleeper, _ number: Int) {
        enum Fate { case over, cancelled, asleep([CheckedContinuation<Void, Never>]) }
        let fate: Fate = state.withLock { state in
            if state.cancelled.contains(number) { return .cancelled }
            if sleeper.until <= state.now.uptime { return .over }
            state.sleepers[number] = sleeper
            let told = state.watchers.filter { $0.until == sleeper.until }.map(\.told)
            state.watchers.removeAll { $0.until == sleeper.until }
            return .asleep(told)
        }
        switch fate {
        case .over: sleeper.wake.resume()
        case .cancelled: sleeper.wake.resume(throwing: CancellationError())
        case .asleep(let told): for watcher in told { watcher.resume() }
        }
    }
}
